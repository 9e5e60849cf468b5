import { makeIntervalChart } from "../charts/interval-chart.ts";
import type { ChartSpec, PresentationContext, TableCell } from "../model/presentation.ts";
import { countCell, formatNumber, numberCell, sayP } from "../presentation/format-number.ts";
import { say } from "../presentation/wording.ts";
import type { RankComparison } from "../statistics/rank-tests.ts";
import { middleOf, quantileAt } from "../statistics/select.ts";

/** A group, or a variable, as rank tests list it: median, quartiles (type 7), and mean rank where ranks are over all. */
export interface RankedGroup {
  readonly group: string;
  readonly n: number;
  readonly median: number;
  readonly q1: number;
  readonly q3: number;
  readonly meanRank: number | null;
}

/** Summarises the values of a group. */
export function describeRanked(group: string, values: ArrayLike<number>, meanRank: number | null): RankedGroup {
  const [q1, q3] = [quantileAt(values, 0.25), quantileAt(values, 0.75)];
  return { group, n: values.length, median: middleOf(values), q1, q3, meanRank };
}

/** Titles of the columns of `rankedCells`. */
export function rankedTitles(context: PresentationContext): readonly string[] {
  return [
    say(context, "组别", "Group"),
    "n",
    say(context, "中位数（四分位数）", "Median (quartiles)"),
    say(context, "平均秩", "Mean rank"),
  ];
}

/** Cells of a group: name, size, median with quartiles, mean rank. */
export function rankedCells(
  { n, median, q1, q3, meanRank }: RankedGroup,
  name: string,
  context: PresentationContext,
): readonly TableCell[] {
  const [m, low, high] = [median, q1, q3].map((value) => formatNumber(value, 2));
  const text = say(context, `${m}（${low}，${high}）`, `${m} (${low}, ${high})`);
  return [{ text: name }, countCell(n), { text, value: median, align: "right" }, numberCell(meanRank, 2)];
}

/** Medians with their quartiles. */
export function drawRanked(
  groups: readonly RankedGroup[],
  name: (group: string) => string,
  context: PresentationContext,
): ChartSpec {
  const points = groups.map(({ group, median, q1, q3 }) => ({ label: name(group), value: median, low: q1, high: q3 }));
  return makeIntervalChart(points, say(context, "中位数及四分位数", "Median and quartiles"));
}

/** What a note says of the exact test, behind the words on the approximation; nothing where there is none. */
export function noteExact({ exact }: Pick<RankComparison, "exact">, context: PresentationContext): string {
  return exact === null ? "" : say(context, `（精确检验${sayP(exact.p)}）`, ` (exact test: ${sayP(exact.p)})`);
}
