import gammaln from "@stdlib/math-base-special-gammaln";
import { mean, sampleVariance } from "simple-statistics";
import { studentCritical, studentTail, type Tail } from "../distributions/tails.ts";

/** Outcome of a comparison of means. Hedges' g is null on one degree of freedom, where its correction is not defined. */
export interface MeanComparison extends Tail {
  readonly statistic: number;
  readonly df: number;
  readonly meanDifference: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly cohenD: number;
  readonly hedgesG: number | null;
}

/** Compares two independent groups of at least two values each; Welch (1947) unless variances are taken as equal. */
export function compareGroups(a: readonly number[], b: readonly number[], equalVariances: boolean): MeanComparison {
  const [n1, n2] = [a.length, b.length];
  const [v1, v2] = [sampleVariance(a as number[]), sampleVariance(b as number[])];
  const pooled = ((n1 - 1) * v1 + (n2 - 1) * v2) / (n1 + n2 - 2);
  const [e1, e2] = equalVariances ? [pooled / n1, pooled / n2] : [v1 / n1, v2 / n2];
  const df = equalVariances ? n1 + n2 - 2 : welchDegrees([e1, n1], [e2, n2]);
  const difference = mean(a as number[]) - mean(b as number[]);
  const cohenD = difference / Math.sqrt(pooled);
  return { ...testDifference(difference, Math.sqrt(e1 + e2), df), cohenD, hedgesG: cohenD * hedgesFactor(n1 + n2 - 2) };
}

/** Degrees of freedom of Welch (1947, Biometrika 34, p. 32) from two squared standard errors with their sizes. */
export function welchDegrees([e1, n1]: readonly [number, number], [e2, n2]: readonly [number, number]): number {
  const share = e1 / (e1 + e2);
  return 1 / (share ** 2 / (n1 - 1) + (1 - share) ** 2 / (n2 - 1));
}

/** Compares values (or differences of pairs) with `mu`. */
export function compareWithMean(values: readonly number[], mu: number): MeanComparison {
  const variance = sampleVariance(values as number[]);
  const difference = mean(values as number[]) - mu;
  const se = Math.sqrt(variance / values.length);
  const df = values.length - 1;
  const cohenD = difference / Math.sqrt(variance);
  return { ...testDifference(difference, se, df), cohenD, hedgesG: df > 1 ? cohenD * hedgesFactor(df) : null };
}

/** A difference against 0 by t. */
export function testDifference(difference: number, se: number, df: number): Omit<MeanComparison, "cohenD" | "hedgesG"> {
  const half = studentCritical(0.95, df) * se;
  const statistic = difference / se;
  return {
    statistic,
    df,
    ...studentTail(statistic, df),
    meanDifference: difference,
    ciLow: difference - half,
    ciHigh: difference + half,
  };
}

/** Exact small-sample correction of Cohen's d (Hedges 1981, J. Educ. Stat. 6, eq. 6e). */
function hedgesFactor(df: number): number {
  return Math.exp(gammaln(df / 2) - gammaln((df - 1) / 2)) / Math.sqrt(df / 2);
}
