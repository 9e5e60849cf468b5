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
  const center = mean(list);
  const sd = n > 1 ? sampleStandardDeviation(list) : null;
  const half = sd === null ? null : (studentCritical(0.95, n - 1) * sd) / Math.sqrt(n);
  return {
    n,
    mean: center,
    sd,
    median: median(list),
    min: min(list),
    max: max(list),
    ...shapeOf(list, center),
    ciLow: half === null ? null : center - half,
    ciHigh: half === null ? null : center + half,
  };
}

/** Skewness G1 and excess kurtosis G2 as SPSS and SAS print them (Joanes & Gill 1998, The Statistician 47, p. 184). */
function shapeOf(values: number[], center: number): Pick<Moments, "skewness" | "kurtosis"> {
  const n = values.length;
  const power = (k: number): number => sum(values.map((value) => (value - center) ** k)) / n;
  const m2 = power(2);
  if (m2 === 0) return { skewness: null, kurtosis: null };
  const g1 = power(3) / m2 ** 1.5;
  const g2 = power(4) / (m2 * m2) - 3;
  return {
    skewness: n < 3 ? null : (g1 * Math.sqrt(n * (n - 1))) / (n - 2),
    kurtosis: n < 4 ? null : ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * g2 + 6),
  };
}

/** Mean and standard deviation with frequency-like weights: Σw(x − m)² / (Σw − 1), as SPSS weights cases. */
export function describeWeighted(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
): { readonly weightedN: number; readonly mean: number; readonly sd: number | null } {
  let total = 0;
  let weighted = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    const weight = weights[row] ?? Number.NaN;
    if (Number.isNaN(value) || Number.isNaN(weight)) continue;
    total += weight;
    weighted += weight * value;
  }
  const center = weighted / total;
  let squares = 0;
  for (let row = 0; row < values.length; row += 1) {
    const term = (weights[row] ?? Number.NaN) * ((values[row] ?? Number.NaN) - center) ** 2;
    if (!Number.isNaN(term)) squares += term;
  }
  return { weightedN: total, mean: center, sd: total > 1 ? Math.sqrt(squares / (total - 1)) : null };
}
