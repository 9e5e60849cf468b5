import { AlignmentType, Bookmark, type FileChild, HeadingLevel, ImageRun, LineRuleType, Paragraph } from "docx";
import type { Block, Evidence, ParagraphStyle } from "../model/document.ts";
import type { Pictures, ReportPicture } from "../picture/read-picture.ts";
import { sayEvidence } from "../report/say-evidence.ts";
import type { PageProfile } from "./page-profile.ts";
import { textIn, writeAnchor, writeRuns } from "./text-runs.ts";
import { typeWidth, writeCaption, writeTable } from "./write-table.ts";

/** Charts are drawn with this many pixels a point and printed a tenth smaller: 336 dots an inch, at least 300 asked. */
export const pixelsAPoint = 4.2;
const printedSize = 0.9;
/** Tallest figure in points: a page less its caption and a line of text. */
const tallest = 480;

/** A drawn chart: PNG bytes with their size in pixels. */
export interface DrawnChart {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What is drawn into a document: charts by the id of their figure, photographs by attachment. */
export interface Drawn {
  readonly charts: ReadonlyMap<string, DrawnChart>;
  readonly pictures: Pictures;
}

const headingLevels = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
] as const;

/** Behind what a person has still to write or settle. */
export const toFill = { type: "clear", fill: "FFF3D6", color: "auto" } as const;

/** Two characters of the body text, in twentieths of a point. */
export const twoCharacters = ({ body }: PageProfile): number => body.size * 20;

/** Line spacing of running text. */
export function lineSpacing({ lineHeight }: PageProfile) {
  return lineHeight === null
    ? { line: 360, lineRule: LineRuleType.AUTO }
    : { line: lineHeight * 20, lineRule: LineRuleType.EXACT };
}

/** Blocks as paragraphs and tables; charts come drawn, in the order of the figures. */
export function writeBlocks(profile: PageProfile, blocks: readonly Block[], drawn: Drawn): readonly FileChild[] {
  return blocks.flatMap((block) => writeBlock(profile, block, drawn));
}

function writeBlock(profile: PageProfile, block: Block, drawn: Drawn): readonly FileChild[] {
  switch (block.kind) {
    case "heading":
      return [writeHeading(profile, block)];
    case "paragraph":
      return [writeParagraph(profile, block)];
    case "table":
      return writeTable(profile, block);
    case "figure":
      return writeFigure(profile, block, drawn.charts.get(block.id));
    case "picture":
      return writePicture(profile, block, drawn.pictures.get(block.attachment));
  }
}

/** The style of 摘要: a title before the contents, which leave it out. */
export const frontTitle = "FrontTitle";

/** A heading; appendices begin a page, flush left (GB/T 9704—2012, 7.3.8 on 附件). */
export function writeHeading(
  profile: PageProfile,
  { level, number, text, id, origin, newPage = false }: Extract<Block, { kind: "heading" }>,
): Paragraph {
  const look = profile.headings[level - 1] ?? profile.body;
  const appendix = level === 1 && text.startsWith("附录");
  const title = new Bookmark({ id, children: [textIn(look, `${number}${text}`)] });
  if (level === 1 && text.startsWith("摘要"))
    return new Paragraph({ style: frontTitle, pageBreakBefore: true, children: [...writeAnchor(origin), title] });
  return new Paragraph({
    heading: headingLevels[level - 1] ?? HeadingLevel.HEADING_4,
    keepNext: true,
    pageBreakBefore: appendix || newPage,
    indent: appendix ? {} : { firstLine: twoCharacters(profile) },
    spacing: { ...lineSpacing(profile), before: level === 1 ? 200 : 80, after: 0 },
    children: [...writeAnchor(origin), title],
  });
}

/** Before an entry of a list. */
export const bulletMark = "——";

/** Styles that are never spread to the right margin. */
const ragged: ReadonlySet<ParagraphStyle> = new Set(["note", "reference"]);
/** Numbers and Western words that no line may divide; a line before them would be spread out character by character. */
const unbreakable = /[^\p{Script=Han}。；：、“”]{9,}/u;

/** Whether a paragraph leads in what follows, so that it never stands alone at the foot of a page. */
function leadsIn({ style, runs }: Extract<Block, { kind: "paragraph" }>): boolean {
  if (style !== "body" || runs.length === 0) return false;
  return /(?:如下。|：)$/.test(runs.at(-1)?.text ?? "") || runs.every(({ bold, text }) => bold === true && text !== "");
}

function writeParagraph(profile: PageProfile, paragraph: Extract<Block, { kind: "paragraph" }>): Paragraph {
  const { style, runs, id, origin } = paragraph;
  const written = writeRuns({ text: profile.body, note: profile.note }, runs);
  const children = id === undefined ? written : [new Bookmark({ id, children: [...written] })];
  const left = ragged.has(style) || runs.some(({ text }) => unbreakable.test(text));
  const two = twoCharacters(profile);
  const indents = { quote: { left: two, right: two / 2 }, reference: { left: two, hanging: two } } as const;
  const indent = style === "quote" || style === "reference" ? indents[style] : { firstLine: two };
  return new Paragraph({
    alignment: left ? AlignmentType.LEFT : AlignmentType.BOTH,
    keepNext: leadsIn(paragraph),
    indent,
    spacing: { ...lineSpacing(profile), after: style === "quote" ? 120 : 0 },
    ...(style === "placeholder" || style === "draftMark" ? { shading: toFill } : {}),
    children: [...writeAnchor(origin), ...(style === "bullet" ? [textIn(profile.body, bulletMark)] : []), ...children],
  });
}

/** A figure over its caption: equal type in all figures, none wider than the type area; the caption is its alternative text. */
function writeFigure(
  profile: PageProfile,
  { id, number, caption, evidence }: Extract<Block, { kind: "figure" }>,
  drawn: DrawnChart | undefined,
): readonly FileChild[] {
  if (drawn === undefined) return [];
  const points = Math.min(
    typeWidth(profile) / 20,
    (drawn.width / pixelsAPoint) * printedSize,
    (drawn.width / drawn.height) * tallest,
  );
  const width = (points * 96) / 72;
  const image = new ImageRun({
    type: "png",
    data: drawn.bytes,
    transformation: { width: Math.floor(width), height: Math.floor((width * drawn.height) / drawn.width) },
    altText: { name: id, title: caption, description: `图${number} ${caption}` },
  });
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 160, line: 240, lineRule: LineRuleType.AUTO },
      children: [image],
    }),
    writeCaption(profile, { id, word: "图", number, text: caption, evidence }),
  ];
}

/** Tallest and widest photograph in points. */
const photo = { tallest: 300, widest: 380 };

/** A photograph over its caption, turned as it was taken; the caption is its alternative text. */
function writePicture(
  profile: PageProfile,
  { caption, id }: Extract<Block, { kind: "picture" }>,
  picture: ReportPicture | undefined,
): readonly FileChild[] {
  const said = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 280, lineRule: LineRuleType.AT_LEAST, after: 160 },
    children: [new Bookmark({ id, children: [textIn(profile.note, caption)] })],
  });
  if (picture === undefined) return [said];
  const { bytes, height, media, turn, width } = picture;
  const [wide, high] = turn === 90 || turn === 270 ? [height, width] : [width, height];
  const scale = Math.min(photo.widest / wide, photo.tallest / high, 0.75) * (96 / 72);
  const image = new ImageRun({
    type: media === "image/png" ? "png" : "jpg",
    data: bytes,
    transformation: { width: Math.round(width * scale), height: Math.round(height * scale), rotation: turn },
    altText: { name: id, title: caption, description: caption },
  });
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      // a picture lying on its side is laid out as it lies: the lines above and below make room for its height
      spacing: {
        before: 160 + sideways(turn, { width, height }, scale),
        after: sideways(turn, { width, height }, scale),
        line: 240,
        lineRule: LineRuleType.AUTO,
      },
      children: [image],
    }),
    said,
  ];
}

/** Twentieths of a point by which a turned picture stands out above, and below, of the line it is laid in. */
function sideways(
  turn: ReportPicture["turn"],
  { width, height }: { readonly width: number; readonly height: number },
  scale: number,
): number {
  if (turn === 0 || turn === 180) return 0;
  return Math.max(0, Math.round(((width - height) * scale * 20 * 72) / 96 / 2));
}

/** The evidence list: one entry a paragraph, each with the bookmark its marks lead to; `places` says where in the outline. */
export function writeEvidence(
  profile: PageProfile,
  evidence: readonly Evidence[],
  { places }: { readonly places: boolean },
): readonly FileChild[] {
  // without places it is the list of a brief, in smaller type
  const look = places ? profile.note : { ...profile.note, size: 18 };
  return evidence.map((entry) => {
    const { said, basis, place } = sayEvidence(entry);
    return new Paragraph({
      indent: { left: 640, hanging: 640 },
      spacing: { line: places ? 280 : 230, lineRule: "atLeast", after: places ? 60 : 20 },
      children: [
        new Bookmark({ id: entry.id, children: [textIn(look, `[${entry.id}]`, { bold: true })] }),
        textIn(look, `　${said}　${basis}${places ? `　${place}` : ""}`),
      ],
    });
  });
}
