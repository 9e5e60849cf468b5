import { completeRows, pickRows } from "../dataset/complete-columns.ts";
import { openDesign } from "../dataset/open-design.ts";
import { readCategories, readNumbers } from "../dataset/read-column.ts";
import { notTwoGroups, noVariation, tooFew } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import type { DesignRequest } from "../registry/param-roles.ts";
import { differenceError, estimateGroupMeans, type GroupMeans } from "../statistics/design-estimates.ts";
import { isRounding, largestSize } from "../statistics/is-rounding.ts";
import { testDifference } from "../statistics/t-test.ts";
import type { TTestResult } from "./t-test-samples.ts";

interface WeightedRequest extends DesignRequest {
  readonly weight: string;
  readonly variable?: string | undefined;
  readonly by?: string | undefined;
  readonly mu?: number | undefined;
  readonly paired?: readonly [string, string] | undefined;
}

/**
 * Means of cases with weights, compared by linearised errors: two groups as R's `svyttest`, on the degrees of freedom of the
 * design less one; one sample against `mu`, or differences of pairs against 0, on those of the design. Cohen's d divides by
 * the weighted deviation, of two groups the pooled one. Throws with other than two groups, too few clusters, or no variation.
 */
export function testWeighted(data: Dataset, request: WeightedRequest, domain: Uint8Array | undefined): TTestResult {
  const { paired, variable = "", by, mu = 0 } = request;
  if (by !== undefined) return compareWeightedGroups(data, { ...request, variable, by }, domain);
  const names = paired ?? [variable];
  const columns = names.map((name) => readNumbers(data, name));
  const open = openDesign(data, request, domain);
  const rows = completeRows([...columns, open.weights]);
  const [first = new Float64Array(), second] = columns.map((column) => pickRows(column, rows));
  const values = second === undefined ? first : first.map((value, place) => value - (second[place] ?? 0));
  const cases = open.placeCases(rows);
  const what = `weighted t test of “${names.join("” and “")}”`;
  if (rows.length < 2 || cases.degrees < 1)
    throw tooFew(what, "clusters beyond the number of strata", `${cases.degrees} more`);
  const same = new Int32Array(rows.length);
  const of = (list: Float64Array): GroupMeans => estimateGroupMeans(cases, list, same, 1);
  const found = of(values);
  const variance = found.variances[0] ?? 0;
  const size = Math.max(largestSize(first), largestSize(second ?? []));
  if (isRounding(variance, size)) throw noVariation(second === undefined ? variable : names.join(" − "));
  const difference = (found.means[0] ?? 0) - (second === undefined ? mu : 0);
  return {
    n: rows.length,
    weightedN: cases.weightedN,
    ...testDifference(difference, Math.sqrt(found.covariances[0]?.[0] ?? 0), cases.degrees),
    cohenD: difference / Math.sqrt(variance),
    hedgesG: null,
    groups: [first, ...(second === undefined ? [] : [second])].map((list, place) =>
      summarise(names[place] ?? "", of(list), 0),
    ),
  };
}

function compareWeightedGroups(
  data: Dataset,
  request: WeightedRequest & { readonly variable: string; readonly by: string },
  domain: Uint8Array | undefined,
): TTestResult {
  const { variable, by } = request;
  const { rows, values, codes, names, cases } = readWeightedGroups(data, request, domain);
  const what = `weighted t test of “${variable}” by “${by}”`;
  if (names.length !== 2) throw notTwoGroups(what, "anova", names.length);
  const degrees = cases.degrees - 1;
  if (degrees < 1) throw tooFew(what, "at least two clusters more than strata", `${cases.degrees} more`);
  const found = estimateGroupMeans(cases, values, codes, 2);
  const [n1 = 0, n2 = 0] = found.weightedN;
  const [v1 = 0, v2 = 0] = found.variances;
  const pooled = (n1 * v1 + n2 * v2) / (n1 + n2);
  const se = differenceError(found, 0, 1);
  if (isRounding(pooled, largestSize(values)) || !(se > 0)) throw noVariation(variable);
  const difference = (found.means[0] ?? 0) - (found.means[1] ?? 0);
  return {
    n: rows.length,
    weightedN: cases.weightedN,
    ...testDifference(difference, se, degrees),
    cohenD: difference / Math.sqrt(pooled),
    hedgesG: null,
    groups: names.map((name, place) => summarise(name, found, place)),
  };
}

/** Complete cases with a weight, by the groups they are in; groups without a case are left out. */
export function readWeightedGroups(
  data: Dataset,
  { variable, by, ...names }: DesignRequest & Record<"variable" | "by" | "weight", string>,
  domain: Uint8Array | undefined,
) {
  const numbers = readNumbers(data, variable);
  const groups = readCategories(data, by);
  const open = openDesign(data, names, domain);
  const grouped = Float64Array.from(groups.codes, (code) => (code < 0 ? Number.NaN : code));
  const rows = completeRows([numbers, grouped, open.weights]);
  const found = Int32Array.from(rows, (row) => groups.codes[row] ?? 0);
  const used = [...new Set(found)].sort((a, b) => a - b);
  const places = new Map(used.map((code, place) => [code, place]));
  return {
    rows,
    values: pickRows(numbers, rows),
    codes: found.map((code) => places.get(code) ?? 0),
    names: used.map((code) => groups.values[code] ?? ""),
    cases: open.placeCases(rows),
  };
}

/** A group as results list it. */
export function summarise(group: string, { means, variances, sizes }: GroupMeans, place: number) {
  const n = sizes[place] ?? 0;
  return { group, n, mean: means[place] ?? 0, sd: n > 1 ? Math.sqrt(variances[place] ?? 0) : null };
}
