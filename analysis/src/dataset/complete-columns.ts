import { answersOnScale, highestBit, noAnswer } from "./scale-answers.ts";

/** Rows where none of the columns is missing (`NaN`). */
export function completeRows(columns: readonly Float64Array[]): Int32Array {
  const joined = new Uint8Array(columns[0]?.length ?? 0);
  for (const column of columns) {
    const answers = answersOnScale(column);
    if (answers === null) markMissing(joined, column);
    else joinBytes(joined, answers.bytes);
  }
  const rows = new Int32Array(joined.length);
  return rows.subarray(0, listAnswered(joined, rows));
}

function markMissing(joined: Uint8Array, column: Float64Array): void {
  for (let row = 0; row < column.length; row += 1) if (Number.isNaN(column[row] ?? Number.NaN)) joined[row] = noAnswer;
}

/** Joins the bits of each row, four rows at a time: the highest bit stands where one has no answer. */
function joinBytes(joined: Uint8Array, bytes: Uint8Array): void {
  const [into, from] = [fours(joined), fours(bytes)];
  for (let at = 0; at < from.length; at += 1) into[at] = (into[at] ?? 0) | (from[at] ?? 0);
  for (let row = from.length * 4; row < bytes.length; row += 1) joined[row] = (joined[row] ?? 0) | (bytes[row] ?? 0);
}

const fours = ({ buffer, length }: Uint8Array): Int32Array => new Int32Array(buffer, 0, length >> 2);

/** Writes the rows with an answer to all and tells how many there are. */
function listAnswered(joined: Uint8Array, rows: Int32Array): number {
  let n = 0;
  for (let row = 0; row < joined.length; row += 1) if (((joined[row] ?? noAnswer) & highestBit) === 0) rows[n++] = row;
  return n;
}

/** The columns over the rows where none is missing (listwise deletion); themselves where all rows are complete. */
export function completeColumns(columns: readonly Float64Array[]): readonly Float64Array[] {
  const rows = completeRows(columns);
  if (rows.length === (columns[0]?.length ?? 0)) return columns;
  return columns.map((column) => pickRows(column, rows));
}

/** The values of a column at some rows, in their order. */
export function pickRows(column: Float64Array, rows: ArrayLike<number>): Float64Array {
  if (rows.length === column.length) return column;
  const kept = new Float64Array(rows.length);
  for (let place = 0; place < kept.length; place += 1) kept[place] = column[rows[place] ?? 0] ?? Number.NaN;
  return kept;
}
