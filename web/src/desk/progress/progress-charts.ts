import {
  type ChartSpec,
  makeBarChart,
  makeDayChart,
  makeHeatMap,
  makeIntervalChart,
  makeStackedChart,
} from "@diaoyan/analysis";
import type { Progress } from "@diaoyan/api/contract";

/** A text of the study in the language of the page. */
type Show = (text: { readonly zh: string; readonly en?: string | undefined }) => string;
type Quota = NonNullable<Progress["quota"]>;
type Cell = Quota["cells"][number];

/** Names of the groups of a cell, in the order of the axes. */
export function namesOf(
  { axes }: Pick<Quota, "axes">,
  { groups }: Pick<Cell, "groups">,
  show: Show,
): readonly string[] {
  return groups.map((id, place) => {
    const group = axes[place]?.groups.find((one) => one.id === id);
    return group === undefined ? id : show(group.label);
  });
}

/** How much of its target a cell has reached, 0 to 100; a withheld count shows no colour. */
export function percentOf({ valid, target }: Pick<Cell, "valid" | "target">): number {
  if (valid === null) return 0;
  return target === 0 ? 100 : Math.min(100, Math.round((valid / target) * 100));
}

const reached = ({ valid, target }: Cell): string => `${valid ?? "—"}/${target}`;

/** The cells of a plan of two axes as a matrix of colours. */
export function drawQuotaMap(quota: Quota, show: Show, legend: string): ChartSpec | null {
  if (quota.axes.length !== 2) return null;
  const cells = quota.cells.map((cell) => {
    const [row = "", column = ""] = namesOf(quota, cell, show);
    return { row, column, value: percentOf(cell), text: reached(cell) };
  });
  return makeHeatMap(cells, [0, 100], legend);
}

/** One bar a cell, in the order of the plan. */
export function drawQuotaBars(quota: Quota, show: Show, axisTitle: string): ChartSpec {
  const bars = quota.cells.map((cell) => ({
    label: namesOf(quota, cell, show).join(" × "),
    value: percentOf(cell),
    text: reached(cell),
  }));
  return makeBarChart(bars, axisTitle);
}

export function drawDays(days: Progress["days"], axisTitle: string): ChartSpec | null {
  const shown = days.flatMap(({ day, count }) => (count === null ? [] : [{ day, count }]));
  return shown.length === 0 ? null : makeDayChart(shown, axisTitle);
}

export function drawMeans(constructs: Progress["constructs"], show: Show, axisTitle: string): ChartSpec | null {
  const points = constructs.flatMap(({ label, mean, low, high }) =>
    mean === null ? [] : [{ label: show(label), value: mean, low, high }],
  );
  return points.length === 0 ? null : makeIntervalChart(points, axisTitle);
}

/** Answers as shares of what is shown, lowest code first; constructs of another scale than the first stand in the table only. */
export function drawDistributions(
  constructs: Progress["constructs"],
  show: Show,
  titles: { readonly axis: string },
): ChartSpec | null {
  const whole = constructs.filter(({ distribution }) => distribution.length > 0);
  const labels = new Map(
    whole.flatMap(({ distribution }) => distribution.map(({ code, label }) => [code, show(label)])),
  );
  const codes = [...labels.keys()].sort((left, right) => left - right);
  const shares = whole.flatMap(({ label, distribution }) => {
    const total = distribution.reduce((sum, { count }) => sum + (count ?? 0), 0);
    if (total === 0) return [];
    return codes.map((code) => ({
      row: show(label),
      category: String(code),
      percent: (100 * (distribution.find((one) => one.code === code)?.count ?? 0)) / total,
    }));
  });
  return shares.length === 0 ? null : makeStackedChart(shares, { axis: titles.axis, legend: null });
}
