import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, palette } from "./chart-theme.ts";

/** Shares of each group at or below a value. */
export interface SharesAt {
  readonly at: number;
  readonly shares: readonly number[];
}

/**
 * Distribution functions of groups as stairs, told apart by colour and dashes; a rule stands where two of them lie
 * furthest apart.
 */
export function makeDistributionChart(
  names: readonly string[],
  steps: readonly SharesAt[],
  largest: SharesAt,
  titles: { readonly x: string; readonly y: string },
): ChartSpec {
  const start = { at: steps[0]?.at ?? 0, shares: names.map(() => 0) };
  const points = names.flatMap((name, group) =>
    [start, ...steps].map(({ at, shares }, order) => ({ name, at, order, share: shares[group] ?? 0 })),
  );
  const x = { field: "at", type: "quantitative", title: titles.x, scale: { zero: false } };
  const y = { field: "share", type: "quantitative", title: titles.y, scale: { domain: [0, 1] }, axis: { format: "%" } };
  const series = { field: "name", type: "nominal", sort: null, legend: { title: null, orient: "bottom" } };
  const gap = { at: largest.at, low: Math.min(...largest.shares), high: Math.max(...largest.shares) };
  return makeChart({
    height: 240,
    layer: [
      {
        data: { values: points },
        mark: { type: "line", interpolate: "step-after", strokeWidth: 2 },
        encoding: {
          x,
          y,
          order: { field: "order", type: "quantitative" },
          color: { ...series, scale: { domain: names, range: palette.groups.slice(0, names.length) } },
          strokeDash: {
            ...series,
            scale: {
              domain: names,
              range: [
                [1, 0],
                [6, 3],
                [2, 2],
              ].slice(0, names.length),
            },
          },
        },
      },
      {
        data: { values: [gap] },
        mark: { type: "rule", color: "#222", strokeWidth: 1.5, strokeDash: [3, 3] },
        encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
      },
    ],
  });
}
