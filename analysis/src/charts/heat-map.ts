import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, palette } from "./chart-theme.ts";

/** One cell: its row and column, the value its colour shows, and its text. */
export interface HeatCell {
  readonly row: string;
  readonly column: string;
  readonly value: number;
  readonly text: string;
}

/** A matrix of coloured cells with their texts; `domain` fixes the ends of the colours. */
export function makeHeatMap(
  cells: readonly HeatCell[],
  domain: readonly [number, number],
  legendTitle: string,
): ChartSpec {
  const axis = { labelLimit: 160, title: null };
  const middle = (domain[0] + domain[1]) / 2;
  return makeChart({
    data: { values: cells },
    height: { step: 26 },
    encoding: {
      y: { field: "row", type: "nominal", sort: null, axis },
      x: { field: "column", type: "nominal", sort: null, axis: { ...axis, labelAngle: cells.length > 24 ? -45 : 0 } },
    },
    layer: [
      {
        mark: { type: "rect" },
        encoding: {
          color: { field: "value", type: "quantitative", title: legendTitle, scale: { domain, range: palette.heat } },
        },
      },
      {
        mark: { type: "text", fontSize: 10 },
        encoding: {
          text: { field: "text", type: "nominal" },
          color: {
            condition: { test: `datum.value > ${middle + (domain[1] - domain[0]) * 0.15}`, value: "white" },
            value: "#222",
          },
        },
      },
    ],
  });
}
