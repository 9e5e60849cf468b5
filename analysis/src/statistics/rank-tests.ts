import { chiSquareTail, normalTail, type Tail } from "../distributions/tails.ts";
import { exactBelow, exactMannWhitney, exactSignedRank } from "./exact-ranks.ts";
import type { GroupValues } from "./group-values.ts";
import { averageRanks, poolRanks, tieLoss, tieSizes } from "./ranks.ts";

/** A test by the normal approximation with corrections for ties and continuity. */
export interface RankComparison extends Tail {
  readonly z: number;
  /** From −1 to 1, positive where the first is the larger. */
  readonly rankBiserial: number;
  /** The exact test, where there are no ties and fewer than 50 cases a side; null otherwise. */
  readonly exact: Tail | null;
}

/** Moves a distance half a step towards zero, the correction for continuity. */
function nearer(distance: number): number {
  return distance - Math.sign(distance) / 2;
}

/** Mann–Whitney test (1947, Ann. Math. Statist. 18, p. 50): `u` of the first group. Null where all values are equal. */
export function testMannWhitney(
  a: readonly number[],
  b: readonly number[],
): (RankComparison & { readonly u: number; readonly meanRanks: readonly [number, number] }) | null {
  const [n1, n2] = [a.length, b.length];
  const { n, sums, ties } = poolRanks([a, b]);
  const [first = 0, second = 0] = sums;
  const u = first - (n1 * (n1 + 1)) / 2;
  const loss = tieLoss(ties);
  const variance = ((n1 * n2) / 12) * (n + 1 - loss / (n * (n - 1)));
  if (!(variance > 0)) return null;
  const z = nearer(u - (n1 * n2) / 2) / Math.sqrt(variance);
  const exact = loss === 0 && Math.max(n1, n2) < exactBelow ? exactMannWhitney(u, n1, n2) : null;
  const meanRanks = [first / n1, second / n2] as const;
  return { u, z, ...normalTail(z), rankBiserial: (2 * u) / (n1 * n2) - 1, exact, meanRanks };
}

/** Wilcoxon's signed rank test (1945, Biometrics 1, p. 80) of differences, zeros dropped: `v` is the sum of positive ranks. Null where no difference is left. */
export function testSignedRanks(
  differences: readonly number[],
): (RankComparison & { readonly v: number; readonly used: number }) | null {
  const kept = differences.filter((value) => value !== 0);
  const n = kept.length;
  if (n === 0) return null;
  const sizes = kept.map(Math.abs);
  const v = averageRanks(sizes).reduce((sum, rank, place) => sum + ((kept[place] ?? 0) > 0 ? rank : 0), 0);
  const total = (n * (n + 1)) / 2;
  const loss = tieLoss(tieSizes(sizes));
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - loss / 48;
  const z = nearer(v - total / 2) / Math.sqrt(variance);
  const whole = loss === 0 && n === differences.length && n < exactBelow;
  return {
    v,
    used: n,
    z,
    ...normalTail(z),
    rankBiserial: (2 * v - total) / total,
    exact: whole ? exactSignedRank(v, n) : null,
  };
}

/** Kruskal–Wallis test with its mean ranks by group. */
export interface RankAnalysis extends Tail {
  readonly statistic: number;
  readonly df: number;
  readonly epsilonSquared: number;
  readonly meanRanks: readonly number[];
}

/** A pair compared after the fact: z > 0 where a ranks above b. */
export interface RankPair extends Tail {
  readonly a: string;
  readonly b: string;
  readonly z: number;
}

/** Kruskal & Wallis (1952, JASA 47, p. 583), ties corrected, with Dunn's comparison (1964, Technometrics 6, p. 241) of all pairs (earlier, later). Null where all values are equal. */
export function testKruskalWallis(
  groups: readonly GroupValues[],
): (RankAnalysis & { readonly pairs: readonly RankPair[] }) | null {
  const { n, sums, ties } = poolRanks(groups.map(({ values }) => values));
  const loss = tieLoss(ties);
  if (loss === n ** 3 - n) return null;
  const meanRanks = groups.map(({ values }, place) => (sums[place] ?? 0) / values.length);
  const spread = groups.reduce(
    (sum, { values }, place) => sum + values.length * ((meanRanks[place] ?? 0) - (n + 1) / 2) ** 2,
    0,
  );
  const statistic = ((12 / (n * (n + 1))) * spread) / (1 - loss / (n ** 3 - n));
  const df = groups.length - 1;
  const variance = (n * (n + 1)) / 12 - loss / (12 * (n - 1));
  const pairs = groups.flatMap((a, first) =>
    groups.slice(first + 1).map((b, offset): RankPair => {
      const distance = (meanRanks[first] ?? 0) - (meanRanks[first + 1 + offset] ?? 0);
      const z = distance / Math.sqrt(variance * (1 / a.values.length + 1 / b.values.length));
      return { a: a.group, b: b.group, z, ...normalTail(z) };
    }),
  );
  return { statistic, df, ...chiSquareTail(statistic, df), epsilonSquared: statistic / (n - 1), meanRanks, pairs };
}
