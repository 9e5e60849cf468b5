import type { Locale } from "@diaoyan/instruments";
import type { ChartSpec } from "../model/presentation.ts";
import { chartWidth, makeChart, palette } from "./chart-theme.ts";
import { type District, tianjinDistricts } from "./tianjin-districts.ts";

/** What a tile tells: its number as colour and as text, and a smaller line such as the cases behind it. */
export interface DistrictValue {
  readonly district: District;
  readonly value: number;
  readonly text: string;
  readonly more: string;
}

interface MapWords {
  readonly locale: Locale;
  /** What the colours mean. */
  readonly title: string;
  /** What else stands beneath, a line each: what is not on the map, what a mark means. */
  readonly beside: readonly string[];
}

const tile = { width: chartWidth / 5, height: 62, gap: 4 };
const noData = "#e4e6e9";

/**
 * A map of Tianjin's districts as tiles of one size, roughly where the districts lie: name and number are written in
 * each tile, the colour only repeats the number, and a district without a number is grey and says so. Beneath stands that
 * the tiles keep neither areas nor borders.
 */
export function makeDistrictMap(values: readonly DistrictValue[], { locale, title, beside }: MapWords): ChartSpec {
  const english = locale === "en";
  const found = new Map(values.map((one) => [one.district.zh, one]));
  const tiles = tianjinDistricts.map((district) => {
    const { value = null, text = english ? "no data" : "无数据", more = "" } = found.get(district.zh) ?? {};
    return { ...placeTile(district), name: english ? district.en : district.zh, value, text, more };
  });
  const numbers = values.map(({ value }) => value);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const domain = low < high ? [low, high] : [low - 1, high + 1];
  const dark = low + (high - low) * 0.6;
  const rows = Math.max(...tianjinDistricts.map(({ row }) => row)) + 1;
  const span = (field: string, most: number, more = {}) => ({
    field,
    type: "quantitative",
    axis: null,
    scale: { domain: [0, most], nice: false, zero: false, ...more },
  });
  const x = (field: string) => span(field, 5 * tile.width);
  const y = (field: string) => span(field, rows * tile.height, { reverse: true });
  const corners = { x: x("left"), x2: { field: "right" }, y: y("top"), y2: { field: "bottom" } };
  const legend = low < high ? { title, orient: "bottom", gradientLength: 220 } : null;
  const line = (field: string, dy: number, more: Readonly<Record<string, unknown>>) => ({
    mark: { type: "text", dy, ...more },
    encoding: {
      x: x("midX"),
      y: y("midY"),
      text: { field, type: "nominal" },
      color: { condition: { test: `datum.value !== null && datum.value > ${dark}`, value: "white" }, value: "#222" },
    },
  });
  const words = english
    ? "Tiles show roughly where the districts lie; areas and borders are not to scale."
    : "色块仅示意各区的大致方位，不按实际面积和边界绘制。";
  return makeChart({
    data: { values: tiles },
    width: 5 * tile.width,
    height: rows * tile.height,
    title: {
      text: [words, ...beside],
      anchor: "start",
      orient: "bottom",
      fontSize: 10,
      fontWeight: "normal",
      color: "#55606d",
      offset: 6,
    },
    config: { view: { stroke: null } },
    layer: [
      {
        data: { values: tiles.filter(({ value }) => value === null) },
        mark: { type: "rect", cornerRadius: 3, fill: noData, stroke: "#9aa3ad", strokeDash: [3, 2] },
        encoding: corners,
      },
      {
        data: { values: tiles.filter(({ value }) => value !== null) },
        mark: { type: "rect", cornerRadius: 3, stroke: "#c9d1d9" },
        encoding: {
          ...corners,
          color: { field: "value", type: "quantitative", title, scale: { domain, range: palette.heat }, legend },
        },
      },
      line("name", -15, { fontSize: 12, fontWeight: "bold" }),
      line("text", 2, { fontSize: 12 }),
      line("more", 18, { fontSize: 9.5 }),
    ],
  });
}

function placeTile({ column, row }: District) {
  const [left, top] = [column * tile.width, row * tile.height];
  const [right, bottom] = [left + tile.width - tile.gap, top + tile.height - tile.gap];
  return { left, top, right, bottom, midX: (left + right) / 2, midY: (top + bottom) / 2 };
}
