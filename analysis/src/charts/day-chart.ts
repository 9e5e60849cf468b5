import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, palette } from "./chart-theme.ts";

/** Columns by day in the order given; days are names here, so none between them is made up. */
export function makeDayChart(
  days: readonly { readonly day: string; readonly count: number }[],
  axisTitle: string,
): ChartSpec {
  return makeChart({
    data: { values: days },
    height: 160,
    mark: { type: "bar", color: palette.main },
    encoding: {
      x: {
        field: "day",
        type: "nominal",
        sort: null,
        title: null,
        axis: { labelAngle: days.length > 6 ? -45 : 0, labelOverlap: true },
        // few days stay as narrow as many
        scale: { paddingInner: 0.25, paddingOuter: Math.max(0.25, (12 - days.length) / 2) },
      },
      y: {
        field: "count",
        type: "quantitative",
        title: axisTitle,
        scale: { zero: true, nice: true },
        axis: { tickMinStep: 1 },
      },
    },
  });
}
