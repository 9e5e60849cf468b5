import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, palette } from "./chart-theme.ts";

/** A series of the plot: its name, and one value a place from 1 on. */
export interface ScreeSeries {
  readonly name: string;
  readonly values: readonly number[];
}

/** Eigenvalues by their place, found and by chance (scree plot, Cattell 1966). */
export function makeScreeChart(
  [found, chance]: readonly [ScreeSeries, ScreeSeries],
  titles: { readonly x: string; readonly y: string },
): ChartSpec {
  const values = [found, chance].flatMap(({ name, values: list }) =>
    list.map((value, place) => ({ series: name, place: place + 1, value })),
  );
  const domain = [found.name, chance.name];
  return makeChart({
    data: { values },
    height: 220,
    mark: { type: "line", point: { size: 28 } },
    encoding: {
      x: { field: "place", type: "quantitative", title: titles.x, axis: { tickMinStep: 1, format: "d" } },
      y: { field: "value", type: "quantitative", title: titles.y, scale: { zero: true } },
      color: {
        field: "series",
        type: "nominal",
        title: null,
        sort: domain,
        scale: { domain, range: [palette.main, palette.second] },
        legend: { orient: "bottom" },
      },
    },
  });
}
