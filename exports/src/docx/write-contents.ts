import {
  AlignmentType,
  type FileChild,
  InternalHyperlink,
  LineRuleType,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from "docx";
import type { Report } from "../model/document.ts";
import type { PageProfile } from "./page-profile.ts";
import { lookOf, textIn } from "./text-runs.ts";
import { typeWidth } from "./write-table.ts";

/** What stands between the entries and the field around them is put in by `normalisePackage`. */
export const contentsMark = {
  begin: "DIAOYAN-TOC-BEGIN",
  end: "DIAOYAN-TOC-END",
  page: (id: string): string => `DIAOYAN-PAGE-${id}`,
};

/** The heading of the evidence list, which stands behind everything else. */
export const evidenceHeading = {
  kind: "heading",
  level: 1,
  number: "",
  text: "附录　依据清单",
  id: "evidence",
} as const;

/**
 * The table of contents, entries written out with a page reference to each heading, so that a reader that updates no
 * fields still shows them; `normalisePackage` wraps them in a TOC field that Word, WPS and LibreOffice can rebuild.
 */
export function writeContents(profile: PageProfile, report: Report): readonly FileChild[] {
  const own = report.blocks.flatMap((block) =>
    block.kind === "heading" && block.level <= report.contents ? [block] : [],
  );
  const headings = report.evidence.length === 0 ? own : [...own, evidenceHeading];
  const look = { ...profile.body, size: 28 };
  const title = new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 240 },
    children: [textIn(profile.headings[0], "目　录")],
  });
  const entries = headings.map(
    ({ level, number, text, id }, index) =>
      new Paragraph({
        style: `TOC${level}`,
        tabStops: [{ type: TabStopType.RIGHT, position: typeWidth(profile), leader: "dot" }],
        indent: { left: (level - 1) * 480 },
        spacing: { line: 440, lineRule: LineRuleType.AT_LEAST },
        children: [
          ...(index === 0 ? [textIn(look, contentsMark.begin)] : []),
          new InternalHyperlink({
            anchor: id,
            children: [
              textIn(look, `${number}${text}`),
              new TextRun({ ...lookOf(look), children: [new Tab()] }),
              textIn(look, contentsMark.page(id)),
            ],
          }),
          ...(index === headings.length - 1 ? [textIn(look, contentsMark.end)] : []),
        ],
      }),
  );
  return [title, ...entries];
}
