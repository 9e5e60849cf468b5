/** A matrix by rows. */
export type Matrix = readonly (readonly number[] | Float64Array)[];

/** Below this share of a diagonal element what is left of it is rounding, and the matrix singular. */
const vanishing = 1e-13;

/**
 * The lower triangle L of A = LLᵀ of a symmetric positive definite matrix, and the place where it is singular instead:
 * a column that the ones before it make up.
 */
export function factorCholesky(
  matrix: Matrix,
): { readonly lower: readonly Float64Array[] } | { readonly singular: number } {
  const n = matrix.length;
  const lower = matrix.map(() => new Float64Array(n));
  for (let column = 0; column < n; column += 1) {
    const own = lower[column] ?? new Float64Array();
    const whole = matrix[column]?.[column] ?? 0;
    let rest = whole;
    for (let k = 0; k < column; k += 1) rest -= (own[k] ?? 0) ** 2;
    if (!(rest > vanishing * whole)) return { singular: column };
    own[column] = Math.sqrt(rest);
    for (let row = column + 1; row < n; row += 1) {
      const line = lower[row] ?? new Float64Array();
      let sum = matrix[row]?.[column] ?? 0;
      for (let k = 0; k < column; k += 1) sum -= (line[k] ?? 0) * (own[k] ?? 0);
      line[column] = sum / (own[column] ?? 1);
    }
  }
  return { lower };
}

/** Solves Lx = b. */
export function solveLower(lower: readonly Float64Array[], right: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(right);
  for (let row = 0; row < x.length; row += 1) {
    let sum = x[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= (lower[row]?.[k] ?? 0) * (x[k] ?? 0);
    x[row] = sum / (lower[row]?.[row] ?? 1);
  }
  return x;
}

/** Solves LLᵀx = b. */
export function solveCholesky(lower: readonly Float64Array[], right: ArrayLike<number>): Float64Array {
  const x = solveLower(lower, right);
  for (let row = x.length - 1; row >= 0; row -= 1) {
    let sum = x[row] ?? 0;
    for (let k = row + 1; k < x.length; k += 1) sum -= (lower[k]?.[row] ?? 0) * (x[k] ?? 0);
    x[row] = sum / (lower[row]?.[row] ?? 1);
  }
  return x;
}

/** The inverse of LLᵀ. */
export function invertCholesky(lower: readonly Float64Array[]): readonly Float64Array[] {
  return lower.map((_, column) => {
    const unit = new Float64Array(lower.length);
    unit[column] = 1;
    return solveCholesky(lower, unit);
  });
}

/** ln|LLᵀ|. */
export function logDeterminant(lower: readonly Float64Array[]): number {
  return 2 * lower.reduce((sum, row, place) => sum + Math.log(row[place] ?? 1), 0);
}
