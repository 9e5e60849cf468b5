import { chiSquareTail, type Tail } from "../distributions/tails.ts";
import { averageRanks, tieLoss, tieSizes } from "./ranks.ts";

/** Agreement of judges: Kendall's W with its chi-square test of n − 1 degrees of freedom. */
export interface Concordance extends Tail {
  readonly w: number;
  readonly judges: number;
  readonly objects: number;
  readonly chiSquare: number;
}

/**
 * Kendall's coefficient of concordance, corrected for ties (Kendall 1970, Rank Correlation Methods, ch. 6):
 * W = 12 S / (m²(n³ − n) − m Σ(t³ − t)). One row a judge, one number an object, none missing. Null with fewer than two
 * judges or objects, or where every judge gives all objects the same.
 */
export function kendallW(ratings: readonly (readonly number[])[]): Concordance | null {
  const m = ratings.length;
  const n = ratings[0]?.length ?? 0;
  if (m < 2 || n < 2) return null;
  const ranks = ratings.map((row) => averageRanks(row));
  const sums = Array.from({ length: n }, (_, object) => ranks.reduce((sum, row) => sum + (row[object] ?? 0), 0));
  const middle = (m * (n + 1)) / 2;
  const spread = sums.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  const ties = tieLoss(ratings.flatMap((row) => tieSizes(row)));
  const most = m ** 2 * (n ** 3 - n) - m * ties;
  if (most === 0) return null;
  const w = Math.min(1, (12 * spread) / most);
  const chiSquare = m * (n - 1) * w;
  return { w, judges: m, objects: n, chiSquare, ...chiSquareTail(chiSquare, n - 1) };
}
