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

/**
 * The rows below the header with the cells of their fields, each with its number in the sheet; empty rows are left out.
 * Cells that were joined over several rows, such as a unit over its people, stand in each of them.
 */
export function cutRosterRows(
  { rows, merges = [] }: Sheet,
  columns: readonly RosterColumn[],
): readonly { readonly row: number; readonly cells: RosterCells }[] {
  const taken = columns.filter(({ field }) => field !== null);
  const joined = merges.filter(({ top, bottom }) => top > 0 && bottom > top);
  const ofJoined = (at: number, index: number): string => {
    const block = joined.find(
      ({ top, left, bottom, right }) => top < at && at <= bottom && left <= index && index <= right,
    );
    return block === undefined ? "" : cellAt(rows[block.top] ?? [], block.left).trim();
  };
  return rows.slice(1).flatMap((row, at) => {
    const cells: Record<string, string> = {};
    for (const { field, index } of taken) {
      const cell = cellAt(row, index).trim();
      if (field !== null && cell !== "") cells[field] = cell;
    }
    if (Object.keys(cells).length === 0) return [];
    for (const { field, index } of taken) {
      const cell = field === null || cells[field] !== undefined ? "" : ofJoined(at + 1, index);
      if (field !== null && cell !== "") cells[field] = cell;
    }
    return [{ row: at + 2, cells }];
  });
}
