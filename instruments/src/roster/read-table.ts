import { readCsvSheet } from "../pack/read-csv.ts";
import { readWorkbook } from "../spreadsheet/read-workbook.ts";
import { cellAt, type Sheet } from "../spreadsheet/workbook.ts";
import type { RosterCells } from "./read-roster-row.ts";
import type { RosterColumn } from "./roster-fields.ts";

/**
 * The filled sheets of an .xlsx, or a .csv as one sheet; `decode` makes text of the bytes of a .csv. Throws what
 * `readWorkbook` throws, and `csv.malformed`.
 */
export function readTable(bytes: Uint8Array, name: string, decode: (bytes: Uint8Array) => string): readonly Sheet[] {
  const sheets = /\.csv$/iu.test(name) ? [readCsvSheet("csv", decode(bytes))] : readWorkbook(bytes).sheets;
  return sheets.filter(({ rows }) => rows.length > 1);
}

/** The rows below the header with the cells of their fields, each with its number in the sheet; empty rows are left out. */
export function cutRosterRows(
  { rows }: Sheet,
  columns: readonly RosterColumn[],
): readonly { readonly row: number; readonly cells: RosterCells }[] {
  const taken = columns.filter(({ field }) => field !== null);
  return rows.slice(1).flatMap((row, at) => {
    const cells: Record<string, string> = {};
    for (const { field, index } of taken) {
      const cell = cellAt(row, index).trim();
      if (field !== null && cell !== "") cells[field] = cell;
    }
    return Object.keys(cells).length === 0 ? [] : [{ row: at + 2, cells }];
  });
}
