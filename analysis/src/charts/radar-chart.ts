import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, palette } from "./chart-theme.ts";
import { countLines, labelLineHeight, wrapLabel } from "./wrap-label.ts";

/** A line around the radar: a value by axis, in the order of the axes. */
export interface RadarSeries {
  readonly name: string;
  readonly values: readonly number[];
}

const labelLetters = 8;
const rings = [0.25, 0.5, 0.75, 1];
/** Room for the labels around the outer ring, as a share of its radius. */
const room = { across: 1.75, down: 1.3 };

/**
 * Values of several axes as closed lines around a middle, for three axes and more that share one scale: the middle is the
 * lowest value of the scale, the outer ring the highest. A legend names the lines where there are several.
 */
export function makeRadarChart(
  axes: readonly string[],
  series: readonly RadarSeries[],
  scale: { readonly min: number; readonly max: number },
): ChartSpec {
  const at = (axis: number, share: number) => {
    const angle = (2 * Math.PI * axis) / axes.length;
    return { x: share * Math.sin(angle), y: share * Math.cos(angle) };
  };
  const around = [...axes.keys(), 0];
  const grid = rings.flatMap((share) => around.map((axis, order) => ({ ring: share, order, ...at(axis, share) })));
  const spokes = axes.map((_, axis) => ({ ...at(axis, 1), x0: 0, y0: 0 }));
  const points = series.flatMap(({ name, values }) =>
    around.map((axis, order) => {
      const value = values[axis] ?? scale.min;
      return { name, order, value, ...at(axis, (value - scale.min) / (scale.max - scale.min)) };
    }),
  );
  const names = axes.map((name, axis) => {
    const label = wrapLabel(name, labelLetters);
    return { label, lines: countLines(label), ...at(axis, 1.08) };
  });
  const ticks = rings.map((share) => ({
    text: String(Number((scale.min + share * (scale.max - scale.min)).toFixed(2))),
    ...at(0, share),
  }));
  const span = (most: number) => ({ type: "quantitative", axis: null, scale: { domain: [-most, most], nice: false } });
  const position = { x: { field: "x", ...span(room.across) }, y: { field: "y", ...span(room.down) } };
  const line = { type: "line", interpolate: "linear", strokeWidth: 2, point: { filled: true, size: 28 } };
  const domain = series.map(({ name }) => name);
  const legend = series.length > 1 ? { title: null, orient: "bottom" } : null;
  return makeChart({
    width: 350 * (room.across / room.down),
    height: 350,
    config: { view: { stroke: null } },
    layer: [
      {
        data: { values: grid },
        mark: { type: "line", color: palette.neutral, strokeWidth: 1 },
        encoding: { ...position, detail: { field: "ring", type: "nominal" }, order: { field: "order" } },
      },
      {
        data: { values: spokes },
        mark: { type: "rule", color: palette.neutral },
        encoding: {
          x: { field: "x0", ...span(room.across) },
          y: { field: "y0", ...span(room.down) },
          x2: { field: "x" },
          y2: { field: "y" },
        },
      },
      {
        data: { values: points },
        mark: line,
        encoding: {
          ...position,
          color: { field: "name", type: "nominal", sort: null, scale: { domain, range: palette.groups }, legend },
          order: { field: "order", type: "quantitative" },
        },
      },
      {
        data: { values: ticks },
        mark: { type: "text", align: "left", dx: 4, dy: 6, fontSize: 9, color: "#55606d" },
        encoding: { ...position, text: { field: "text", type: "nominal" } },
      },
      ...labelLayers(names, position),
    ],
  });
}

/** Labels begin, end or stand centred at their axis, so that none runs into the drawing. */
function labelLayers(
  names: readonly { readonly label: string; readonly lines: number; readonly x: number; readonly y: number }[],
  position: Readonly<Record<string, unknown>>,
): readonly unknown[] {
  return names.map((name) => ({
    data: { values: [name] },
    mark: {
      type: "text",
      align: Math.abs(name.x) < 0.1 ? "center" : name.x > 0 ? "left" : "right",
      dy:
        (-labelLineHeight * (name.lines - 1)) / 2 -
        (Math.abs(name.x) < 0.1 ? Math.sign(name.y) * labelLineHeight * (name.lines / 2) : 0),
      fontSize: 11,
      lineBreak: "\n",
      lineHeight: labelLineHeight,
    },
    encoding: { ...position, text: { field: "label", type: "nominal" } },
  }));
}
