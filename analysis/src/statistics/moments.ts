import { studentCritical } from "../distributions/tails.ts";
import { middleOf } from "./select.ts";

/** Valid (not NaN) numbers. */
export function dropMissing(values: ArrayLike<number>): Float64Array {
  const valid = new Float64Array(values.length);
  let n = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    if (!Number.isNaN(value)) valid[n++] = value;
  }
  return valid.subarray(0, n);
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

const unknown = { mean: null, sd: null, median: null, min: null, max: null, skewness: null, kurtosis: null };

/** Describes valid values: mean, sample standard deviation (n − 1), quantiles, G1 and G2, 95 % t interval of the mean. */
export function describeValues(values: ArrayLike<number>): Moments {
  const n = values.length;
  if (n === 0) return { n, ...unknown, ciLow: null, ciHigh: null };
  const { low, high, center, squares, cubes, fourths } = sumPowers(values);
  const sd = n < 2 ? null : Math.sqrt(squares / (n - 1));
  const half = sd === null ? null : (studentCritical(0.95, n - 1) * sd) / Math.sqrt(n);
  return {
    n,
    mean: center,
    sd,
    median: middleOf(values),
    min: low,
    max: high,
    ...shapeOf(n, { squares, cubes, fourths }),
    ciLow: half === null ? null : center - half,
    ciHigh: half === null ? null : center + half,
  };
}

/** Sums of the powers of the distances from the mean. */
export interface PowerSums {
  readonly squares: number;
  readonly cubes: number;
  readonly fourths: number;
}

/** Extremes, mean, the sums of the powers of the distances from it, and in `rest` what rounding of the mean left, for differences of means far from nought. */
export function sumPowers(values: ArrayLike<number>): PowerSums & Record<"low" | "high" | "center" | "rest", number> {
  const n = values.length;
  const { low, high, sum } = sumWithin(values);
  if (low === high) return { low, high, center: low, rest: 0, squares: 0, cubes: 0, fourths: 0 };
  const center = correctMean(values, sum);
  const { left, squares, cubes, fourths } = powersFrom(values, center);
  return { low, high, center, rest: left / n, squares: Math.max(0, squares - (left * left) / n), cubes, fourths };
}

function sumWithin(values: ArrayLike<number>): Record<"low" | "high" | "sum", number> {
  let [low, high, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    if (value < low) low = value;
    if (value > high) high = value;
    sum += value;
  }
  return { low, high, sum };
}

/** The mean of values from their sum, corrected by what its first rounding left. */
export function correctMean(values: ArrayLike<number>, sum: number): number {
  const rough = sum / values.length;
  let rest = 0;
  for (let row = 0; row < values.length; row += 1) rest += (values[row] ?? 0) - rough;
  return rough + rest / values.length;
}

/** Sums of the distances from a point and of their powers. */
function powersFrom(values: ArrayLike<number>, point: number): PowerSums & { readonly left: number } {
  let [squares, cubes, fourths, left] = [0, 0, 0, 0];
  for (let row = 0; row < values.length; row += 1) {
    const distance = (values[row] ?? 0) - point;
    const square = distance * distance;
    left += distance;
    squares += square;
    cubes += square * distance;
    fourths += square * square;
  }
  return { squares, cubes, fourths, left };
}

/** Skewness G1 and excess kurtosis G2 as SPSS and SAS print them (Joanes & Gill 1998, The Statistician 47, p. 184). */
function shapeOf(n: number, { squares, cubes, fourths }: PowerSums): Pick<Moments, "skewness" | "kurtosis"> {
  if (squares === 0) return { skewness: null, kurtosis: null };
  const variance = squares / n;
  const [g1, g2] = [cubes / n / variance ** 1.5, fourths / n / variance ** 2 - 3];
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
