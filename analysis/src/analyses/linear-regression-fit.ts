import { pickRows } from "../dataset/complete-columns.ts";
import { readCategories, readNumbers } from "../dataset/read-column.ts";
import { studentCritical, studentTail, type Tail } from "../distributions/tails.ts";
import { noVariation, predictorDependent, tooFew } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import type { DesignRequest } from "../registry/param-roles.ts";
import { isRounding, largestSize } from "../statistics/is-rounding.ts";
import { largestCook } from "../statistics/largest-cook.ts";
import {
  clusterErrors,
  durbinWatson,
  fitLinear,
  inflationFactors,
  type LinearModel,
  robustErrors,
  testEqualVariances,
} from "../statistics/linear-model.ts";
import { sumPowers } from "../statistics/moments.ts";
import { type Design, readDesign, requireCases, requireVariation, type Term } from "./regression-design.ts";

/** What is regressed on what, by which design and with which errors. */
export interface LinearRequest extends DesignRequest {
  readonly outcome: string;
  readonly predictors: readonly string[];
  readonly robust?: "HC3" | undefined;
}

/** One coefficient. Tests are null where the fit is perfect; those by clusters where none were asked for, on their number less one. */
export interface LinearCoefficient extends Term {
  readonly estimate: number;
  readonly se: number;
  readonly t: number | null;
  readonly p: number | null;
  readonly log10P: number | null;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** In standard deviations of outcome and predictor; null for the intercept. */
  readonly beta: number | null;
  /** HC3 on n − p degrees of freedom where it was asked for; else by clusters, where those were; else null. */
  readonly robustSe: number | null;
  readonly robustT: number | null;
  readonly robustP: number | null;
  readonly clusterSe: number | null;
  readonly clusterT: number | null;
  readonly clusterP: number | null;
}

/** With a weight errors are linearised, tests by t and Wald's F on `df2`, the degrees of freedom of the design less coefficients but one, and diagnostics of single cases are null. */
export interface LinearResult {
  readonly n: number;
  /** The sum of weights; null without a weight. */
  readonly weightedN: number | null;
  readonly rSquared: number;
  readonly adjustedRSquared: number;
  readonly fStatistic: number | null;
  readonly df1: number;
  readonly df2: number;
  readonly p: number | null;
  readonly log10P: number | null;
  readonly sigma: number;
  readonly coefficients: readonly LinearCoefficient[];
  /** Variance inflation by predictor, in their order. */
  readonly vif: readonly number[];
  readonly clusters: number | null;
  readonly breuschPagan: (Tail & { readonly statistic: number; readonly df: number }) | null;
  readonly durbinWatson: number | null;
  readonly largestCook: number | null;
  readonly warnings: readonly string[];
}

/** Fits over complete cases. Throws with too few of them, without variation, and where a predictor follows from others. */
export function fitLinearRegression(data: Dataset, request: LinearRequest): LinearResult {
  const y = readNumbers(data, request.outcome);
  const cluster = request.cluster === undefined ? null : readCategories(data, request.cluster);
  const also = cluster === null ? [y] : [y, Float64Array.from(cluster.codes, (code) => (code < 0 ? Number.NaN : code))];
  const design = readDesign(data, request.predictors, also);
  requireCases(`regression of “${request.outcome}”`, design);
  const outcome = pickRows(y, design.rows);
  const spread = sumPowers(outcome).squares / (outcome.length - 1);
  if (isRounding(spread, largestSize(outcome))) throw noVariation(request.outcome);
  requireVariation(design);
  const model = fitLinear(design.columns, outcome);
  if ("singular" in model) throw predictorDependent(design.terms[model.singular]?.variable ?? "", false);
  const codes = cluster && Int32Array.from(design.rows, (row) => cluster.codes[row] ?? 0);
  const groups = codes && groupClusters(codes, request.cluster ?? "");
  const robust = request.robust === undefined ? null : robustErrors(design.columns, model);
  const clustered = groups && clusterErrors(design.columns, model, groups.codes, groups.count);
  const perfect = model.fTest === null;
  return {
    n: outcome.length,
    weightedN: null,
    rSquared: model.rSquared,
    adjustedRSquared: model.adjustedRSquared,
    fStatistic: model.fTest?.statistic ?? null,
    df1: model.df1,
    df2: model.df2,
    p: model.fTest?.p ?? null,
    log10P: model.fTest?.log10P ?? null,
    sigma: model.sigma,
    coefficients: describeCoefficients(design, model, {
      wantsRobust: request.robust !== undefined,
      robust,
      clustered,
      clusters: groups?.count ?? 0,
      sd: Math.sqrt(spread),
    }),
    vif: inflationFactors(model.unscaled, design.groups),
    clusters: groups?.count ?? null,
    breuschPagan: perfect ? null : testEqualVariances(model),
    durbinWatson: perfect ? null : durbinWatson(model.residuals),
    largestCook: perfect ? null : largestCook(design.columns, model),
    warnings: [
      ...(perfect
        ? [
            "the predictors determine the outcome in full: tests say nothing, look for a predictor that is part of the outcome",
          ]
        : []),
      ...(request.robust !== undefined && robust === null
        ? ["a case has a leverage of 1, so HC3 is not defined: merge rare values"]
        : []),
      ...(groups !== null && groups.count < 20
        ? [`only ${groups.count} clusters: their errors are too small below about 20, read with care`]
        : []),
    ],
  };
}

/** Clusters in use, counted from 0. */
function groupClusters(codes: Int32Array, name: string): { readonly codes: Int32Array; readonly count: number } {
  const used = [...new Set(codes)];
  if (used.length < 2)
    throw tooFew(`errors by clusters of “${name}”`, "at least two clusters among complete cases", String(used.length));
  const places = new Map(used.map((code, place) => [code, place]));
  return { codes: codes.map((code) => places.get(code) ?? 0), count: used.length };
}

interface OtherErrors {
  readonly wantsRobust: boolean;
  readonly robust: readonly number[] | null;
  readonly clustered: readonly number[] | null;
  readonly clusters: number;
  readonly sd: number;
}

function describeCoefficients(
  { terms }: Design,
  model: LinearModel,
  others: OtherErrors,
): readonly LinearCoefficient[] {
  const critical = studentCritical(0.95, model.df2);
  return terms.map((term, place) => {
    const estimate = (model.estimates[place] ?? 0) || 0;
    const se = model.sigma * Math.sqrt(model.unscaled[place]?.[place] ?? 0);
    const plain = testBy(estimate, se, model.df2);
    const [robust, cluster] = [others.robust?.[place] ?? null, others.clustered?.[place] ?? null];
    const byCluster = testBy(estimate, cluster, others.clusters - 1);
    const byRobust = others.wantsRobust ? testBy(estimate, robust, model.df2) : byCluster;
    const sd = Math.sqrt((model.factored.spreads[place] ?? 0) / (model.residuals.length - 1));
    return {
      ...term,
      estimate,
      se,
      t: plain.t,
      p: plain.p,
      log10P: plain.log10P,
      ciLow: estimate - critical * se,
      ciHigh: estimate + critical * se,
      beta: place === 0 ? null : (estimate * sd) / others.sd,
      robustSe: others.wantsRobust ? robust : cluster,
      robustT: byRobust.t,
      robustP: byRobust.p,
      clusterSe: cluster,
      clusterT: byCluster.t,
      clusterP: byCluster.p,
    };
  });
}

/** A test of an estimate by t; null where there is no error to test it by. */
export function testBy(
  estimate: number,
  se: number | null,
  df: number,
): { readonly t: number | null; readonly p: number | null; readonly log10P: number | null } {
  if (se === null || !(se > 0)) return { t: null, p: null, log10P: null };
  const t = estimate / se;
  return { t, ...studentTail(t, df) };
}
