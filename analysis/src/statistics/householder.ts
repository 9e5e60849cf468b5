import type { FactoredColumns } from "./factored-columns.ts";
import { subtractFitted } from "./subtract-fitted.ts";
import { dot } from "./vectors.ts";

/** Below this share of its length what a column adds to those before it is rounding. */
const vanishing = 1e-12;

/** Factors the columns of X by Householder's QR (1958, J. ACM 5, p. 339). Instead the place of a column that those before it make up. */
export function factorHouseholder(columns: readonly Float64Array[]): FactoredColumns | { readonly singular: number } {
  const work = columns.map((column) => Float64Array.from(column));
  const corners = new Float64Array(columns.length);
  const scales = new Float64Array(columns.length);
  for (const [k, column] of work.entries()) {
    const whole = lengthFrom(column, 0);
    const length = lengthFrom(column, k);
    if (!(length > vanishing * whole)) return { singular: k };
    const corner = (column[k] ?? 0) > 0 ? -length : length;
    column[k] = (column[k] ?? 0) - corner;
    const scale = -corner * (column[k] ?? 1);
    for (const other of work.slice(k + 1)) mirror(other, column, { from: k, scale });
    corners[k] = corner;
    scales[k] = scale;
  }
  const upper = (row: number, column: number): number =>
    row === column ? (corners[row] ?? 1) : (work[column]?.[row] ?? 0);
  /** Qᵀy. */
  const turn = (outcome: Float64Array): Float64Array => {
    const right = Float64Array.from(outcome);
    for (const [k, column] of work.entries()) mirror(right, column, { from: k, scale: scales[k] ?? 1 });
    return right;
  };
  return {
    inverse: invertUpper(upper, columns.length),
    spreads: Float64Array.from(work, (_, column) => {
      let squares = 0;
      for (let row = 1; row <= column; row += 1) squares += upper(row, column) ** 2;
      return squares;
    }),
    explain(outcome) {
      const inside = turn(outcome).subarray(0, columns.length);
      return dot(inside, inside);
    },
    solve(outcome) {
      const right = turn(outcome);
      const coefficients = new Float64Array(columns.length);
      for (let row = columns.length - 1; row >= 0; row -= 1) {
        let sum = right[row] ?? 0;
        for (let k = row + 1; k < columns.length; k += 1) sum -= upper(row, k) * (coefficients[k] ?? 0);
        coefficients[row] = sum / upper(row, row);
      }
      return { coefficients, residuals: subtractFitted(outcome, columns, coefficients) };
    },
  };
}

function lengthFrom(values: Float64Array, from: number): number {
  let sum = 0;
  for (let row = from; row < values.length; row += 1) sum += (values[row] ?? 0) ** 2;
  return Math.sqrt(sum);
}

/** other ← other − v(vᵀother)/scale below `from`. */
function mirror(
  other: Float64Array,
  v: Float64Array,
  { from, scale }: { readonly from: number; readonly scale: number },
): void {
  let sum = 0;
  for (let row = from; row < v.length; row += 1) sum += (v[row] ?? 0) * (other[row] ?? 0);
  const factor = sum / scale;
  for (let row = from; row < v.length; row += 1) other[row] = (other[row] ?? 0) - factor * (v[row] ?? 0);
}

/** The inverse, by rows, of an upper triangular matrix given by its elements. */
export function invertUpper(upper: (row: number, column: number) => number, size: number): readonly Float64Array[] {
  const inverse = Array.from({ length: size }, () => new Float64Array(size));
  for (let column = 0; column < size; column += 1)
    for (let row = column; row >= 0; row -= 1) {
      let sum = row === column ? 1 : 0;
      for (let k = row + 1; k <= column; k += 1) sum -= upper(row, k) * (inverse[k]?.[column] ?? 0);
      (inverse[row] ?? new Float64Array())[column] = sum / upper(row, row);
    }
  return inverse;
}
