import {
  AlignmentType,
  type FileChild,
  InternalHyperlink,
  type IParagraphStyleOptions,
  LineRuleType,
  PageReference,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from "docx";
import type { Block, Report } from "../model/document.ts";
import { closeContents, openContents } from "./contents-field.ts";
import type { PageProfile } from "./page-profile.ts";
import { lookOf, textIn } from "./text-runs.ts";
import { seriesOf, typeWidth } from "./write-table.ts";

/** The heading of the evidence list, which stands behind everything else. */
export const evidenceHeading: Extract<Block, { kind: "heading" }> = {
  kind: "heading",
  level: 1,
  number: "",
  text: "附录　依据清单",
  id: "evidence",
};

/** A line of the contents: its text and the bookmark it leads to. */
interface Entry {
  readonly style: string;
  readonly text: string;
  readonly id: string;
}

/** Lines that one field of Word makes anew. */
interface ContentsField {
  readonly instruction: string;
  readonly entries: readonly Entry[];
}

/** Reports with fewer tables and figures have no list of them. */
const fewestCaptions = 6;

/**
 * The table of contents, and a list of tables and figures where there are many: entries written out, each with a page
 * reference to what it names. Around them stands a field that Word makes anew (目录 → 更新域).
 */
export function writeContents(profile: PageProfile, report: Report): readonly FileChild[] {
  const own = report.blocks.flatMap((block) =>
    block.kind === "heading" && block.level <= report.contents ? [block] : [],
  );
  const headings = report.evidence.length === 0 ? own : [...own, evidenceHeading];
  const captions = listCaptions(report);
  return [
    writeTitle(profile, "目　录"),
    ...writeField(profile, {
      instruction: `TOC \\o "1-${report.contents}" \\h \\z`,
      entries: headings.map(({ level, number, text, id }) => ({ style: `TOC${level}`, text: `${number}${text}`, id })),
    }),
    ...(captions.flatMap(({ entries }) => entries).length < fewestCaptions
      ? []
      : [writeTitle(profile, "图表目录", 480), ...captions.flatMap((field) => writeField(profile, field))]),
  ];
}

/** Tables, then figures, each in their order; a field takes those of one series of numbers (表, 表A, 图). */
function listCaptions({ blocks }: Report): readonly ContentsField[] {
  const style = "TableofFigures";
  const tables = blocks.flatMap((block) =>
    block.kind === "table"
      ? [{ series: seriesOf("表", block.number), text: `表${block.number}　${block.table.caption}`, id: block.id }]
      : [],
  );
  const figures = blocks.flatMap((block) =>
    block.kind === "figure"
      ? [{ series: seriesOf("图", block.number), text: `图${block.number}　${block.caption}`, id: block.id }]
      : [],
  );
  const captions = [...tables, ...figures];
  return [...new Set(captions.map(({ series }) => series))].map((series) => ({
    instruction: `TOC \\h \\z \\c "${series}"`,
    entries: captions.filter((one) => one.series === series).map(({ text, id }) => ({ style, text, id })),
  }));
}

function writeTitle(profile: PageProfile, text: string, before = 0): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before, after: 240 },
    children: [textIn(profile.headings[0], text)],
  });
}

function writeField(profile: PageProfile, { instruction, entries }: ContentsField): readonly Paragraph[] {
  const tabStops = [{ type: TabStopType.RIGHT, position: typeWidth(profile), leader: "dot" }] as const;
  return entries.map(
    ({ style, text, id }, index) =>
      new Paragraph({
        style,
        tabStops,
        children: [
          ...(index === 0 ? openContents(instruction) : []),
          new InternalHyperlink({
            anchor: id,
            children: [new TextRun(text), new TextRun({ children: [new Tab()] }), new PageReference(id)],
          }),
          ...(index === entries.length - 1 ? [closeContents()] : []),
        ],
      }),
  );
}

/** Looks of the lines of the contents: they stand in styles, since Word writes the lines anew. */
export function contentsStyles(profile: PageProfile): readonly IParagraphStyleOptions[] {
  const line = (id: string, name: string, left: number): IParagraphStyleOptions => ({
    id,
    name,
    basedOn: "Normal",
    next: "Normal",
    run: lookOf({ ...profile.body, size: 28 }),
    paragraph: {
      spacing: { line: 440, lineRule: LineRuleType.AT_LEAST, after: 0 },
      indent: { left },
    },
  });
  return [
    ...[1, 2, 3, 4].map((level) => line(`TOC${level}`, `toc ${level}`, (level - 1) * 480)),
    line("TableofFigures", "table of figures", 0),
  ];
}
