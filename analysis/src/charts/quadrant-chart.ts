import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, palette } from "./chart-theme.ts";

/** A point of the quadrant, with the area it lies in. */
export interface QuadrantPoint {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly quadrant: string;
}

interface QuadrantTitles {
  readonly x: string;
  readonly y: string;
  readonly legend: string;
}

/** Points with labels around two crossing means (importance–performance analysis, Martilla & James 1977). */
export function makeQuadrantChart(
  points: readonly QuadrantPoint[],
  cross: { readonly x: number; readonly y: number },
  titles: QuadrantTitles,
): ChartSpec {
  const scale = { zero: false, nice: true, padding: 18 };
  const position = {
    x: { field: "x", type: "quantitative", title: titles.x, scale },
    y: { field: "y", type: "quantitative", title: titles.y, scale },
  };
  return makeChart({
    height: 300,
    data: { values: points },
    layer: [
      { mark: { type: "rule", color: "#8a9097", strokeDash: [4, 3] }, encoding: { x: { datum: cross.x } } },
      { mark: { type: "rule", color: "#8a9097", strokeDash: [4, 3] }, encoding: { y: { datum: cross.y } } },
      {
        mark: { type: "point", filled: true, size: 55, opacity: 1 },
        encoding: {
          ...position,
          color: {
            field: "quadrant",
            type: "nominal",
            title: titles.legend,
            scale: { range: [palette.second, palette.main, "#7d8b99", "#6b9080"] },
          },
        },
      },
      {
        mark: { type: "text", align: "left", dx: 6, dy: -6, fontSize: 10 },
        encoding: { ...position, text: { field: "label", type: "nominal" } },
      },
    ],
  });
}
