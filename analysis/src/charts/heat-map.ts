import type { ChartSpec } from "../model/presentation.ts";
import { chartWidth, makeChart, noteBeneath, palette } from "./chart-theme.ts";
import { brokenLabels, brokenRowLabels, countLines, labelLineHeight, labelWidth, wrapLabel } from "./wrap-label.ts";

/** One cell: its row and column, the value its colour shows, and its text. */
export interface HeatCell {
  readonly row: string;
  readonly column: string;
  readonly value: number;
  readonly text: string;
}

/** Full-width characters a line of a row's label has at most; points a line and a column take. */
const rowLetters = 16;
const letterWidth = 11.5;
/** Columns that still have room for level labels, and the width below which no column falls. */
const levelColumns = 8;
const narrowest = 24;
/** Points a line of a turned label takes of its column, and the width up to which columns make room for more lines. */
const turnedLine = labelLineHeight * Math.SQRT2;
const widest = 640;

/**
 * A matrix of coloured cells with their texts; `domain` fixes the ends of the colours. Labels are broken into lines, never cut.
 * `note` stands beneath the picture, wherever that goes.
 */
export function makeHeatMap(
  cells: readonly HeatCell[],
  domain: readonly [number, number],
  legendTitle: string,
  note?: string,
): ChartSpec {
  const columns = new Set(cells.map(({ column }) => column)).size;
  const level = columns <= levelColumns;
  const turned = linesOfTurned(cells, columns);
  const width = Math.max(chartWidth, columns * (level ? 0 : Math.max(narrowest, turned.lines * turnedLine)));
  const across = level ? Math.max(3, Math.floor(width / columns / letterWidth - 0.5)) : turned.letters;
  const values = cells.map((cell) => ({
    ...cell,
    row: wrapLabel(cell.row, rowLetters),
    column: wrapLabel(cell.column, across),
  }));
  const lines = Math.max(1, ...values.map(({ row }) => countLines(row)));
  const middle = (domain[0] + domain[1]) / 2;
  const rows = unique(values.map(({ row }) => row));
  const names = unique(values.map(({ column }) => column));
  // codes against themselves stand in one order, though no row has its own column
  const square = isSquare(cells);
  const x = { ...brokenLabels, title: null, labelAngle: level ? 0 : -45, labelOverlap: false };
  return makeChart({
    ...(note === undefined ? {} : { title: noteBeneath(note) }),
    data: { values },
    width,
    height: { step: Math.max(26, lines * labelLineHeight + 8) },
    encoding: {
      y: { field: "row", type: "nominal", sort: rows, axis: { ...brokenRowLabels, title: null } },
      x: { field: "column", type: "nominal", sort: square ? sortAlike(cells, values) : names, axis: x },
    },
    layer: [
      {
        mark: { type: "rect" },
        encoding: {
          color: { field: "value", type: "quantitative", title: legendTitle, scale: { domain, range: palette.heat } },
        },
      },
      {
        mark: { type: "text", fontSize: 10 },
        encoding: {
          text: { field: "text", type: "nominal" },
          color: {
            condition: { test: `datum.value > ${middle + (domain[1] - domain[0]) * 0.15}`, value: "white" },
            value: "#222",
          },
        },
      },
    ],
  });
}

/** Turned labels stand in as many lines as their columns have room for, and their lines have as many letters. */
function linesOfTurned(cells: readonly HeatCell[], columns: number) {
  const longest = Math.max(...cells.map(({ column }) => labelWidth(column)));
  const room = Math.floor(widest / columns / turnedLine);
  const lines = Math.max(1, Math.min(room, Math.ceil(longest / rowLetters)));
  return { lines, letters: Math.max(rowLetters, Math.ceil(longest / lines) + 1) };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

/** Whether rows and columns are the same things. */
function isSquare(cells: readonly HeatCell[]): boolean {
  const rows = new Set(cells.map(({ row }) => row));
  return cells.every(({ column }) => rows.has(column));
}

/** The columns as they are shown, in the order of the rows. */
function sortAlike(cells: readonly HeatCell[], shown: readonly HeatCell[]): readonly string[] {
  const named = new Map(cells.map(({ column }, at) => [column, shown[at]?.column ?? column]));
  return unique(cells.map(({ row }) => row)).flatMap((row) => named.get(row) ?? []);
}
