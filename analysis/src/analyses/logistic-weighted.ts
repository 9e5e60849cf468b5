import { openDesign } from "../dataset/open-design.ts";
import { studentCritical, studentTail } from "../distributions/tails.ts";
import { separated, tooFew } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import type { DesignRequest } from "../registry/param-roles.ts";
import { linearisedCovariances, testWald } from "../statistics/design-estimates.ts";
import { fitLogistic, logistic } from "../statistics/likelihood-models.ts";
import { toDataUnits } from "../statistics/standardise.ts";
import { subtractFitted } from "../statistics/subtract-fitted.ts";
import { multiplyBy } from "../statistics/vectors.ts";
import {
  type LogisticResult,
  type LogitRequest,
  prepare,
  readBinary,
  shareRight,
  suspect,
  toRatio,
  warnOfFew,
} from "./logit-fit.ts";

/**
 * Logistic regression of cases with weights by pseudo-likelihood, errors by linearisation (R's `svyglm`, quasibinomial).
 * Throws as `fitLogisticRegression` does, and with too few clusters.
 */
export function fitWeightedLogistic(
  data: Dataset,
  request: LogitRequest & DesignRequest & { readonly weight: string },
  domain: Uint8Array | undefined,
): LogisticResult {
  const { outcome } = request;
  const open = openDesign(data, request, domain);
  const { design, values, events } = readBinary(data, request, [open.weights]);
  const cases = open.placeCases(design.rows);
  const [n, p] = [values.length, design.columns.length];
  const degrees = cases.degrees + 1 - p;
  if (degrees < 1)
    throw tooFew(
      `weighted logistic regression of “${outcome}”`,
      `at least ${p} clusters more than strata`,
      `${cases.degrees} more`,
    );
  const weights = cases.weights.map((weight) => (weight * n) / cases.weightedN);
  const scaled = prepare(design);
  const columns = [design.columns[0] ?? new Float64Array(), ...scaled.columns];
  const model = fitLogistic(columns, values, weights);
  if (model === null) throw separated(outcome, suspect(design, values));
  const below = subtractFitted(new Float64Array(n), columns, model.estimates);
  const rest = values.map((value, row) => (weights[row] ?? 0) * (value - logistic(-(below[row] ?? 0))));
  const linearised = linearisedCovariances(
    cases,
    model.covariances,
    columns.map((column) => multiplyBy(column, rest)),
  );
  const { estimates, covariances } = toDataUnits({ ...model, covariances: linearised }, scaled, { cuts: 1, sign: -1 });
  const share = values.reduce((sum, value, row) => sum + value * (weights[row] ?? 0), 0) / n;
  const empty = n * (share * Math.log(share) + (1 - share) * Math.log(1 - share));
  const critical = studentCritical(0.95, degrees);
  return {
    n,
    weightedN: cases.weightedN,
    logLik: null,
    aic: null,
    mcFadden: Math.max(0, 1 - model.logLik / empty),
    nagelkerke: null,
    likelihoodRatio: null,
    wald: testWald(
      estimates.subarray(1),
      covariances.slice(1).map((row) => row.subarray(1)),
      degrees,
    ),
    coefficients: design.terms.map((term, place) => {
      const estimate = (estimates[place] ?? 0) || 0;
      const se = Math.sqrt(Math.max(0, covariances[place]?.[place] ?? 0));
      const z = estimate / se;
      return {
        ...term,
        estimate,
        se,
        z,
        ...studentTail(z, degrees),
        oddsRatio: toRatio(estimate),
        ciLow: toRatio(estimate - critical * se),
        ciHigh: toRatio(estimate + critical * se),
      };
    }),
    events,
    accuracy: shareRight(design, values, estimates),
    warnings: warnOfFew(Math.min(events, n - events), p - 1),
  };
}
