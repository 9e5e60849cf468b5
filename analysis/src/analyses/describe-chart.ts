import { makeBoxChart } from "../charts/box-chart.ts";
import { makeIntervalChart } from "../charts/interval-chart.ts";
import { makeRadarChart } from "../charts/radar-chart.ts";
import { scaleLimits } from "../dataset/scale-limits.ts";
import type { ChartSpec, PresentationContext } from "../model/presentation.ts";
import { nameValue, nameVariable, say } from "../presentation/wording.ts";
import type { DescribedPart, DescribeResult } from "./describe-result.ts";
import { drawDistricts } from "./place-districts.ts";

/** Variables, or their groups where groups were asked for, with what they are called beside each other. */
function nameParts(
  { variables }: DescribeResult,
  by: string | undefined,
  context: PresentationContext,
): readonly (readonly [string, DescribedPart])[] {
  return variables.flatMap((one): readonly (readonly [string, DescribedPart])[] => {
    const name = nameVariable(one.variable, context);
    if (one.groups === null || by === undefined) return [[name, one]];
    const before = variables.length === 1 ? "" : `${name}${say(context, "：", ": ")}`;
    return one.groups.map((part) => [`${before}${nameValue(by, part.group, context)}`, part]);
  });
}

/** Box plots, one below the other, by group where groups were asked for; null where nothing has a value. */
export function drawBoxes(
  result: DescribeResult,
  by: string | undefined,
  context: PresentationContext,
): ChartSpec | null {
  const boxes = nameParts(result, by, context).flatMap(([label, { box }]) => (box === null ? [] : [{ label, ...box }]));
  const [only] = result.variables;
  const title =
    result.variables.length === 1 ? nameVariable(only?.variable ?? "", context) : say(context, "取值", "Value");
  return boxes.length === 0 ? null : makeBoxChart(boxes, title);
}

/** Means with their intervals, one below the other, by group where groups were asked for; null where nothing has a mean. */
export function drawMeans(
  result: DescribeResult,
  by: string | undefined,
  context: PresentationContext,
): ChartSpec | null {
  const points = nameParts(result, by, context).flatMap(([label, { mean, ciLow, ciHigh }]) =>
    mean === null ? [] : [{ label, value: mean, low: ciLow, high: ciHigh }],
  );
  return points.length === 0
    ? null
    : makeIntervalChart(points, say(context, "均值及95%置信区间", "Mean and 95 % interval"));
}

/** A mean of fewer cases is marked on a map. */
const fewestForMean = 10;

/** Means of one variable by district on a map; null where no district has a mean. */
export function drawMap({ variables }: DescribeResult, by: string, context: PresentationContext): ChartSpec | null {
  const [one] = variables;
  const means = (one?.groups ?? []).map(({ group, mean, n }) => ({ category: group, value: mean, n }));
  const title = say(context, "均值", "Mean");
  return drawDistricts(by, means, { title, digits: 2, unit: "", fewest: fewestForMean }, context);
}

/** Groups beyond these are not told apart around a radar. */
const mostLines = 6;

/**
 * Means around a radar, a line a group; null with fewer than three variables that have a mean, more than six groups, or
 * variables that do not declare one and the same scale: another drawing tells those better.
 */
export function drawRadar(
  result: DescribeResult,
  by: string | undefined,
  context: PresentationContext,
): ChartSpec | null {
  const limits = result.variables.map(({ variable }) => {
    const described = context.variables.find(({ name }) => name === variable);
    return described === undefined ? null : scaleLimits(described);
  });
  const [scale] = limits;
  const shared = limits.every((one) => one?.min === scale?.min && one?.max === scale?.max);
  const groups = by === undefined ? [null] : (result.variables[0]?.groups ?? []).map(({ group }) => group);
  if (!scale || !shared || limits.length < 3 || groups.length > mostLines) return null;
  const series = groups.flatMap((group, place) => {
    const means = result.variables.map((one) => (group === null ? one : one.groups?.[place])?.mean ?? null);
    const name = group === null ? say(context, "合计", "All") : nameValue(by ?? "", group, context);
    return means.includes(null) ? [] : [{ name, values: means.map(Number) }];
  });
  const axes = result.variables.map(({ variable }) => nameVariable(variable, context));
  return series.length === 0 ? null : makeRadarChart(axes, series, scale);
}
