import { type OpenDesign, openDesign, type PlacedCases } from "../dataset/open-design.ts";
import { studentCritical, studentTail } from "../distributions/tails.ts";
import { separated, tooFew } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import type { DesignRequest } from "../registry/param-roles.ts";
import { linearisedCovariances, testWald } from "../statistics/design-estimates.ts";
import { fitLogistic, type LikelihoodModel, logistic } from "../statistics/likelihood-models.ts";
import { toDataUnits } from "../statistics/standardise.ts";
import { subtractFitted } from "../statistics/subtract-fitted.ts";
import { multiplyBy } from "../statistics/vectors.ts";
import {
  describeCoefficient,
  type LogisticResult,
  type LogitFit,
  type LogitRequest,
  prepare,
  readBinary,
  shareRight,
  suspect,
  warnOfFew,
} from "./logit-fit.ts";
import type { Design, Term } from "./regression-design.ts";

/** The cases of a model in the design they were drawn by. */
export interface WeighedCases {
  readonly cases: PlacedCases;
  /** Weights of mean 1. */
  readonly weights: Float64Array;
  /** Degrees of freedom of the design less the slopes of one equation. */
  readonly degrees: number;
  /** Covariances of the estimates by linearisation; `scores` are slopes of each case's likelihood, one column an estimate. */
  linearise(model: LikelihoodModel, scores: readonly Float64Array[]): readonly Float64Array[];
}

/** The design that a request names; null without a weight. */
export function openWeights(
  data: Dataset,
  { weight, ...request }: DesignRequest,
  domain: Uint8Array | undefined,
): OpenDesign | null {
  return weight === undefined ? null : openDesign(data, { ...request, weight }, domain);
}

/** Places the complete cases of a model in their design. Throws with too few clusters. */
export function weighCases(open: OpenDesign, { rows, columns }: Design, what: string): WeighedCases {
  const cases = open.placeCases(rows);
  const degrees = cases.degrees + 1 - columns.length;
  if (degrees < 1)
    throw tooFew(`weighted ${what}`, `at least ${columns.length} clusters more than strata`, `${cases.degrees} more`);
  const weights = cases.weights.map((weight) => (weight * rows.length) / cases.weightedN);
  return {
    cases,
    weights,
    degrees,
    linearise: ({ covariances }, scores) =>
      linearisedCovariances(
        cases,
        covariances,
        scores.map((score) => multiplyBy(score, weights)),
      ),
  };
}

/** The logarithm of the likelihood of a model that knows only how often each category occurs. */
export function sumEmptyLikelihood(counts: Float64Array): number {
  const n = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count) => sum + count * Math.log(count / n), 0);
}

/** What a weighted model says of itself and of each coefficient; estimates before `first` are intercepts or thresholds. */
export function describeWeightedFit(
  terms: readonly Term[],
  { estimates, covariances, logLik }: LikelihoodModel,
  { empty, first, weighed }: { readonly empty: number; readonly first: number; readonly weighed: WeighedCases },
): Omit<LogitFit, "warnings"> {
  const { cases, degrees } = weighed;
  const skipped = estimates.length - terms.length;
  const critical = studentCritical(0.95, degrees);
  return {
    n: cases.weights.length,
    weightedN: cases.weightedN,
    logLik: null,
    aic: null,
    mcFadden: Math.max(0, 1 - logLik / empty),
    nagelkerke: null,
    likelihoodRatio: null,
    wald: testWald(
      estimates.subarray(first),
      covariances.slice(first).map((row) => row.subarray(first)),
      degrees,
    ),
    coefficients: terms.map((term, place) => {
      const estimate = (estimates[skipped + place] ?? 0) || 0;
      const se = Math.sqrt(Math.max(0, covariances[skipped + place]?.[skipped + place] ?? 0));
      return describeCoefficient(term, { estimate, se }, { tail: (t) => studentTail(t, degrees), critical });
    }),
  };
}

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
  const weighed = weighCases(open, design, `logistic regression of “${outcome}”`);
  const { weights } = weighed;
  const n = values.length;
  const scaled = prepare(design);
  const columns = [design.columns[0] ?? new Float64Array(), ...scaled.columns];
  const model = fitLogistic(columns, values, weights);
  if (model === null) throw separated(outcome, suspect(design, values));
  const below = subtractFitted(new Float64Array(n), columns, model.estimates);
  const rest = values.map((value, row) => value - logistic(-(below[row] ?? 0)));
  const covariances = weighed.linearise(
    model,
    columns.map((column) => multiplyBy(column, rest)),
  );
  const units = toDataUnits({ ...model, covariances }, scaled, { cuts: 1, sign: -1 });
  const hits = values.reduce((sum, value, row) => sum + value * (weights[row] ?? 0), 0);
  const empty = sumEmptyLikelihood(Float64Array.of(hits, n - hits));
  return {
    ...describeWeightedFit(design.terms, { ...units, logLik: model.logLik }, { empty, first: 1, weighed }),
    events,
    accuracy: shareRight(design, values, units.estimates),
    warnings: warnOfFew(Math.min(events, n - events), design.columns.length - 1),
  };
}
