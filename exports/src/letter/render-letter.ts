import type { FilledLetter, LetterBlock } from "@diaoyan/instruments";
import { AlignmentType, type FileChild, ImageRun, Paragraph } from "docx";
import { writeLine, writeOfficialDocument, writeSignature, writeSubject } from "../docx/official-document.ts";
import { pageProfiles } from "../docx/page-profile.ts";
import { textIn } from "../docx/text-runs.ts";
import { drawCode } from "./draw-code.ts";

/** A cover letter 调研函 to one unit, ready to be set. */
export interface Letter {
  readonly letter: FilledLetter;
  /** Who signs and stamps. */
  readonly sender: string;
  /** Day of the letter, `YYYY-MM-DD`; null leaves its place open. */
  readonly day: string | null;
  /** Where people answer; null sends paper only, and the place of the code goes. */
  readonly link: string | null;
  readonly version: string;
  readonly simulated: boolean;
  /** Date that stands in the file's properties, ISO 8601. */
  readonly takenAt: string;
}

/** Edge of the printed code in pixels of 1/96 inch: 30 mm. */
const codeEdge = 113;

/** Renders a cover letter in 公文式: title, addressee, text, signature with room for the stamp. The same letter gives the same bytes. */
export function renderLetter(given: Letter): Promise<Uint8Array<ArrayBuffer>> {
  const { letter, sender, day, link, version, simulated, takenAt } = given;
  return writeOfficialDocument({
    title: letter.title,
    creator: sender,
    description: `调研函模板${version}`,
    simulated,
    takenAt,
    children: [...letter.blocks.flatMap(writeBlockOf(link)), ...writeSignature(sender, day, "发函日期")],
  });
}

const writeBlockOf =
  (link: string | null) =>
  (block: LetterBlock, index: number): readonly FileChild[] => {
    if (block.kind === "code") return link === null ? [] : writeCode(link);
    // the first paragraph names the addressee, flush left
    return [block.kind === "heading" ? writeSubject(block.text) : writeLine(block.text, { flush: index === 0 })];
  };

function writeCode(link: string): readonly FileChild[] {
  const { png } = drawCode(link);
  const image = new ImageRun({
    type: "png",
    data: png,
    transformation: { width: codeEdge, height: codeEdge },
    altText: { name: "二维码", title: "填答二维码", description: link },
  });
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 120, line: 240, lineRule: "auto" },
      children: [image],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 120, line: 300, lineRule: "atLeast" },
      children: [textIn(pageProfiles.gongwen.note, link)],
    }),
  ];
}
