import { max, mean, median, min, sampleStandardDeviation, sum } from "simple-statistics";
import { studentCritical } from "../distributions/tails.ts";

/** Valid (not NaN) numbers. */
export function dropMissing(values: ArrayLike<number>): number[] {
  return Array.from(values).filter((value) => !Number.isNaN(value));
}

/** Figures of one variable; those that need more cases than there are, or variation, are null. */
export interface Moments {
  readonly n: number;
  readonly mean: number | null;
  readonly sd: number | null;
  readonly median: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly skewness: number | null;
  readonly kurtosis: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
}

/** Describes valid values: mean, sample standard deviation (n − 1), quantiles, G1 and G2, 95 % t interval of the mean. */
export function describeValues(values: readonly number[]): Moments {
  const n = values.length;
  const list = values as number[];
  if (n === 0)
    return {
      n,
      mean: null,
      sd: null,
      median: null,
      min: null,
      max: null,
      skewness: null,
      kurtosis: null,
      ciLow: null,
      ciHigh: null,
    };
  const [low, high] = [min(list), max(list)];
  const center = low === high ? low : mean(list);
  const sd = n < 2 ? null : low === high ? 0 : sampleStandardDeviation(list);
  const half = sd === null ? null : (studentCritical(0.95, n - 1) * sd) / Math.sqrt(n);
  return {
    n,
    mean: center,
    sd,
    median: median(list),
    min: low,
    max: high,
    ...shapeOf(list, center, sd ?? 0),
    ciLow: half === null ? null : center - half,
    ciHigh: half === null ? null : center + half,
  };
}

/** Skewness G1 and excess kurtosis G2 as SPSS and SAS print them (Joanes & Gill 1998, The Statistician 47, p. 184). */
function shapeOf(values: number[], center: number, sd: number): Pick<Moments, "skewness" | "kurtosis"> {
  const n = values.length;
  if (sd === 0) return { skewness: null, kurtosis: null };
  const spread = sd * Math.sqrt((n - 1) / n);
  const power = (k: number): number => sum(values.map((value) => ((value - center) / spread) ** k)) / n;
  const [g1, g2] = [power(3), power(4) - 3];
  return {
    skewness: n < 3 ? null : (g1 * Math.sqrt(n * (n - 1))) / (n - 2),
    kurtosis: n < 4 ? null : ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6),
  };
}

/** Figures of one variable with weights; `n` counts cases with a value and a weight, `weightedN` is their sum of weights. */
export type WeightedMoments = Pick<Moments, "n" | "mean" | "sd" | "median" | "min" | "max"> & {
  readonly weightedN: number;
};

/**
 * Figures with frequency-like weights, as SPSS weights cases: sd² = Σw(x − m)²/(Σw − 1), null up to a sum of one; the
 * median is where half the weight lies below. Cases without a weight are left out; without any weight all are null.
 */
export function describeWeighted(values: ArrayLike<number>, weights: ArrayLike<number>): WeightedMoments {
  const valid = Array.from(values, (value, row) => ({ value, weight: weights[row] ?? Number.NaN })).filter(
    ({ value, weight }) => !Number.isNaN(value) && !Number.isNaN(weight),
  );
  const cases = valid.filter(({ weight }) => weight > 0).sort((a, b) => a.value - b.value);
  const weightedN = cases.reduce((total, { weight }) => total + weight, 0);
  const [first, last] = [cases[0], cases.at(-1)];
  if (first === undefined || last === undefined)
    return { n: valid.length, weightedN, mean: null, sd: null, median: null, min: null, max: null };
  const above = cases.reduce((total, { value, weight }) => total + weight * (value - first.value), 0);
  const center = first.value + above / weightedN;
  const squares = cases.reduce((total, { value, weight }) => total + weight * (value - center) ** 2, 0);
  return {
    n: valid.length,
    weightedN,
    mean: center,
    sd: weightedN > 1 ? Math.sqrt(squares / (weightedN - 1)) : null,
    median: findMiddle(cases, weightedN / 2),
    min: first.value,
    max: last.value,
  };
}

/** The value where the running weight passes `half`, or the middle of two values where it meets it. */
function findMiddle(cases: readonly { readonly value: number; readonly weight: number }[], half: number): number {
  let below = 0;
  for (const [place, { value, weight }] of cases.entries()) {
    below += weight;
    if (below > half) return value;
    if (below === half) return (value + (cases[place + 1]?.value ?? value)) / 2;
  }
  return cases.at(-1)?.value ?? Number.NaN;
}
