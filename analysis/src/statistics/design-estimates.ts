import { fisherTail } from "../distributions/tails.ts";
import type { FTest } from "./anova.ts";
import { factorCholesky, solveCholesky } from "./cholesky.ts";
import { covarianceOfTotals, type SurveyDesign } from "./survey-design.ts";
import { dot } from "./vectors.ts";

type Square = readonly Float64Array[];

/**
 * Covariances of estimates that solve Σ scores = 0, by linearisation (Binder 1983, Int. Stat. Rev. 51, p. 279): those of
 * the totals of the scores, between the inverse information on either side. `scores` holds one column an estimate.
 */
export function linearisedCovariances(design: SurveyDesign, bread: Square, scores: readonly Float64Array[]): Square {
  const meat = covarianceOfTotals(design, scores);
  const half = bread.map((row) => Float64Array.from(meat, (line) => dot(line, row)));
  return half.map((row) => Float64Array.from(bread, (other) => dot(row, other)));
}

/** Wald's test that estimates are 0, as F on the degrees of freedom of the design; null without such degrees, or where the covariances are singular. */
export function testWald(estimates: Float64Array, covariances: Square, degrees: number): FTest | null {
  const factored = factorCholesky(covariances);
  if ("singular" in factored || degrees < 1) return null;
  const df1 = estimates.length;
  const statistic = dot(estimates, solveCholesky(factored.lower, estimates)) / df1;
  return { statistic, df1, df2: degrees, ...fisherTail(statistic, df1, degrees) };
}

/** Weighted means of groups, with their covariances by linearisation. */
export interface GroupMeans {
  /** Sums of weights. */
  readonly weightedN: Float64Array;
  readonly sizes: Int32Array;
  readonly means: Float64Array;
  /** Sample variances as the population is estimated to have them; 0 of one case. */
  readonly variances: Float64Array;
  readonly covariances: Square;
}

/** Means of `values` in the groups `codes`, 0 … count − 1, none empty. */
export function estimateGroupMeans(
  design: SurveyDesign & { readonly weights: Float64Array },
  values: Float64Array,
  codes: Int32Array,
  count: number,
): GroupMeans {
  const { weights } = design;
  const addUp = (share: (row: number, group: number) => number): Float64Array => {
    const sums = new Float64Array(count);
    for (const [row, group] of codes.entries())
      sums[group] = (sums[group] ?? 0) + (weights[row] ?? 0) * share(row, group);
    return sums;
  };
  const weightedN = addUp(() => 1);
  const rough = addUp((row) => values[row] ?? 0).map((sum, group) => sum / (weightedN[group] ?? 1));
  const rest = addUp((row, group) => (values[row] ?? 0) - (rough[group] ?? 0));
  const means = rough.map((mean, group) => mean + (rest[group] ?? 0) / (weightedN[group] ?? 1));
  const squares = addUp((row, group) => ((values[row] ?? 0) - (means[group] ?? 0)) ** 2);
  const sizes = new Int32Array(count);
  for (const group of codes) sizes[group] = (sizes[group] ?? 0) + 1;
  const residuals = Array.from(means, (mean, group) =>
    values.map((value, row) =>
      codes[row] === group ? ((weights[row] ?? 0) * (value - mean)) / (weightedN[group] ?? 1) : 0,
    ),
  );
  return {
    weightedN,
    sizes,
    means,
    variances: squares.map((sum, group) => {
      const size = sizes[group] ?? 0;
      return size > 1 ? ((sum / (weightedN[group] ?? 1)) * size) / (size - 1) : 0;
    }),
    covariances: covarianceOfTotals(design, residuals),
  };
}

/** Standard error of the difference of two of the means. */
export function differenceError({ covariances }: GroupMeans, a: number, b: number): number {
  const at = (row: number, column: number): number => covariances[row]?.[column] ?? 0;
  return Math.sqrt(Math.max(0, at(a, a) + at(b, b) - 2 * at(a, b)));
}

/** Wald's test that all means are equal; null where it cannot be made. */
export function testEqualMeans({ means, covariances }: GroupMeans, degrees: number): FTest | null {
  const at = (row: number, column: number): number => covariances[row]?.[column] ?? 0;
  const others = means.subarray(1);
  const against = Array.from(others, (_, a) =>
    Float64Array.from(others, (__, b) => at(a + 1, b + 1) - at(0, b + 1) - at(a + 1, 0) + at(0, 0)),
  );
  return testWald(
    others.map((mean) => mean - (means[0] ?? 0)),
    against,
    degrees,
  );
}

/** A product-moment correlation of cases with weights, its error by linearisation; NaN where one does not vary. */
export function correlateWeighted(
  design: SurveyDesign & { readonly weights: Float64Array },
  x: Float64Array,
  y: Float64Array,
): { readonly r: number; readonly se: number } {
  const { weights } = design;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (share: (row: number) => number): number =>
    weights.reduce((sum, weight, row) => sum + weight * share(row), 0) / total;
  const unit = (values: Float64Array): Float64Array => {
    const rough = mean((row) => values[row] ?? 0);
    const center = rough + mean((row) => (values[row] ?? 0) - rough);
    const sd = Math.sqrt(mean((row) => ((values[row] ?? 0) - center) ** 2));
    return values.map((value) => (value - center) / sd);
  };
  const [u, v] = [unit(x), unit(y)];
  const product = (row: number): number => (u[row] ?? 0) * (v[row] ?? 0);
  const r = Math.max(-1, Math.min(1, mean(product)));
  const scores = u.map((value, row) => {
    const squares = (value ** 2 + (v[row] ?? 0) ** 2) / 2;
    return ((weights[row] ?? 0) * (product(row) - r * squares)) / total;
  });
  return { r, se: Math.sqrt(Math.max(0, covarianceOfTotals(design, [scores])[0]?.[0] ?? 0)) };
}
