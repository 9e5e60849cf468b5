import { mean, sampleStandardDeviation, sampleVariance } from "simple-statistics";
import { readNumbers } from "../dataset/read-column.ts";
import { notTwoGroups, noVariation, tooFew } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { type Box, boxOf } from "../statistics/box.ts";
import { type GroupSummary, groupValues } from "../statistics/group-values.ts";
import { isRounding, largestSize } from "../statistics/is-rounding.ts";
import { compareGroups, compareWithMean, type MeanComparison } from "../statistics/t-test.ts";

/** A comparison of means with the samples it compares; `n` counts cases, or pairs. With a weight means and deviations are weighted, and Hedges' g is null. */
export interface TTestResult extends MeanComparison {
  readonly n: number;
  /** The sum of weights; null without a weight. */
  readonly weightedN: number | null;
  readonly groups: readonly GroupSummary[];
  /** For a box plot of two groups, where one was asked for. */
  readonly boxes?: readonly Box[];
}

function summarise(group: string, values: readonly number[]): GroupSummary {
  return {
    group,
    n: values.length,
    mean: mean(values as number[]),
    sd: values.length > 1 ? sampleStandardDeviation(values as number[]) : null,
  };
}

/** Two groups of a variable, Welch unless variances are taken as equal; the first is the smaller value. Throws with other than two groups, fewer than two cases in one, or no variation. */
export function testTwo(
  data: Dataset,
  {
    variable,
    by,
    equalVariances,
    boxes,
  }: { readonly variable: string; readonly by: string; readonly equalVariances: boolean; readonly boxes: boolean },
): TTestResult {
  const groups = groupValues(data, variable, by);
  const [a, b] = groups;
  if (a === undefined || b === undefined || groups.length !== 2)
    throw notTwoGroups(`t test of “${variable}” by “${by}”`, "anova", groups.length);
  const small = [a, b].find(({ values }) => values.length < 2);
  if (small)
    throw tooFew(
      `t test of “${variable}”, group “${small.group}”`,
      "at least two valid cases",
      String(small.values.length),
    );
  refuseConstant(variable, [a.values, b.values]);
  return {
    n: a.values.length + b.values.length,
    weightedN: null,
    ...compareGroups(a.values, b.values, equalVariances),
    groups: [summarise(a.group, a.values), summarise(b.group, b.values)],
    ...(boxes && { boxes: [a, b].flatMap(({ values }) => boxOf(values) ?? []) }),
  };
}

/** One sample against `mu`. Throws with fewer than two cases or no variation. */
export function testOne(data: Dataset, variable: string, mu: number): TTestResult {
  const values = [...readNumbers(data, variable)].filter((value) => !Number.isNaN(value));
  if (values.length < 2) throw tooFew(`t test of “${variable}”`, "at least two valid cases", String(values.length));
  refuseConstant(variable, [values]);
  return { n: values.length, weightedN: null, ...compareWithMean(values, mu), groups: [summarise(variable, values)] };
}

/** Pairs of two variables. Throws with fewer than two complete pairs or equal differences. */
export function testPairs(data: Dataset, [first, second]: readonly [string, string]): TTestResult {
  const [a, b] = [readNumbers(data, first), readNumbers(data, second)];
  const rows = [...a.keys()].filter((row) => !Number.isNaN(a[row]) && !Number.isNaN(b[row]));
  if (rows.length < 2)
    throw tooFew(`paired t test of “${first}” and “${second}”`, "at least two complete pairs", String(rows.length));
  const pick = (values: Float64Array): number[] => rows.map((row) => values[row] ?? Number.NaN);
  const [left, right] = [pick(a), pick(b)];
  const differences = left.map((value, index) => value - (right[index] ?? Number.NaN));
  refuseConstant(`${first} − ${second}`, [differences], largestSize([...left, ...right]));
  return {
    n: rows.length,
    weightedN: null,
    ...compareWithMean(differences, 0),
    groups: [summarise(first, left), summarise(second, right)],
  };
}

/** Refuses samples none of which varies beyond the rounding of numbers of the `size` they were computed from. */
function refuseConstant(name: string, samples: readonly (readonly number[])[], size?: number): void {
  const constant = samples.every((values) =>
    isRounding(sampleVariance(values as number[]), size ?? largestSize(values)),
  );
  if (constant) throw noVariation(name);
}
