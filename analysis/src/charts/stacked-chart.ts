import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, palette } from "./chart-theme.ts";

/** A share of one row that one category takes. */
export interface StackedShare {
  readonly row: string;
  readonly category: string;
  /** 0 to 100. */
  readonly percent: number;
}

/** Bars of 100 %, one a row, divided by category in the order of first appearance. */
export function makeStackedChart(
  shares: readonly StackedShare[],
  titles: { readonly axis: string; readonly legend: string | null },
): ChartSpec {
  const categories = [...new Set(shares.map(({ category }) => category))];
  const range = categories.length <= palette.likert.length ? palette.likert.slice(0, categories.length) : undefined;
  return makeChart({
    data: { values: shares.map((share) => ({ ...share, order: categories.indexOf(share.category) })) },
    height: { step: 26 },
    mark: { type: "bar", size: 16 },
    encoding: {
      y: { field: "row", type: "nominal", sort: null, title: null, axis: { labelLimit: 220 } },
      x: { field: "percent", type: "quantitative", stack: "zero", title: titles.axis, scale: { domain: [0, 100] } },
      order: { field: "order", type: "quantitative" },
      color: {
        field: "category",
        type: "nominal",
        title: titles.legend,
        sort: categories,
        scale: range ? { domain: categories, range } : { domain: categories, scheme: "blues" },
        legend: { orient: "bottom", columns: Math.min(4, categories.length) },
      },
    },
  });
}
