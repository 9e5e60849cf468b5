import type { TableCell as Cell, PresentationTable } from "@diaoyan/analysis";
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  type FileChild,
  Paragraph,
  SimpleField,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from "docx";
import type { CellMark, Origin } from "../model/document.ts";
import { columnWidths } from "./column-widths.ts";
import type { PageProfile } from "./page-profile.ts";
import { evidenceMark, lookOf, textIn, writeAnchor } from "./text-runs.ts";

const none = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
/** Eighths of a point: 1.5 pt above and below, 0.75 pt under the header. */
const thick = { style: BorderStyle.SINGLE, size: 12, color: "000000" } as const;
const thin = { style: BorderStyle.SINGLE, size: 6, color: "000000" } as const;

/** Width of the type area in twentieths of a point. */
export function typeWidth({ margins }: PageProfile): number {
  return Math.round(((210 - margins.left - margins.right) / 25.4) * 1440);
}

/** Tables of at most so many rows stay on one page. */
const shortTable = 12;

interface NumberedTable {
  readonly id: string;
  readonly number: string;
  readonly table: PresentationTable;
  readonly evidence: string | null;
  readonly marks?: readonly CellMark[];
  readonly origin?: Origin;
}

/** A three-line table with its caption above and its note below; header rows repeat, rows are not divided over pages. */
export function writeTable(
  profile: PageProfile,
  { id, number, table, evidence, marks = [], origin }: NumberedTable,
): readonly FileChild[] {
  const widths = columnWidths(withMarks(table, marks), typeWidth(profile));
  const last = table.body.length - 1;
  const rows = [
    ...table.header.map((cells, index) =>
      writeRow(profile, cells, {
        widths,
        header: true,
        together: true,
        top: index === 0 ? thick : none,
        bottom: index === table.header.length - 1 ? thin : none,
      }),
    ),
    ...table.body.map((cells, index) =>
      writeRow(profile, cells, {
        widths,
        header: false,
        together: index === last ? table.note !== "" : table.body.length <= shortTable,
        top: none,
        bottom: index === last ? thick : none,
        marks: marks.filter(({ row }) => row === index),
      }),
    ),
  ];
  const caption = writeCaption(profile, {
    id,
    word: "表",
    number,
    text: table.caption,
    evidence,
    unit: table.unit,
    origin,
  });
  const grid = new Table({
    rows,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
  });
  return [caption, grid, writeNote(profile, table.note, `${id}n`)];
}

/** The table with room for the raised marks of its cells, which are about half as wide as its text. */
function withMarks(table: PresentationTable, marks: readonly CellMark[]): PresentationTable {
  const body = table.body.map((cells, row) =>
    cells.map((cell, column) => {
      const count = marks.filter((mark) => mark.row === row && mark.column === column).length;
      return count === 0 ? cell : { ...cell, text: `${cell.text}${"E00".repeat(count)}` };
    }),
  );
  return { ...table, body };
}

interface Caption {
  readonly id: string;
  readonly word: "表" | "图";
  readonly number: string;
  readonly text: string;
  readonly evidence: string | null;
  readonly unit?: string | undefined;
  readonly origin?: Origin | undefined;
}

/** The series of numbers a caption counts in: 表 and 图 through the text, 表A and so on in appendices that count anew. */
export function seriesOf(word: "表" | "图", number: string): string {
  return `${word}${/^([A-Z])\.\d+$/.exec(number)?.[1] ?? ""}`;
}

/** “表1 …” with the number as a sequence field, so that a document that is edited later numbers itself. */
export function writeCaption(
  profile: PageProfile,
  { id, word, number, text, evidence, unit, origin }: Caption,
): Paragraph {
  const look = profile.caption;
  const [, series = "", count = number] = /^([A-Z])\.(\d+)$/.exec(number) ?? [];
  return new Paragraph({
    style: "Caption",
    alignment: AlignmentType.CENTER,
    keepNext: word === "表",
    spacing: { before: 160, after: 80, line: 320, lineRule: "atLeast" },
    children: [
      ...writeAnchor(origin),
      new Bookmark({
        id,
        children: [
          textIn(look, `${word}${series === "" ? "" : `${series}.`}`),
          new SimpleField(`SEQ ${seriesOf(word, number)} \\* ARABIC`, count),
        ],
      }),
      textIn(look, `　${text}${unit ? `（单位：${unit}）` : ""}`),
      ...(evidence === null ? [] : [evidenceMark(look, evidence)]),
    ],
  });
}

/** The note; without one a narrow space, since tables must not touch what follows. */
function writeNote(profile: PageProfile, note: string, anchor: string): Paragraph {
  if (note === "") return new Paragraph({ spacing: { line: 200, lineRule: "exact" } });
  return new Paragraph({
    spacing: { before: 60, after: 200, line: 280, lineRule: "atLeast" },
    children: [new Bookmark({ id: anchor, children: [] }), textIn(profile.note, note)],
  });
}

interface RowLook {
  readonly widths: readonly number[];
  readonly header: boolean;
  /** Stays on the page of the next row. */
  readonly together: boolean;
  readonly top: typeof none | typeof thick;
  readonly bottom: typeof none | typeof thick | typeof thin;
  readonly marks?: readonly CellMark[];
}

function writeRow(
  profile: PageProfile,
  cells: readonly Cell[],
  { widths, header, together, top, bottom, marks = [] }: RowLook,
): TableRow {
  const look = header ? { ...profile.cell, bold: true } : profile.cell;
  return new TableRow({
    tableHeader: header,
    cantSplit: true,
    children: cells.map(
      (cell, column) =>
        new TableCell({
          width: { size: widths[column] ?? 0, type: WidthType.DXA },
          verticalAlign: VerticalAlignTable.CENTER,
          margins: { top: 50, bottom: 50, left: 60, right: 60 },
          borders: { top, bottom, left: none, right: none },
          children: [
            new Paragraph({
              alignment: alignmentOf(cell),
              spacing: { line: 280, lineRule: "atLeast" },
              keepNext: together,
              // an empty cell is as tall as its paragraph mark
              run: lookOf(look),
              children: [
                textIn(look, cell.text),
                ...marks.filter((mark) => mark.column === column).map(({ evidence }) => evidenceMark(look, evidence)),
              ],
            }),
          ],
        }),
    ),
  });
}

function alignmentOf({ align }: Cell): (typeof AlignmentType)[keyof typeof AlignmentType] {
  if (align === "right") return AlignmentType.RIGHT;
  return align === "center" ? AlignmentType.CENTER : AlignmentType.LEFT;
}
