import { quantileAt } from "./select.ts";

/** A box plot's figures (Tukey 1977): quartiles, whiskers to the last values within 1.5 interquartile ranges, and what lies beyond. */
export interface Box {
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly low: number;
  readonly high: number;
  /** Each value once, rising; of many only the outermost. */
  readonly outliers: readonly number[];
}

const reach = 1.5;
const mostOutliers = 100;

/** The box of values without gaps, quartiles of type 7; null of none. */
export function boxOf(values: ArrayLike<number>): Box | null {
  if (values.length === 0) return null;
  const [q1, median, q3] = [quantileAt(values, 0.25), quantileAt(values, 0.5), quantileAt(values, 0.75)];
  const [least, most] = [q1 - reach * (q3 - q1), q3 + reach * (q3 - q1)];
  let [low, high] = [q1, q3];
  const beyond = new Set<number>();
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (value < least || value > most) beyond.add(value);
    else {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return { q1, median, q3, low, high, outliers: outermost([...beyond].sort((a, b) => a - b)) };
}

/** Of many rising values as many from either end. */
function outermost(values: readonly number[]): readonly number[] {
  if (values.length <= mostOutliers) return values;
  return [...values.slice(0, mostOutliers / 2), ...values.slice(-mostOutliers / 2)];
}
