import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, palette } from "./chart-theme.ts";

/** A mean with its interval; limits are null where there is none. */
export interface IntervalPoint {
  readonly label: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Points with their 95 % intervals, one a row (forest plot); `zero` draws the line of no difference. */
export function makeIntervalChart(points: readonly IntervalPoint[], axisTitle: string, zero = false): ChartSpec {
  const y = { field: "label", type: "nominal", sort: null, title: null, axis: { labelLimit: 220 } };
  const x = { field: "value", type: "quantitative", title: axisTitle, scale: { zero } };
  const interval = {
    mark: { type: "rule", color: palette.main, strokeWidth: 1.5 },
    encoding: { x: { ...x, field: "low" }, x2: { field: "high" } },
  };
  // without any limit the scale of the layer would have no ends
  const bounded = points.length === 0 || points.some(({ low, high }) => low !== null && high !== null);
  return makeChart({
    data: { values: points },
    height: { step: 26 },
    encoding: { y },
    layer: [
      ...(zero ? [{ mark: { type: "rule", color: palette.neutral }, encoding: { x: { datum: 0 }, y: null } }] : []),
      ...(bounded ? [interval] : []),
      { mark: { type: "point", filled: true, size: 60, color: palette.main, opacity: 1 }, encoding: { x } },
    ],
  });
}
