import { chiSquareTail, type Tail } from "../distributions/tails.ts";
import { factorCholesky, invertCholesky, logDeterminant } from "./cholesky.ts";
import type { SquareMatrix } from "./internal-consistency.ts";

/** Whether correlations are worth a factor analysis. */
export interface Factorability {
  readonly kmo: number;
  readonly kmoItems: readonly number[];
  readonly bartlett: Tail & { readonly statistic: number; readonly df: number };
}

/**
 * Kaiser–Meyer–Olkin measure (Kaiser & Rice 1974, Educ. Psych. Meas. 34, p. 111) and Bartlett's test of sphericity (1950)
 * with χ² = −(n − 1 − (2p + 5)/6)·ln|R|. Where the matrix is singular: the place of the item that the others make up.
 */
export function measureFactorability(
  correlations: SquareMatrix,
  n: number,
): Factorability | { readonly singular: number } {
  const factored = factorCholesky(correlations);
  if ("singular" in factored) return factored;
  const inverse = invertCholesky(factored.lower);
  const p = correlations.length;
  const pairs = correlations.map((row, a) =>
    row.map((r, b) => {
      const partial = (inverse[a]?.[b] ?? 0) / Math.sqrt((inverse[a]?.[a] ?? 1) * (inverse[b]?.[b] ?? 1));
      return a === b ? { r: 0, q: 0 } : { r: r * r, q: partial * partial };
    }),
  );
  const ratio = (list: readonly { readonly r: number; readonly q: number }[]): number => {
    const r = list.reduce((sum, one) => sum + one.r, 0);
    const q = list.reduce((sum, one) => sum + one.q, 0);
    return r + q > 0 ? r / (r + q) : 0.5;
  };
  const statistic = Math.max(0, -(n - 1 - (2 * p + 5) / 6) * logDeterminant(factored.lower));
  const df = (p * (p - 1)) / 2;
  return {
    kmo: ratio(pairs.flat()),
    kmoItems: pairs.map(ratio),
    bartlett: { statistic, df, ...chiSquareTail(statistic, df) },
  };
}
