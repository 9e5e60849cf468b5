import type { ChartSpec } from "../model/presentation.ts";
import { makeChart, noteBeneath, palette } from "./chart-theme.ts";
import { countLines, labelLineHeight, wrapLabel } from "./wrap-label.ts";

/** A node: its label, its weight, and the group its colour shows. */
export interface NetworkNode {
  readonly label: string;
  readonly weight: number;
  readonly group: string;
}

/** A tie between two nodes by their places. */
export interface NetworkTie {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** Words of the picture: titles of its legends, and what stands beneath it. */
export interface NetworkWords {
  readonly weight: string;
  readonly tie: string;
  readonly group: string;
  readonly note?: string | undefined;
}

interface Placed {
  readonly x: number;
  readonly y: number;
}

const radius = 150;
/** Px a unit of the circle takes, and a letter of a label. */
const unit = 0.92;
const letterWidth = 11;
const labelLetters = 18;
const groupLetters = 12;
/** Names of groups are broken into lines, not cut off. */
const groupLegend = {
  labelExpr: "split(datum.label, '\\n')",
  labelLimit: 0,
  rowPadding: 4,
  symbolType: "circle",
};

/**
 * Nodes on a circle in the order given, labels outside it, ties across it, thicker the heavier. On each side the nodes have
 * the same distance from above to below, so that no label covers another however many there are.
 */
export function makeNetworkChart(
  nodes: readonly NetworkNode[],
  ties: readonly NetworkTie[],
  titles: NetworkWords,
): ChartSpec {
  const places = placeNodes(nodes.length);
  const points = nodes.map((node, at) => {
    const label = wrapLabel(node.label, labelLetters);
    return { ...node, ...places[at], label, lines: countLines(label), group: wrapLabel(node.group, groupLetters) };
  });
  const most = Math.max(1, ...points.map(({ lines }) => lines));
  const drawn = ties.map(({ from, to, weight }) => {
    const [a, b] = [places[from] ?? { x: 0, y: 0 }, places[to] ?? { x: 0, y: 0 }];
    return { x: a.x, y: a.y, x2: b.x, y2: b.y, tie: weight };
  });
  const letters = Math.max(2, ...points.flatMap(({ label }) => label.split("\n").map((line) => [...line].length)));
  // room beside the circle for the labels, in the units of the circle
  const margin = (letters * letterWidth + 20) / unit;
  const side = Math.ceil(nodes.length / 2);
  const scale = (span: number) => ({ domain: [-span, span], nice: false, zero: false });
  const position = {
    x: { field: "x", type: "quantitative", axis: null, scale: scale(radius + margin) },
    y: { field: "y", type: "quantitative", axis: null, scale: scale(radius + 12) },
  };
  // the lines of a label stand around its node: labels of one, two … lines are set each by themselves
  const labels = [...new Set(points.map(({ lines }) => lines))].flatMap((lines) =>
    (["left", "right"] as const).map((align) => ({
      transform: [{ filter: `datum.lines == ${lines} && datum.x ${align === "left" ? ">=" : "<"} 0` }],
      mark: {
        type: "text",
        align,
        dx: align === "left" ? 10 : -10,
        dy: (-labelLineHeight * (lines - 1)) / 2,
        fontSize: 11,
        lineBreak: "\n",
        lineHeight: labelLineHeight,
      },
      encoding: { ...position, text: { field: "label", type: "nominal" } },
    })),
  );
  const tieLayer = {
    data: { values: drawn },
    mark: { type: "rule", color: "#8fa3b8", opacity: 0.45 },
    encoding: {
      ...position,
      x2: { field: "x2" },
      y2: { field: "y2" },
      strokeWidth: {
        field: "tie",
        type: "quantitative",
        title: titles.tie,
        scale: { domainMin: 0, range: [0.5, 4] },
      },
    },
  };
  const groups = [...new Set(nodes.map(({ group }) => wrapLabel(group, groupLetters)))];
  return makeChart({
    ...(titles.note === undefined ? {} : { title: noteBeneath(titles.note) }),
    width: Math.round(2 * (radius + margin) * unit),
    height: Math.max(260, side * Math.max(22, most * labelLineHeight + 5)),
    data: { values: points },
    layer: [
      // without ties a scale of their widths would have no domain
      ...(drawn.length === 0 ? [] : [tieLayer]),
      {
        mark: { type: "point", filled: true, opacity: 1 },
        encoding: {
          ...position,
          size: {
            field: "weight",
            type: "quantitative",
            title: titles.weight,
            scale: { domainMin: 0, range: [30, 220] },
          },
          color: {
            field: "group",
            type: "nominal",
            title: titles.group,
            sort: groups,
            scale: { domain: groups, range: palette.groups },
            // where every node is a group of its own, its label says it already; colours used twice name no group
            legend: groups.length === nodes.length || groups.length > palette.groups.length ? null : groupLegend,
          },
        },
      },
      ...labels,
    ],
  });
}

/** Places by turns of the clock from above: the right side downwards, then the left side upwards. */
function placeNodes(count: number): readonly Placed[] {
  const right = Math.ceil(count / 2);
  const left = count - right;
  const side = (at: number, of: number, sign: 1 | -1): Placed => {
    const y = radius - ((at + 0.5) / of) * 2 * radius;
    return { x: sign * Math.max(1, Math.sqrt(radius * radius - y * y)), y };
  };
  return Array.from({ length: count }, (_, at) =>
    at < right ? side(at, right, 1) : side(left - 1 - (at - right), left, -1),
  );
}
