import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, palette } from "./chart-theme.ts";

/** One bar: its label, its length, and the text at its end. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
}

/** Horizontal bars in the order given, from zero, labelled at their ends. */
export function makeBarChart(bars: readonly Bar[], axisTitle: string): ChartSpec {
  const y = { field: "label", type: "nominal", sort: null, title: null, axis: { labelLimit: 220 } };
  return makeChart({
    data: { values: bars },
    height: { step: 24 },
    encoding: { y, x: { field: "value", type: "quantitative", title: axisTitle, scale: { zero: true, nice: true } } },
    layer: [
      { mark: { type: "bar", color: palette.main, size: 14 } },
      { mark: { type: "text", align: "left", dx: 4 }, encoding: { text: { field: "text", type: "nominal" } } },
    ],
  });
}
