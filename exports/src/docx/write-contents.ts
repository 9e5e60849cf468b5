import {
  AlignmentType,
  type FileChild,
  InternalHyperlink,
  LineRuleType,
  PageReference,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from "docx";
import type { Report } from "../model/document.ts";
import type { PageProfile } from "./page-profile.ts";
import { lookOf, textIn } from "./text-runs.ts";
import { typeWidth } from "./write-table.ts";

/** The heading of the evidence list, which stands behind everything else. */
export const evidenceHeading = {
  kind: "heading",
  level: 1,
  number: "",
  text: "附录　依据清单",
  id: "evidence",
} as const;

/** A line of the contents: its text and the bookmark it leads to. */
interface Entry {
  readonly level: number;
  readonly text: string;
  readonly id: string;
}

/** Reports with fewer tables and figures have no list of them. */
const fewestCaptions = 6;

/**
 * The table of contents, and a list of tables and figures where there are many: entries written out, each with a page
 * reference to what it names. No TOC field stands around them, since LibreOffice takes the pages inside one from the
 * file, where nobody has counted them yet.
 */
export function writeContents(profile: PageProfile, report: Report): readonly FileChild[] {
  const own = report.blocks.flatMap((block) =>
    block.kind === "heading" && block.level <= report.contents ? [block] : [],
  );
  const headings = report.evidence.length === 0 ? own : [...own, evidenceHeading];
  const captions = listCaptions(report);
  return [
    writeTitle(profile, "目　录"),
    ...headings.map(({ level, number, text, id }) => writeEntry(profile, { level, text: `${number}${text}`, id })),
    ...(captions.length < fewestCaptions
      ? []
      : [writeTitle(profile, "图表目录", 480), ...captions.map((entry) => writeEntry(profile, entry))]),
  ];
}

/** Tables, then figures, each in their order. */
function listCaptions({ blocks }: Report): readonly Entry[] {
  const tables = blocks.flatMap((block) =>
    block.kind === "table" ? [{ level: 1, text: `表${block.number}　${block.table.caption}`, id: block.id }] : [],
  );
  const figures = blocks.flatMap((block) =>
    block.kind === "figure" ? [{ level: 1, text: `图${block.number}　${block.caption}`, id: block.id }] : [],
  );
  return [...tables, ...figures];
}

function writeTitle(profile: PageProfile, text: string, before = 0): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before, after: 240 },
    children: [textIn(profile.headings[0], text)],
  });
}

function writeEntry(profile: PageProfile, { level, text, id }: Entry): Paragraph {
  const look = { ...profile.body, size: 28 };
  return new Paragraph({
    style: `TOC${level}`,
    tabStops: [{ type: TabStopType.RIGHT, position: typeWidth(profile), leader: "dot" }],
    indent: { left: (level - 1) * 480 },
    spacing: { line: 440, lineRule: LineRuleType.AT_LEAST },
    children: [
      new InternalHyperlink({
        anchor: id,
        children: [
          textIn(look, text),
          new TextRun({ ...lookOf(look), children: [new Tab()] }),
          new TextRun({ ...lookOf(look), children: [new PageReference(id)] }),
        ],
      }),
    ],
  });
}
