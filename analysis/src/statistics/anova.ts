import { studentizedRangeCritical, studentizedRangeTail } from "../distributions/studentized-range.ts";
import { fisherTail, studentCritical, studentTail, type Tail } from "../distributions/tails.ts";
import type { GroupValues } from "./group-values.ts";
import { isRounding, largestSize } from "./is-rounding.ts";
import { sumPowers } from "./moments.ts";
import { middleOf } from "./select.ts";
import { welchDegrees } from "./t-test.ts";

/** One-way analysis of variance. */
export interface OneWay extends Tail {
  readonly ssBetween: number;
  readonly ssWithin: number;
  readonly dfBetween: number;
  readonly dfWithin: number;
  readonly statistic: number;
  readonly etaSquared: number;
  readonly omegaSquared: number;
}

/** Test with an F distribution. */
export interface FTest extends Tail {
  readonly statistic: number;
  readonly df1: number;
  readonly df2: number;
}

/** Two groups compared after the fact: difference = mean a − mean b. */
export interface PairComparison extends Tail {
  readonly a: string;
  readonly b: string;
  readonly difference: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

interface Cell {
  readonly n: number;
  readonly mean: number;
  /** What rounding of the mean left. */
  readonly rest: number;
  /** 0 where it is only rounding. */
  readonly variance: number;
}

const none: Cell = { n: 1, mean: 0, rest: 0, variance: 0 };

function cellOf({ values }: Pick<GroupValues, "values">): Cell {
  const { center, rest, squares } = sumPowers(values);
  const variance = values.length > 1 ? squares / (values.length - 1) : 0;
  return { n: values.length, mean: center, rest, variance: isRounding(variance, largestSize(values)) ? 0 : variance };
}

/** How far the mean of one cell is above that of another, to the last digit of the values. */
function meanAbove(a: Cell, b: Cell): number {
  return a.mean - b.mean + (a.rest - b.rest);
}

/** How far each mean is above the weighted mean of all. */
function distancesOf(cells: readonly Cell[], weights: readonly number[]): readonly number[] {
  const [first] = cells;
  const above = cells.map((cell) => meanAbove(cell, first ?? cell));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const center = above.reduce((sum, one, place) => sum + one * (weights[place] ?? 0), 0) / total;
  return above.map((one) => one - center);
}

/** Sums of squares and F; `omegaSquared` = (SSb − dfb·MSw)/(SSt + MSw), Olejnik & Algina 2003 (Psych. Methods 8, p. 434). */
export function analyseOneWay(groups: readonly GroupValues[]): OneWay {
  const cells = groups.map(cellOf);
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  const distances = distancesOf(
    cells,
    cells.map((cell) => cell.n),
  );
  const ssBetween = cells.reduce((sum, cell, place) => sum + cell.n * (distances[place] ?? 0) ** 2, 0);
  const ssWithin = cells.reduce((sum, cell) => sum + (cell.n - 1) * cell.variance, 0);
  const dfBetween = cells.length - 1;
  const dfWithin = n - cells.length;
  const within = ssWithin / dfWithin;
  const statistic = ssBetween / dfBetween / within;
  const total = ssBetween + ssWithin;
  return {
    ssBetween,
    ssWithin,
    dfBetween,
    dfWithin,
    statistic,
    ...fisherTail(statistic, dfBetween, dfWithin),
    etaSquared: ssBetween / total,
    omegaSquared: (ssBetween - dfBetween * within) / (total + within),
  };
}

/** Welch's test of equal means without equal variances (Biometrika 1951, 38, p. 330); null where a group has no spread. */
export function testWelch(groups: readonly GroupValues[]): FTest | null {
  const cells = groups.map(cellOf);
  if (cells.some(({ n, variance }) => n < 2 || variance === 0)) return null;
  const k = cells.length;
  const weights = cells.map(({ n, variance }) => n / variance);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const between =
    distancesOf(cells, weights).reduce((sum, distance, index) => sum + (weights[index] ?? 0) * distance ** 2, 0) /
    (k - 1);
  const lambda =
    cells.reduce((sum, { n }, index) => sum + (1 - (weights[index] ?? 0) / total) ** 2 / (n - 1), 0) / (k * k - 1);
  const statistic = between / (1 + 2 * (k - 2) * lambda);
  const df2 = 1 / (3 * lambda);
  return { statistic, df1: k - 1, df2, ...fisherTail(statistic, k - 1, df2) };
}

/** Levene's test about the medians (Brown & Forsythe 1974, JASA 69, p. 365); null where all deviations are equal. */
export function testLevene(groups: readonly GroupValues[]): FTest | null {
  const deviations = groups.map(({ group, values }) => {
    const center = middleOf(values);
    return { group, values: values.map((value) => Math.abs(value - center)) };
  });
  const { statistic, dfBetween, dfWithin, p, log10P, ssWithin } = analyseOneWay(deviations);
  const largest = Math.max(...groups.map(({ values }) => largestSize(values)));
  return isRounding(ssWithin / dfWithin, largest) ? null : { statistic, df1: dfBetween, df2: dfWithin, p, log10P };
}

/** Every pair (later, earlier) of a number of groups. */
export function listPairs(count: number): readonly (readonly [number, number])[] {
  return Array.from({ length: count }, (_, earlier) =>
    Array.from({ length: count - earlier - 1 }, (__, offset) => [earlier + 1 + offset, earlier] as const),
  ).flat();
}

/** Pairs by t tests, each for itself (LSD, Fisher 1935) or each at the level over the number of pairs (Bonferroni), intervals alike. */
export type PairwiseMethod = "lsd" | "bonferroni";

/** Compares pairs of `names` (later, earlier) whose difference and its error are given, on `df` degrees of freedom. */
export function compareByT(
  names: readonly string[],
  { method, df }: { readonly method: PairwiseMethod; readonly df: number },
  between: (a: number, b: number) => { readonly difference: number; readonly se: number },
): readonly PairComparison[] {
  const pairs = listPairs(names.length);
  const times = method === "lsd" ? 1 : pairs.length;
  const critical = studentCritical(1 - 0.05 / times, df);
  return pairs.map(([a, b]) => {
    const { difference, se } = between(a, b);
    const { p, log10P } = studentTail(difference / se, df);
    return {
      a: names[a] ?? "",
      b: names[b] ?? "",
      difference,
      ciLow: difference - critical * se,
      ciHigh: difference + critical * se,
      p: Math.min(1, times * p),
      log10P: log10P === null ? null : Math.min(0, log10P + Math.log10(times)),
    };
  });
}

/** All pairs by t tests with the variance of all groups. */
export function comparePooled(groups: readonly GroupValues[], method: PairwiseMethod): readonly PairComparison[] {
  const cells = groups.map(cellOf);
  const { ssWithin, dfWithin } = analyseOneWay(groups);
  const names = groups.map(({ group }) => group);
  return compareByT(names, { method, df: dfWithin }, (a, b) => {
    const [later, earlier] = [cells[a] ?? none, cells[b] ?? none];
    const se = Math.sqrt((ssWithin / dfWithin) * (1 / later.n + 1 / earlier.n));
    return { difference: meanAbove(later, earlier), se };
  });
}

/** All pairs (later, earlier) by Tukey–Kramer (pooled variance) or Games–Howell (1976, own variances and df, of which at most one may be 0). */
export function comparePairs(
  groups: readonly GroupValues[],
  method: "tukey" | "gamesHowell",
): readonly PairComparison[] {
  const cells = groups.map((group) => ({ group: group.group, ...cellOf(group) }));
  const { ssWithin, dfWithin } = analyseOneWay(groups);
  const pooled = ssWithin / dfWithin;
  const criticals = new Map<number, number>();
  return cells.flatMap((b, earlier) =>
    cells.slice(earlier + 1).map((a): PairComparison => {
      const [ea, eb] = method === "tukey" ? [pooled / a.n, pooled / b.n] : [a.variance / a.n, b.variance / b.n];
      const df = method === "tukey" ? dfWithin : welchDegrees([ea, a.n], [eb, b.n]);
      const se = Math.sqrt((ea + eb) / 2);
      const difference = meanAbove(a, b);
      const critical = criticals.get(df) ?? studentizedRangeCritical(0.05, cells.length, df);
      criticals.set(df, critical);
      return {
        a: a.group,
        b: b.group,
        difference,
        ciLow: difference - critical * se,
        ciHigh: difference + critical * se,
        ...studentizedRangeTail(Math.abs(difference) / se, cells.length, df),
      };
    }),
  );
}
