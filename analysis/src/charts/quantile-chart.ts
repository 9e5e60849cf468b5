import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, palette } from "./chart-theme.ts";

/** An ordered value beside where a normal distribution of the same mean and spread would have it. */
export interface QuantilePoint {
  readonly expected: number;
  readonly observed: number;
}

/** Q–Q plot: points on the line where the values are normal. */
export function makeQuantileChart(
  points: readonly QuantilePoint[],
  titles: { readonly x: string; readonly y: string },
): ChartSpec {
  const ends = [points[0], points.at(-1)].flatMap((point) =>
    point === undefined ? [] : [{ expected: point.expected, observed: point.expected }],
  );
  const scale = { zero: false };
  const x = { field: "expected", type: "quantitative", title: titles.x, scale };
  const y = { field: "observed", type: "quantitative", title: titles.y, scale };
  return makeChart({
    height: 260,
    layer: [
      { data: { values: ends }, mark: { type: "line", color: palette.neutral }, encoding: { x, y } },
      {
        data: { values: points },
        mark: { type: "point", filled: true, size: 24, color: palette.main, opacity: 0.8 },
        encoding: { x, y },
      },
    ],
  });
}
