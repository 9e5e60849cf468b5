import { separated } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import type { DesignRequest } from "../registry/param-roles.ts";
import { countPlaces, fitProportionalOdds, scoreProportionalOdds } from "../statistics/likelihood-models.ts";
import { toDataUnits } from "../statistics/standardise.ts";
import { describeFit, type LogitFit, type LogitRequest, prepare, suspect, warnOfFew } from "./logit-fit.ts";
import { describeWeightedFit, openWeights, sumEmptyLikelihood, weighCases } from "./logit-weighted.ts";
import { type Design, readPlacedOutcome } from "./regression-design.ts";

/** Thresholds between neighbouring `categories`, with their errors. */
export interface OrdinalResult extends LogitFit {
  readonly categories: readonly string[];
  readonly thresholds: readonly number[];
  readonly thresholdErrors: readonly number[];
}

/** More categories than an ordered outcome may have. */
const mostCategories = 20;

/**
 * Fits an ordered outcome by proportional odds; with a weight by pseudo-likelihood, errors by linearisation (R's `svyolr`).
 * Throws as `fitLogisticRegression` does, with more than 20 categories, and with too few clusters.
 */
export function fitOrdinalRegression(
  data: Dataset,
  request: LogitRequest & DesignRequest,
  domain: Uint8Array | undefined,
): OrdinalResult {
  const { outcome } = request;
  const what = `ordinal regression of “${outcome}”`;
  const open = openWeights(data, request, domain);
  const { design, places, categories } = readPlacedOutcome(data, request, { what, most: mostCategories, also: open });
  const weighed = open && weighCases(open, design, what);
  const scaled = prepare(design);
  const model = fitProportionalOdds(scaled.columns, places, categories.length, weighed?.weights);
  if (model === null) throw separated(outcome, suspect(design, Float64Array.from(places)));
  const cuts = categories.length - 1;
  const counts = countPlaces(places, categories.length);
  const slopes: Design = { ...design, terms: design.terms.slice(1), columns: design.columns.slice(1) };
  const empty = sumEmptyLikelihood(countPlaces(places, categories.length, weighed?.weights));
  const covariances = weighed?.linearise(model, scoreProportionalOdds(scaled.columns, places, model.estimates));
  const units = toDataUnits({ ...model, ...(covariances && { covariances }) }, scaled, { cuts, sign: 1 });
  const found = { ...units, logLik: model.logLik };
  return {
    ...(weighed === null
      ? describeFit(slopes, found, { empty, n: places.length, first: cuts })
      : describeWeightedFit(slopes.terms, found, { empty, first: cuts, weighed })),
    categories,
    thresholds: Array.from(units.estimates.slice(0, cuts), (value) => value || 0),
    thresholdErrors: units.covariances.slice(0, cuts).map((row, place) => Math.sqrt(Math.max(0, row[place] ?? 0))),
    warnings: warnOfFew(Math.min(...counts), slopes.columns.length),
  };
}
