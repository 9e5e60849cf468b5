import type { ChartSpec } from "../model/presentation.ts";
import type { Box } from "../statistics/box.ts";
import { makeChart, palette } from "./chart-theme.ts";

/** A box by the name of its group. */
export interface NamedBox extends Box {
  readonly label: string;
}

/** Boxes from quartile to quartile with the median, whiskers and outlying points, one a row. */
export function makeBoxChart(boxes: readonly NamedBox[], axisTitle: string): ChartSpec {
  const y = { field: "label", type: "nominal", sort: null, title: null, axis: { labelLimit: 220 } };
  const x = (field: string) => ({ field, type: "quantitative", title: axisTitle, scale: { zero: false, padding: 10 } });
  const points = boxes.flatMap(({ label, outliers }) => outliers.map((value) => ({ label, value })));
  const whiskers = { type: "rule", color: palette.main, strokeWidth: 1.2 };
  const beyond = {
    data: { values: points },
    mark: { type: "point", size: 22, color: palette.second },
    encoding: { y, x: x("value") },
  };
  return makeChart({
    data: { values: boxes.map(({ outliers: _, ...box }) => box) },
    height: { step: 34 },
    encoding: { y },
    layer: [
      { mark: whiskers, encoding: { x: x("low"), x2: { field: "high" } } },
      {
        mark: { type: "bar", height: 16, fill: "#cfdbe7", stroke: palette.main },
        encoding: { x: x("q1"), x2: { field: "q3" } },
      },
      { mark: { type: "tick", color: palette.main, thickness: 2.5, size: 16 }, encoding: { x: x("median") } },
      ...(points.length === 0 ? [] : [beyond]),
    ],
  });
}
