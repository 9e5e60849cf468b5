import type { Matrix } from "./cholesky.ts";

/** The inverse of a small square matrix that is not singular, by Gauss and Jordan with row exchanges. */
export function invertMatrix(matrix: Matrix): readonly Float64Array[] {
  const n = matrix.length;
  const rows = matrix.map((row, place) => {
    const wide = new Float64Array(2 * n);
    wide.set(row);
    wide[n + place] = 1;
    return wide;
  });
  for (let column = 0; column < n; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < n; row += 1)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    const line = rows[pivot] ?? new Float64Array();
    rows[pivot] = rows[column] ?? line;
    rows[column] = line;
    const head = line[column] ?? 1;
    for (let place = 0; place < line.length; place += 1) line[place] = (line[place] ?? 0) / head;
    for (const [row, other] of rows.entries()) {
      const factor = other[column] ?? 0;
      if (row === column || factor === 0) continue;
      for (let place = 0; place < other.length; place += 1)
        other[place] = (other[place] ?? 0) - factor * (line[place] ?? 0);
    }
  }
  return rows.map((row) => row.slice(n));
}
