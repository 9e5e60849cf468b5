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

/**
 * The table of contents: entries written out, each with a page reference to its heading. No TOC field stands around
 * them, since LibreOffice takes the pages inside one from the file, where nobody has counted them yet.
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
    ({ level, number, text, id }) =>
      new Paragraph({
        style: `TOC${level}`,
        tabStops: [{ type: TabStopType.RIGHT, position: typeWidth(profile), leader: "dot" }],
        indent: { left: (level - 1) * 480 },
        spacing: { line: 440, lineRule: LineRuleType.AT_LEAST },
        children: [
          new InternalHyperlink({
            anchor: id,
            children: [
              textIn(look, `${number}${text}`),
              new TextRun({ ...lookOf(look), children: [new Tab()] }),
              new TextRun({ ...lookOf(look), children: [new PageReference(id)] }),
            ],
          }),
        ],
      }),
  );
  return [title, ...entries];
}
