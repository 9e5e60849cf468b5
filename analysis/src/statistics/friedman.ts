import { chiSquareTail, normalTail, type Tail } from "../distributions/tails.ts";
import { kendallW } from "./kendall-w.ts";
import { averageRanks } from "./ranks.ts";

/** Friedman's test with the mean rank of each variable and the comparison of all pairs (earlier, later). */
export interface RankedRepeats extends Tail {
  readonly statistic: number;
  readonly df: number;
  readonly kendallW: number;
  readonly meanRanks: readonly number[];
  readonly pairs: readonly (Tail & { readonly a: number; readonly b: number; readonly z: number })[];
}

/**
 * Friedman's test (1937, JASA 32, p. 675) corrected for ties, which is m(k − 1) times Kendall's W; pairs by
 * z = (R̄a − R̄b)/√(k(k + 1)/6m). One row a case, none missing. Null where every case gives all variables the same.
 */
export function testFriedman(cases: readonly (readonly number[])[]): RankedRepeats | null {
  const agreement = kendallW(cases);
  if (agreement === null) return null;
  const [m, k] = [agreement.judges, agreement.objects];
  const ranks = cases.map((row) => averageRanks(row));
  const meanRanks = Array.from({ length: k }, (_, place) => ranks.reduce((sum, row) => sum + (row[place] ?? 0), 0) / m);
  const error = Math.sqrt((k * (k + 1)) / (6 * m));
  const pairs = meanRanks.flatMap((first, a) =>
    meanRanks.slice(a + 1).map((second, offset) => {
      const z = (first - second) / error;
      return { a, b: a + 1 + offset, z, ...normalTail(z) };
    }),
  );
  return {
    statistic: agreement.chiSquare,
    df: k - 1,
    ...chiSquareTail(agreement.chiSquare, k - 1),
    kendallW: agreement.w,
    meanRanks,
    pairs,
  };
}
