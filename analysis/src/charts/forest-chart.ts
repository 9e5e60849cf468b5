import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, palette } from "./chart-theme.ts";
import type { IntervalPoint } from "./interval-chart.ts";

/** Estimates with their intervals, one a row, against the line of no effect; on a scale of powers where they are ratios. */
export function makeForestChart(
  points: readonly IntervalPoint[],
  { axis, neutral, ratio }: { readonly axis: string; readonly neutral: number; readonly ratio: boolean },
): ChartSpec {
  const scale = ratio ? { type: "log" } : { zero: false };
  const x = { field: "value", type: "quantitative", title: axis, scale };
  return makeChart({
    data: { values: points },
    height: { step: 26 },
    encoding: { y: { field: "label", type: "nominal", sort: null, title: null, axis: { labelLimit: 220 } } },
    layer: [
      { mark: { type: "rule", color: "#8a9097", strokeDash: [4, 3] }, encoding: { x: { datum: neutral }, y: null } },
      {
        mark: { type: "rule", color: palette.main, strokeWidth: 1.5 },
        encoding: { x: { ...x, field: "low" }, x2: { field: "high" } },
      },
      { mark: { type: "point", filled: true, size: 60, color: palette.main, opacity: 1 }, encoding: { x } },
    ],
  });
}
