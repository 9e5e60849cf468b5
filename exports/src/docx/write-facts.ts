import {
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { isUnfinished } from "../report/unfinished.ts";
import type { PageProfile } from "./page-profile.ts";
import { lookOf, textIn } from "./text-runs.ts";
import { toFill } from "./write-blocks.ts";
import { typeWidth } from "./write-table.ts";

const line = { style: BorderStyle.SINGLE, size: 6, color: "000000" } as const;
/** Width of the names, in twentieths of a point. */
const nameWidth = 2_200;

/** Names and their values in two columns, ruled: a form, not a table of figures. What is still open is shaded. */
export function writeFactTable(profile: PageProfile, facts: readonly (readonly [string, string])[]): Table {
  const look = { ...profile.body, size: 28, tracking: 0 };
  const widths = [nameWidth, typeWidth(profile) - nameWidth];
  const cell = (text: string, column: 0 | 1): TableCell =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { top: 80, bottom: 80, left: 120, right: 120 },
      children: [
        new Paragraph({
          spacing: { line: 400, lineRule: "atLeast" },
          run: lookOf(look),
          children: [textIn(look, text, isUnfinished(text) ? { shading: toFill } : {})],
        }),
      ],
    });
  return new Table({
    rows: facts.map(([name, value]) => new TableRow({ cantSplit: true, children: [cell(name, 0), cell(value, 1)] })),
    width: { size: typeWidth(profile), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
  });
}
