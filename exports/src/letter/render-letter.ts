import type { FilledLetter, LetterBlock } from "@diaoyan/instruments";
import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Header,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
} from "docx";
import { normalisePackage } from "../docx/normalise-package.ts";
import { pageProfiles, type TextLook } from "../docx/page-profile.ts";
import { lookOf, textIn } from "../docx/text-runs.ts";
import { lineSpacing, toFill, twoCharacters } from "../docx/write-blocks.ts";
import { sayDay } from "../report/chinese-day.ts";
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

const profile = pageProfiles.gongwen;
const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);
/** Edge of the printed code in pixels of 1/96 inch: 30 mm. */
const codeEdge = 113;

/** Renders a cover letter in 公文式: title, addressee, text, signature with room for the stamp. The same letter gives the same bytes. */
export async function renderLetter(letter: Letter): Promise<Uint8Array<ArrayBuffer>> {
  const { margins } = profile;
  const mark = letter.simulated ? "模拟数据，仅供演示，不代表真实情况" : "";
  const document = new Document({
    title: letter.letter.title,
    creator: letter.sender,
    description: `调研函模板${letter.version}${letter.simulated ? "；模拟数据" : ""}`,
    styles: { default: { document: { run: lookOf(profile.body), paragraph: { spacing: lineSpacing(profile) } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: {
              top: twips(margins.top),
              bottom: twips(margins.bottom),
              left: twips(margins.left),
              right: twips(margins.right),
              footer: twips(25),
            },
          },
        },
        headers: { default: new Header({ children: [centred([textIn(profile.note, mark, { color: "B3261E" })])] }) },
        footers: { default: new Footer({ children: [centred(pageNumber())] }) },
        children: [
          ...writeTitle(letter),
          ...letter.letter.blocks.flatMap(writeBlockOf(letter)),
          ...writeSignature(letter),
        ],
      },
    ],
  });
  return normalisePackage(new Uint8Array(await Packer.toArrayBuffer(document)), letter);
}

function centred(children: readonly ParagraphChild[], after = 0): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after }, children: [...children] });
}

const pageNumber = (): readonly ParagraphChild[] => [
  textIn(profile.pageNumber, "— "),
  textIn(profile.pageNumber, "", { children: [PageNumber.CURRENT] }),
  textIn(profile.pageNumber, " —"),
];

function writeTitle({ letter }: Letter): readonly FileChild[] {
  const spacing = { line: 700, lineRule: "exact", after: 400 } as const;
  return [
    new Paragraph({ alignment: AlignmentType.CENTER, spacing, children: writeText(profile.title, letter.title) }),
  ];
}

/** Text with what is still open in it set off. */
function writeText(look: TextLook, text: string): ParagraphChild[] {
  const parts = text.split(/(\{[^{}\n]{1,30}\})/);
  return parts
    .filter((part) => part !== "")
    .map((part) =>
      part.startsWith("{") ? textIn(look, `（${part.slice(1, -1)}）`, { shading: toFill }) : textIn(look, part),
    );
}

const writeBlockOf =
  ({ link }: Letter) =>
  (block: LetterBlock, index: number): readonly FileChild[] => {
    if (block.kind === "code") return link === null ? [] : writeCode(link);
    const heading = block.kind === "heading";
    const look = heading ? profile.headings[0] : profile.body;
    // the first paragraph names the addressee, flush left
    const addressee = index === 0 && !heading;
    return [
      new Paragraph({
        keepNext: heading,
        alignment: AlignmentType.BOTH,
        indent: addressee ? {} : { firstLine: twoCharacters(profile) },
        spacing: lineSpacing(profile),
        children: writeText(look, block.text),
      }),
    ];
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
      children: [textIn(profile.note, link)],
    }),
  ];
}

/** Characters a Chinese text is wide, a Western letter counting half. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, one) => sum + (one.charCodeAt(0) < 0x2e80 ? 0.5 : 1), 0);

/** Date four characters from the right, the unit centred over it; both lie under the stamp and stay together. */
function writeSignature({ sender, day }: Letter): readonly FileChild[] {
  const date = day === null ? "{发函日期}" : sayDay(day);
  const character = twoCharacters(profile) / 2;
  const right = 4 * character;
  const overhang = ((widthOf(sender) - widthOf(date)) / 2) * character;
  const line = (text: string, indent: number, before: number, keepNext: boolean): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      keepNext,
      indent: { right: Math.max(0, Math.round(indent)) },
      spacing: { ...lineSpacing(profile), before },
      children: writeText(profile.body, text),
    });
  return [line(sender, right - overhang, 1_120, true), line(date, right, 0, false)];
}
