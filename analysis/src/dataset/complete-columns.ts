import { answersOnScale, noAnswer } from "./scale-answers.ts";

/** Rows where none of the columns is missing (`NaN`). */
export function completeRows(columns: readonly Float64Array[]): Int32Array {
  const absent = new Uint8Array(columns[0]?.length ?? 0);
  for (const column of columns) mark(absent, missingRows(column));
  const rows = new Int32Array(absent.length);
  return rows.subarray(0, listUnmarked(absent, rows));
}

function mark(flags: Uint8Array, rows: Int32Array): void {
  for (let place = 0; place < rows.length; place += 1) flags[rows[place] ?? 0] = 1;
}

/** Writes the rows without a mark and answers how many there are. */
function listUnmarked(flags: Uint8Array, rows: Int32Array): number {
  let n = 0;
  for (let row = 0; row < flags.length; row += 1) if (flags[row] === 0) rows[n++] = row;
  return n;
}

/** Rows without a value by column, once found: columns never change, and many requests ask for the same ones. */
const rowsFound = new WeakMap<Float64Array, Int32Array>();

function missingRows(column: Float64Array): Int32Array {
  const known = rowsFound.get(column);
  if (known !== undefined) return known;
  const found = Int32Array.from(listMissing(column));
  rowsFound.set(column, found);
  return found;
}

function listMissing(column: Float64Array): readonly number[] {
  const answers = answersOnScale(column);
  const rows: number[] = [];
  if (answers === null) {
    for (let row = 0; row < column.length; row += 1) if (Number.isNaN(column[row] ?? Number.NaN)) rows.push(row);
  } else {
    const { bytes } = answers;
    for (let row = bytes.indexOf(noAnswer); row >= 0; row = bytes.indexOf(noAnswer, row + 1)) rows.push(row);
  }
  return rows;
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
