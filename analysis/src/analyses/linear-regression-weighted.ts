import { pickRows } from "../dataset/complete-columns.ts";
import { openDesign } from "../dataset/open-design.ts";
import { readNumbers } from "../dataset/read-column.ts";
import { studentCritical } from "../distributions/tails.ts";
import { noVariation, predictorDependent, tooFew } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { linearisedCovariances, testWald } from "../statistics/design-estimates.ts";
import { factorColumns } from "../statistics/factor-columns.ts";
import { isRounding, largestSize } from "../statistics/is-rounding.ts";
import { inflationFactors } from "../statistics/linear-model.ts";
import { dot, multiplyBy } from "../statistics/vectors.ts";
import { type LinearCoefficient, type LinearRequest, type LinearResult, testBy } from "./linear-regression-fit.ts";
import { readDesign, requireCases } from "./regression-design.ts";

/**
 * Least squares of cases with weights, errors by linearisation with strata, clusters and finite populations (R's `svyglm`).
 * Throws with too few cases or clusters, without variation, and where a predictor follows from others.
 */
export function fitWeightedRegression(
  data: Dataset,
  request: LinearRequest & { readonly weight: string },
  domain: Uint8Array | undefined,
): LinearResult {
  const y = readNumbers(data, request.outcome);
  const open = openDesign(data, request, domain);
  const { columns, terms, rows, groups } = readDesign(data, request.predictors, [y, open.weights]);
  const what = `weighted regression of “${request.outcome}”`;
  requireCases(what, { columns, terms, rows, groups });
  const cases = open.placeCases(rows);
  const [n, p] = [rows.length, columns.length];
  const degrees = cases.degrees + 1 - p;
  if (degrees < 1) throw tooFew(what, `at least ${p} clusters more than strata`, `${cases.degrees} more`);
  // weights of mean 1, so that sums of squares are those of as many cases
  const weights = cases.weights.map((weight) => (weight * n) / cases.weightedN);
  const roots = weights.map(Math.sqrt);
  const outcome = pickRows(y, rows);
  const factored = factorColumns(columns.map((column) => multiplyBy(column, roots)));
  if ("singular" in factored) throw predictorDependent(terms[factored.singular]?.variable ?? "", false);
  const { coefficients, residuals: scaled } = factored.solve(multiplyBy(outcome, roots));
  const center = dot(weights, outcome) / n;
  const total = outcome.reduce((sum, value, row) => sum + (weights[row] ?? 0) * (value - center) ** 2, 0);
  if (isRounding(total / n, largestSize(outcome))) throw noVariation(request.outcome);
  const rest = dot(scaled, scaled);
  const perfect = isRounding(rest / n, largestSize(outcome));
  const unscaled = factored.inverse.map((row) => Float64Array.from(factored.inverse, (other) => dot(row, other)));
  const residuals = multiplyBy(scaled, roots);
  const covariances = linearisedCovariances(
    cases,
    unscaled,
    columns.map((column) => multiplyBy(column, residuals)),
  );
  const wald = perfect
    ? null
    : testWald(
        coefficients.subarray(1),
        covariances.slice(1).map((row) => row.subarray(1)),
        degrees,
      );
  const rSquared = Math.max(0, 1 - rest / total);
  const critical = studentCritical(0.95, degrees);
  return {
    n,
    weightedN: cases.weightedN,
    rSquared,
    adjustedRSquared: 1 - ((1 - rSquared) * (n - 1)) / (n - p),
    fStatistic: wald?.statistic ?? null,
    df1: p - 1,
    df2: degrees,
    p: wald?.p ?? null,
    log10P: wald?.log10P ?? null,
    sigma: perfect ? 0 : Math.sqrt(rest / (n - 1)),
    coefficients: terms.map((term, place): LinearCoefficient => {
      const estimate = (coefficients[place] ?? 0) || 0;
      const se = perfect ? 0 : Math.sqrt(Math.max(0, covariances[place]?.[place] ?? 0));
      return {
        ...term,
        estimate,
        se,
        ...testBy(estimate, se, degrees),
        ciLow: estimate - critical * se,
        ciHigh: estimate + critical * se,
        beta: place === 0 ? null : estimate * Math.sqrt((factored.spreads[place] ?? 0) / total),
        ...noOtherErrors,
      };
    }),
    vif: inflationFactors(unscaled, groups),
    clusters: request.cluster === undefined ? null : new Set(cases.clusters).size,
    breuschPagan: null,
    durbinWatson: null,
    largestCook: null,
    warnings: perfect
      ? [
          "the predictors determine the outcome in full: tests say nothing, look for a predictor that is part of the outcome",
        ]
      : [],
  };
}

const noOtherErrors = {
  robustSe: null,
  robustT: null,
  robustP: null,
  clusterSe: null,
  clusterT: null,
  clusterP: null,
} as const;
