import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, palette } from "./chart-theme.ts";

/** Shares of right suggestions, 0 to 1, after so many examples. */
export interface LearnedPoint {
  readonly examples: number;
  readonly accuracy: number;
  readonly inFirstThree: number;
}

/** How right suggestions grow with what was learned: the first one, and the right one among three. Null without two points. */
export function makeLearningCurve(
  points: readonly LearnedPoint[],
  names: { readonly examples: string; readonly share: string; readonly first: string; readonly three: string },
): ChartSpec | null {
  if (points.length < 2) return null;
  const values = points.flatMap(({ accuracy, examples, inFirstThree }) => [
    { examples, of: names.three, share: inFirstThree },
    { examples, of: names.first, share: accuracy },
  ]);
  return makeChart({
    data: { values },
    height: 200,
    mark: { type: "line", point: { size: 32 } },
    encoding: {
      x: { field: "examples", type: "quantitative", title: names.examples, axis: { format: "d" } },
      y: { field: "share", type: "quantitative", title: names.share, axis: { format: ".0%" }, scale: { zero: true } },
      color: {
        field: "of",
        type: "nominal",
        title: null,
        scale: { domain: [names.three, names.first], range: [palette.second, palette.main] },
        legend: { orient: "bottom" },
      },
    },
  });
}
