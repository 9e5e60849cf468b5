import { decodeText } from "@diaoyan/api/contract";
import {
  cutRosterRows,
  matchRosterColumns,
  type RosterColumn,
  type RosterField,
  type RosterKind,
  readTable,
  rosterFields,
  type Sheet,
  writeWorkbook,
} from "@diaoyan/instruments";

/** Rows the server takes at once. */
export const mostRows = 5_000;

/** Text of a .csv. Throws `TypeError` for what is no text. */
function decode(bytes: Uint8Array): string {
  const text = decodeText(bytes);
  if (text === undefined) throw new TypeError("the file is no text in UTF-8, UTF-16 or GB18030");
  return text;
}

/** The filled sheets of a chosen file. Throws what `readTable` throws, and `TypeError` where a .csv is no text. */
export async function readRosterFile(file: File): Promise<readonly Sheet[]> {
  return readTable(new Uint8Array(await file.arrayBuffer()), file.name, decode);
}

export function matchSheet(sheet: Sheet, kind: RosterKind): readonly RosterColumn[] {
  return matchRosterColumns(sheet.rows[0] ?? [], kind);
}

/** What stands in the way of an import: required fields without a column, and fields with two. */
export function checkColumns(columns: readonly RosterColumn[], kind: RosterKind) {
  const fields = columns.flatMap(({ field }) => field ?? []);
  const missing = rosterFields.filter(({ id, required }) => required.includes(kind) && !fields.includes(id));
  const doubled = rosterFields.filter(({ id }) => fields.filter((field) => field === id).length > 1);
  return { missing: missing.map(({ id }) => id), doubled: doubled.map(({ id }) => id) };
}

/** The rows as the server takes them. */
export function prepareRows(sheet: Sheet, columns: readonly RosterColumn[]) {
  return cutRosterRows(sheet, columns).map(({ row, cells }) => ({ row, cells: shorten(cells) }));
}

/** A cell beyond what the server reads is cut: it is told as too long either way. */
function shorten(cells: { readonly [field in RosterField]?: string }): Partial<Record<RosterField, string>> {
  return Object.fromEntries(Object.entries(cells).map(([field, cell]) => [field, cell.slice(0, 1_000)]));
}

/** An empty table with the headers the import knows. */
export function writeTemplate(kind: RosterKind): Uint8Array<ArrayBuffer> {
  const header = rosterFields.filter(({ kinds }) => kinds.includes(kind)).map(({ label }) => label.zh);
  return writeWorkbook([{ name: kind === "people" ? "人员" : "单位", rows: [header], widths: header.map(() => 16) }]);
}
