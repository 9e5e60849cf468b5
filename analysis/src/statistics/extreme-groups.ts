import { pickRows } from "../dataset/complete-columns.ts";
import type { Tail } from "../distributions/tails.ts";
import { isRounding, largestSize } from "./is-rounding.ts";
import { describeValues } from "./moments.ts";
import { compareGroups } from "./t-test.ts";

/** Rows at either end of the total of some items. */
export interface ExtremeGroups {
  readonly cutLow: number;
  readonly cutHigh: number;
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** Groups of about `share` of the cases at either end of the sum of columns, ties at a cut all in. Null where the cuts meet or a group has one case. */
export function formExtremes(columns: readonly Float64Array[], share: number): ExtremeGroups | null {
  const n = columns[0]?.length ?? 0;
  const totals = new Float64Array(n);
  for (const column of columns)
    for (let row = 0; row < n; row += 1) totals[row] = (totals[row] ?? 0) + (column[row] ?? 0);
  const sorted = Float64Array.from(totals).sort();
  const size = Math.max(2, Math.round(share * n));
  const [cutLow, cutHigh] = [sorted[size - 1] ?? 0, sorted[n - size] ?? 0];
  if (!(cutHigh > cutLow)) return null;
  const rows = [...totals.keys()];
  const low = rows.filter((row) => (totals[row] ?? 0) <= cutLow);
  const high = rows.filter((row) => (totals[row] ?? 0) >= cutHigh);
  return { cutLow, cutHigh, low, high };
}

/** The high group against the low one. */
export interface ExtremeContrast {
  readonly meanHigh: number;
  readonly sdHigh: number;
  readonly meanLow: number;
  readonly sdLow: number;
  readonly difference: number;
  /** The critical ratio: Welch's t of the groups. */
  readonly statistic: number | null;
  readonly df: number | null;
  readonly p: Tail["p"] | null;
  readonly log10P: Tail["log10P"];
}

/** An item in the high group against the low one; Welch's t is null where neither has spread. */
export function compareExtremes(column: Float64Array, { low, high }: ExtremeGroups): ExtremeContrast {
  const [upper, lower] = [pickRows(column, high), pickRows(column, low)];
  const [a, b] = [describeValues(upper), describeValues(lower)];
  const means = { meanHigh: a.mean ?? 0, sdHigh: a.sd ?? 0, meanLow: b.mean ?? 0, sdLow: b.sd ?? 0 };
  const difference = means.meanHigh - means.meanLow;
  if (isRounding(means.sdHigh ** 2 + means.sdLow ** 2, largestSize(column)))
    return { ...means, difference, statistic: null, df: null, p: null, log10P: null };
  const { statistic, df, p, log10P } = compareGroups([...upper], [...lower], false);
  return { ...means, difference, statistic, df, p, log10P };
}
