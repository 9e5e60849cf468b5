import { noVariation, tooFew, tooMany } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import type { DesignRequest } from "../registry/param-roles.ts";
import { compareByT, type PairwiseMethod } from "../statistics/anova.ts";
import { differenceError, estimateGroupMeans, testEqualMeans } from "../statistics/design-estimates.ts";
import { isRounding, largestSize } from "../statistics/is-rounding.ts";
import { type AnovaResult, mostGroups } from "./anova-result.ts";
import { readWeightedGroups, summarise } from "./t-test-weighted.ts";

interface WeightedRequest extends DesignRequest {
  readonly variable: string;
  readonly by: string;
  readonly weight: string;
  readonly postHoc: string;
}

/**
 * Means of groups of cases with weights: Wald's F as R's `regTermTest` of `svyglm`, on the degrees of freedom of the design
 * less groups less one; pairs by t on as many. Throws with fewer than two groups, too few clusters, or no variation.
 */
export function analyseWeighted(data: Dataset, request: WeightedRequest, domain: Uint8Array | undefined): AnovaResult {
  const { variable, by, postHoc } = request;
  const { rows, values, codes, names, cases } = readWeightedGroups(data, request, domain);
  const what = `weighted analysis of variance of “${variable}” by “${by}”`;
  const k = names.length;
  if (k < 2) throw tooFew(what, "at least two groups with valid cases", String(k));
  if (k > mostGroups) throw tooMany(what, `${mostGroups} groups`, k);
  const degrees = cases.degrees + 1 - k;
  if (degrees < 1) throw tooFew(what, `at least ${k} clusters more than strata`, `${cases.degrees} more`);
  const found = estimateGroupMeans(cases, values, codes, k);
  const scale = rows.length / cases.weightedN;
  const sum = (share: (group: number) => number): number =>
    names.reduce((total, _, group) => total + scale * (found.weightedN[group] ?? 0) * share(group), 0);
  const grand = sum((group) => found.means[group] ?? 0) / rows.length;
  const ssBetween = sum((group) => ((found.means[group] ?? 0) - grand) ** 2);
  const ssWithin = sum((group) => {
    const size = found.sizes[group] ?? 1;
    return ((found.variances[group] ?? 0) * (size - 1)) / size;
  });
  if (isRounding(ssWithin / rows.length, largestSize(values))) throw noVariation(variable);
  const test = testEqualMeans(found, degrees);
  if (test === null) throw noVariation(variable);
  const means = names.map((name, place) => summarise(name, found, place));
  return {
    n: rows.length,
    weightedN: cases.weightedN,
    ssBetween,
    ssWithin,
    dfBetween: test.df1,
    dfWithin: test.df2,
    statistic: test.statistic,
    p: test.p,
    log10P: test.log10P,
    etaSquared: ssBetween / (ssBetween + ssWithin),
    omegaSquared: null,
    welch: null,
    levene: null,
    groups: means,
    postHoc: isPairwise(postHoc)
      ? compareByT(names, { method: postHoc, df: degrees }, (a, b) => ({
          difference: (found.means[a] ?? 0) - (found.means[b] ?? 0),
          se: differenceError(found, a, b),
        }))
      : [],
  };
}

function isPairwise(postHoc: string): postHoc is PairwiseMethod {
  return postHoc === "bonferroni" || postHoc === "lsd";
}
