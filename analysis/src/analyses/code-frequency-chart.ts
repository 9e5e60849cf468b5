import type { ChartSpec } from "../model/presentation.ts";

/** One bar: its label and its length. */
export interface CountBar {
  readonly label: string;
  readonly value: number;
}

/** Horizontal bars in the order given, with their values at the end; null without bars. `value` is the axis title. */
export function drawCountBars(data: readonly CountBar[], titles: { readonly value: string }): ChartSpec | null {
  if (data.length === 0) return null;
  const whole = data.every(({ value }) => Number.isInteger(value));
  const y = { field: "label", type: "nominal", sort: null, title: null };
  const x = {
    field: "value",
    type: "quantitative",
    title: titles.value,
    axis: { format: whole ? "d" : ".1f", tickMinStep: whole ? 1 : 0 },
  };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { values: data },
    height: { step: 22 },
    encoding: { x, y },
    layer: [
      { mark: { type: "bar" } },
      {
        mark: { type: "text", align: "left", dx: 4 },
        encoding: { text: { field: "value", type: "quantitative", format: whole ? "d" : ".1f" } },
      },
    ],
  };
}
