import type { ChartSpec } from "../model/presentation.ts";

/** Colours of all charts: a calm blue, its complement, and greys that print well. */
export const palette = {
  main: "#2f5d8a",
  second: "#c2703d",
  neutral: "#c9ced4",
  likert: ["#b35a33", "#e0a987", "#d9dde2", "#8fb0cf", "#2f5d8a"],
  groups: ["#2f5d8a", "#c2703d", "#6b9080", "#8c5a9e", "#b08d2f", "#4f7d8c", "#a34a5e", "#6c757d", "#3f7f4f"],
  heat: ["#f3f6f9", "#2f5d8a"],
} as const;

/** Width of the drawing area in points for a figure as wide as the text of an A4 page. */
export const chartWidth = 380;

/** A chart with the schema and size every chart has; drawing adds fonts and axis styles. */
export function makeChart(spec: Readonly<Record<string, unknown>>): ChartSpec {
  return { $schema: "https://vega.github.io/schema/vega-lite/v6.json", width: chartWidth, ...spec };
}

/** A line in small letters beneath a chart: what it leaves out goes with the picture, not only with the page around it. */
export function noteBeneath(text: string): Readonly<Record<string, unknown>> {
  return { text, orient: "bottom", anchor: "start", fontSize: 11, fontWeight: "normal", color: "#55606d", offset: 8 };
}
