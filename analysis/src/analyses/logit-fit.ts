import { pickRows } from "../dataset/complete-columns.ts";
import { readNumbers } from "../dataset/read-column.ts";
import { chiSquareTail, normalCritical95, normalTail, type Tail } from "../distributions/tails.ts";
import { notBinary, noVariation, predictorDependent, separated } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import type { FTest } from "../statistics/anova.ts";
import { factorCholesky } from "../statistics/cholesky.ts";
import { covarianceMatrix, toCorrelations } from "../statistics/internal-consistency.ts";
import { fitLogistic, type LikelihoodModel, takePart } from "../statistics/likelihood-models.ts";
import { standardise, toDataUnits } from "../statistics/standardise.ts";
import { subtractFitted } from "../statistics/subtract-fitted.ts";
import { type Design, readDesign, requireCases, requireVariation, type Term } from "./regression-design.ts";

/** What is regressed on what; names of variables. */
export interface LogitRequest {
  readonly outcome: string;
  readonly predictors: readonly string[];
}

/** One coefficient with its Wald test; the odds ratio and its 95 % interval are null where they exceed every number. */
export interface LogitCoefficient extends Term, Tail {
  readonly estimate: number;
  readonly se: number;
  readonly z: number;
  readonly oddsRatio: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
}

/**
 * What each of the models says of itself; `likelihoodRatio` is against the model without predictors. With a weight tests are
 * by t (`z` holds it) and Wald's F (`wald`) on the degrees of freedom of the design, likelihoods are null, and McFadden's
 * share is of the pseudo-likelihood.
 */
export interface LogitFit {
  readonly n: number;
  /** The sum of weights; null without a weight. */
  readonly weightedN: number | null;
  readonly logLik: number | null;
  readonly aic: number | null;
  readonly mcFadden: number;
  readonly nagelkerke: number | null;
  readonly likelihoodRatio: (Tail & { readonly statistic: number; readonly df: number }) | null;
  readonly wald: FTest | null;
  readonly coefficients: readonly LogitCoefficient[];
  readonly warnings: readonly string[];
}

/** `events` counts outcomes of 1; `accuracy` is the share of cases on the right side of one half. */
export interface LogisticResult extends LogitFit {
  readonly events: number;
  readonly accuracy: number;
}

/** Fits a binary outcome. Throws with other outcomes than 0 and 1, too few cases, dependent predictors, and separated data. */
export function fitLogisticRegression(data: Dataset, { outcome, predictors }: LogitRequest): LogisticResult {
  const { design, values, events } = readBinary(data, { outcome, predictors }, []);
  const scaled = prepare(design);
  const model = fitLogistic([design.columns[0] ?? new Float64Array(), ...scaled.columns], values);
  if (model === null) throw separated(outcome, suspect(design, values));
  const { estimates, covariances } = toDataUnits(model, scaled, { cuts: 1, sign: -1 });
  const share = events / values.length;
  const empty = values.length * (share * Math.log(share) + (1 - share) * Math.log(1 - share));
  return {
    ...describeFit(design, { ...model, estimates, covariances }, { empty, n: values.length, first: 0 }),
    events,
    accuracy: shareRight(design, values, estimates),
    warnings: warnOfFew(Math.min(events, values.length - events), design.columns.length - 1),
  };
}

/** A binary outcome over the complete cases of its predictors. Throws with other outcomes than 0 and 1, and with too few cases. */
export function readBinary(data: Dataset, { outcome, predictors }: LogitRequest, also: readonly Float64Array[]) {
  const y = readNumbers(data, outcome);
  const design = readDesign(data, predictors, [y, ...also]);
  const values = pickRows(y, design.rows);
  const other = values.find((value) => value !== 0 && value !== 1);
  if (other !== undefined) throw notBinary(outcome, other);
  requireCases(`logistic regression of “${outcome}”`, design);
  const events = values.reduce((sum, value) => sum + value, 0);
  if (events === 0 || events === values.length) throw noVariation(outcome);
  return { design, values, events };
}

/** The share of cases whose fitted share is on their side of one half. */
export function shareRight({ columns }: Design, values: Float64Array, estimates: Float64Array): number {
  const below = subtractFitted(new Float64Array(values.length), columns, estimates);
  let right = 0;
  for (let row = 0; row < values.length; row += 1) if ((below[row] ?? 0) <= 0 === (values[row] === 1)) right += 1;
  return right / values.length;
}

/** Standardised predictors; refuses constant ones and those that others make up. */
export function prepare(design: Design) {
  requireVariation(design);
  const slopes = design.columns.slice(1);
  const dependent = findDependent(slopes);
  if (dependent !== null) throw predictorDependent(design.terms[dependent + 1]?.variable ?? "", false);
  return standardise(slopes);
}

/** A column keeps at least this share of its squares beside others in a part of the cases that speaks for all. */
const farFromDependent = 1e-3;

/**
 * The place of a column that those before it make up. What a part of many cases leaves of each column, all of them leave at
 * least: where that is a good share, the part answers for all.
 */
function findDependent(columns: readonly Float64Array[]): number | null {
  const take = takePart(columns[0]?.length ?? 0);
  const part = take && factorCholesky(toCorrelations(covarianceMatrix(columns.map(take))));
  const isFar = part && "lower" in part && part.lower.every((row, place) => (row[place] ?? 0) ** 2 > farFromDependent);
  if (isFar) return null;
  const factored = factorCholesky(toCorrelations(covarianceMatrix(columns)));
  return "singular" in factored ? factored.singular : null;
}

/** The predictor that most likely separates: the one whose values overlap least between low and high outcomes. */
export function suspect({ columns, terms }: Design, outcome: Float64Array): string {
  const middle = outcome.reduce((sum, value) => sum + value, 0) / outcome.length;
  const overlaps = columns.slice(1).map((column) => {
    const [low, high] = [
      column.filter((_, row) => (outcome[row] ?? 0) < middle),
      column.filter((_, row) => (outcome[row] ?? 0) >= middle),
    ];
    const inside = (list: Float64Array, other: Float64Array): number => {
      const [from, to] = [Math.min(...other.slice(0, 10_000)), Math.max(...other.slice(0, 10_000))];
      return list.filter((value) => value > from && value < to).length;
    };
    return inside(low, high) + inside(high, low);
  });
  const least = overlaps.indexOf(Math.min(...overlaps));
  return terms[least + 1]?.variable ?? "";
}

/** What a model says of itself and of each coefficient; `empty` is the likelihood without predictors, `first` the place of the first coefficient. */
export function describeFit(
  { terms, columns }: Design,
  { estimates, covariances, logLik }: LikelihoodModel,
  { empty, n, first }: { readonly empty: number; readonly n: number; readonly first: number },
): Omit<LogitFit, "warnings"> {
  const df = estimates.length - Math.max(1, first);
  const snell = -Math.expm1((2 * (empty - logLik)) / n);
  return {
    n,
    weightedN: null,
    wald: null,
    logLik,
    aic: 2 * estimates.length - 2 * logLik,
    mcFadden: Math.max(0, 1 - logLik / empty),
    nagelkerke: snell / -Math.expm1((2 * empty) / n) || 0,
    likelihoodRatio: testLikelihood(logLik - empty, df),
    coefficients: columns.map((_, place) => {
      const estimate = (estimates[first + place] ?? 0) || 0;
      const se = Math.sqrt(covariances[first + place]?.[first + place] ?? 0);
      const term = terms[place] ?? { term: "", variable: null, value: null, reference: null };
      return describeCoefficient(term, { estimate, se }, { tail: normalTail, critical: normalCritical95 });
    }),
  };
}

/** The likelihood ratio test of a gain in the logarithm of the likelihood. */
export function testLikelihood(gain: number, df: number): LogitFit["likelihoodRatio"] {
  const statistic = Math.max(0, 2 * gain);
  return { statistic, df, ...chiSquareTail(statistic, df) };
}

/** One coefficient with its test and, by the distribution's 95 % point `critical`, the interval of its odds ratio. */
export function describeCoefficient(
  term: Term,
  { estimate, se }: { readonly estimate: number; readonly se: number },
  { tail, critical }: { readonly tail: (z: number) => Tail; readonly critical: number },
): LogitCoefficient {
  const z = estimate / se;
  return {
    ...term,
    estimate,
    se,
    z,
    ...tail(z),
    oddsRatio: toRatio(estimate),
    ciLow: toRatio(estimate - critical * se),
    ciHigh: toRatio(estimate + critical * se),
  };
}

/** A logarithm of odds as their ratio; null beyond every number. */
function toRatio(log: number): number | null {
  const ratio = Math.exp(log);
  return Number.isFinite(ratio) ? ratio : null;
}

/** A warning where the rarest outcome has fewer than ten cases a coefficient. */
export function warnOfFew(rarest: number, coefficients: number): readonly string[] {
  if (rarest >= 10 * coefficients) return [];
  return [
    `the rarest outcome has ${rarest} cases, fewer than ten a coefficient: take fewer predictors or merge values`,
  ];
}
