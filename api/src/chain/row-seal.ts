import { hashText } from "@diaoyan/instruments";

/** What a column holds in every database: texts, numbers (truth values are 0 and 1), or nothing. */
export type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;

/** A row as it was left by an entry of the audit log. */
export interface SealedRow {
  readonly study: string;
  readonly table: string;
  /** As `keyText` writes it. */
  readonly key: string;
  readonly salt: string;
  readonly row: Row;
}

/** Values of the columns of a key as one text, which no other key has. */
export function keyText(values: readonly Cell[]): string {
  return JSON.stringify(values);
}

/** How a key is shown to people: its values with strokes between them. */
export function showKey(key: string): string {
  return (JSON.parse(key) as readonly Cell[]).join("/");
}

/**
 * SHA-256 over where a row stands, its salt and its `columns`. Columns without a value are left out, so that one that is
 * added later, empty, changes no hash.
 */
export function hashRow({ study, table, key, salt, row }: SealedRow, columns: readonly string[]): string {
  const held = columns.flatMap((column) => (row[column] == null ? [] : [[column, row[column]]]));
  return hashText(JSON.stringify([study, table, key, salt, held]));
}

/** The seal of a row in an entry; its hash is null where the entry removed the row. */
export interface RowMark {
  readonly table: string;
  readonly key: string;
  readonly hash: string | null;
}

/** SHA-256 over what an entry left of all rows it touched, in the order of their tables and keys. */
export function hashMarks(marks: readonly RowMark[]): string {
  const texts = marks.map(({ table, key, hash }) => JSON.stringify([table, key, hash]));
  return hashText(`[${texts.sort().join(",")}]`);
}
