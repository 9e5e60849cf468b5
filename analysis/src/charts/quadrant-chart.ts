import type { ChartSpec } from "../model/presentation.ts";
import { chartWidth, makeChart, palette } from "./chart-theme.ts";
import { type LabelSide, labelSides, placeLabels } from "./place-labels.ts";

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
  const [x, y] = [rangeOf([...points.map((one) => one.x), cross.x]), rangeOf([...points.map((one) => one.y), cross.y])];
  const axis = { tickCount: 6, labelOverlap: "greedy" };
  const position = {
    x: { field: "x", type: "quantitative", title: titles.x, scale: { domain: x, nice: false, zero: false }, axis },
    y: { field: "y", type: "quantitative", title: titles.y, scale: { domain: y, nice: false, zero: false }, axis },
  };
  const drawn = points.map(({ label, ...at }) => ({
    label,
    x: (chartWidth * (at.x - x[0])) / (x[1] - x[0]),
    y: (height * (y[1] - at.y)) / (y[1] - y[0]),
  }));
  const places = placeLabels(drawn, { width: chartWidth, fontSize });
  const labelled = (Object.keys(labelSides) as LabelSide[]).flatMap((side) => {
    const values = points.filter((_, place) => places[place] === side);
    if (values.length === 0) return [];
    return [
      {
        data: { values },
        mark: { type: "text", baseline: "middle", fontSize, ...labelSides[side] },
        encoding: { ...position, text: { field: "label", type: "nominal" } },
      },
    ];
  });
  return makeChart({
    height,
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
      ...labelled,
    ],
  });
}

const height = 300;
const fontSize = 10;

/** From the smallest to the largest value, with a tenth of the way on either side. */
function rangeOf(values: readonly number[]): readonly [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = most > least ? (most - least) / 10 : Math.abs(most) / 10 || 1;
  return [least - margin, most + margin];
}
