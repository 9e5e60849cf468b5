import {
  AlignmentType,
  Document,
  type FileChild,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
} from "docx";
import { sayDay } from "../report/chinese-day.ts";
import { documentStyles } from "./document-styles.ts";
import { normalisePackage } from "./normalise-package.ts";
import { pageProfiles, type TextLook } from "./page-profile.ts";
import { textIn } from "./text-runs.ts";
import { lineSpacing, toFill, twoCharacters } from "./write-blocks.ts";

/** A plain document in 公文式: letter, list of evidence, minutes, opinion of a panel. */
export interface OfficialDocument {
  readonly title: string;
  readonly creator: string;
  readonly description: string;
  readonly simulated: boolean;
  /** Date that stands in the file's properties, ISO 8601. */
  readonly takenAt: string;
  readonly children: readonly FileChild[];
}

const profile = pageProfiles.gongwen;
const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);

/** Sets a document on A4 in 公文式, page numbers below, simulated data marked above. The same document gives the same bytes. */
export async function writeOfficialDocument(given: OfficialDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { margins } = profile;
  const mark = given.simulated ? "模拟数据，仅供演示，不代表真实情况" : "";
  const document = new Document({
    title: given.title,
    creator: given.creator,
    description: `${given.description}${given.simulated ? "；模拟数据" : ""}`,
    styles: documentStyles(profile),
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
        children: [...writeTitle(given.title), ...given.children],
      },
    ],
  });
  return normalisePackage(new Uint8Array(await Packer.toArrayBuffer(document)), given);
}

function centred(children: readonly ParagraphChild[]): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 0 }, children: [...children] });
}

const pageNumber = (): readonly ParagraphChild[] => [
  textIn(profile.pageNumber, "— "),
  textIn(profile.pageNumber, "", { children: [PageNumber.CURRENT] }),
  textIn(profile.pageNumber, " —"),
];

function writeTitle(title: string): readonly FileChild[] {
  const spacing = { line: 700, lineRule: "exact", after: 400 } as const;
  return [new Paragraph({ alignment: AlignmentType.CENTER, spacing, children: writeText(profile.title, title) })];
}

/** Text with what is still open in it, written `{…}`, set off. */
function writeText(look: TextLook, text: string): ParagraphChild[] {
  const parts = text.split(/(\{[^{}\n]{1,30}\})/);
  return parts
    .filter((part) => part !== "")
    .map((part) =>
      part.startsWith("{") ? textIn(look, `（${part.slice(1, -1)}）`, { shading: toFill }) : textIn(look, part),
    );
}

/** A paragraph of running text; `flush` begins at the margin, as the line that names an addressee does. */
export function writeLine(text: string, { flush = false } = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    indent: flush ? {} : { firstLine: twoCharacters(profile) },
    spacing: lineSpacing(profile),
    children: writeText(profile.body, text),
  });
}

/** A heading of the first (一、) or second (（一）) level, its number included. */
export function writeSubject(text: string, level: 1 | 2 = 1): Paragraph {
  return new Paragraph({
    keepNext: true,
    alignment: AlignmentType.BOTH,
    indent: { firstLine: twoCharacters(profile) },
    spacing: lineSpacing(profile),
    children: writeText(profile.headings[level - 1] ?? profile.body, text),
  });
}

/** Characters a Chinese text is wide, a Western letter counting half. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, one) => sum + (one.charCodeAt(0) < 0x2e80 ? 0.5 : 1), 0);

/**
 * Date four characters from the right, the unit centred over it; both lie under the stamp and stay together. Without a
 * day its place is left open under the name `open`.
 */
export function writeSignature(sender: string, day: string | null, open: string): readonly FileChild[] {
  const date = day === null ? `{${open}}` : sayDay(day);
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
