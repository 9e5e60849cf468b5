import { brokenRowLabels, countLines, labelLineHeight, wrapLabel } from "../charts/wrap-label.ts";
import type { ChartSpec } from "../model/presentation.ts";

/** One bar: its label and its length. */
export interface CountBar {
  readonly label: string;
  readonly value: number;
}

/** Full-width characters a line of a label has at most. */
const labelLetters = 16;

/** Horizontal bars in the order given, with their values at the end; null without bars. `value` is the axis title. */
export function drawCountBars(data: readonly CountBar[], titles: { readonly value: string }): ChartSpec | null {
  if (data.length === 0) return null;
  const whole = data.every(({ value }) => Number.isInteger(value));
  const values = data.map((bar) => ({ ...bar, label: wrapLabel(bar.label, labelLetters) }));
  const lines = Math.max(...values.map(({ label }) => countLines(label)));
  const y = { field: "label", type: "nominal", sort: null, title: null, axis: brokenRowLabels };
  const x = {
    field: "value",
    type: "quantitative",
    title: titles.value,
    axis: { format: whole ? "d" : ".1f", tickMinStep: whole ? 1 : 0 },
  };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    data: { values },
    height: { step: Math.max(22, lines * labelLineHeight + 6) },
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
