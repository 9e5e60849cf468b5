import { type ChartSpec, type Dataset, datasetFromCsv, makeHeatMap, presentRequest } from "@diaoyan/analysis";
import { describe, expect, it } from "vitest";
import { drawSvg, layOutChart } from "./draw-svg.ts";
import { measureText } from "./measure-text.ts";

interface Item {
  readonly x: number;
  readonly y: number;
  readonly text?: string | readonly string[];
  readonly fontSize?: number;
  readonly align?: string;
  readonly baseline?: string;
  readonly angle?: number;
  readonly limit?: number;
  readonly items?: readonly Mark[];
}

interface Mark {
  readonly role?: string;
  readonly items?: readonly Item[];
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly text: string;
}

/** Points from one line of a label to the next, as the charts set it. */
const lineHeight = 13;

/** Where a text stands once it is set: its own measure, not the bounds vega keeps. */
function boxOf(item: Item, at: { readonly x: number; readonly y: number }): Box {
  const lines = Array.isArray(item.text) ? item.text.map(String) : [String(item.text)];
  const size = item.fontSize ?? 11;
  const wide = Math.max(...lines.map((line) => measureText(line, size)));
  const width = item.limit ? Math.min(wide, item.limit) : wide;
  const left = item.align === "right" ? -width : item.align === "center" ? -width / 2 : 0;
  const height = size + lineHeight * (lines.length - 1);
  // of several lines the first stands where a single one would
  const top = item.baseline === "top" ? 0 : item.baseline === "middle" ? -size / 2 : -size;
  const corners = [
    [left, top],
    [left + width, top],
    [left, top + height],
    [left + width, top + height],
  ] as const;
  const turn = ((item.angle ?? 0) * Math.PI) / 180;
  const xs = corners.map(([x, y]) => at.x + item.x + x * Math.cos(turn) - y * Math.sin(turn));
  const ys = corners.map(([x, y]) => at.y + item.y + x * Math.sin(turn) + y * Math.cos(turn));
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
    text: lines.join(""),
  };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The texts of all axes of a chart: labels and titles, in pixels of the drawing. */
async function allAxes(spec: ChartSpec) {
  const view = await layOutChart(spec);
  const axes: { readonly labels: readonly Box[]; readonly titles: readonly Box[] }[] = [];
  const visit = (mark: Mark, at: { readonly x: number; readonly y: number }): void => {
    for (const item of mark.items ?? []) {
      const inner = { x: at.x + (item.x ?? 0), y: at.y + (item.y ?? 0) };
      const texts = (role: string): readonly Box[] =>
        (item.items ?? [])
          .filter((one) => one.role === role)
          .flatMap((one) => (one.items ?? []).map((text) => boxOf(text, inner)));
      if (mark.role === "axis") axes.push({ labels: texts("axis-label"), titles: texts("axis-title") });
      for (const child of item.items ?? []) visit(child, inner);
    }
  };
  visit((view.scenegraph() as unknown as { readonly root: Mark }).root, { x: 0, y: 0 });
  view.finalize();
  return axes;
}

/** Those with both. */
async function axesOf(spec: ChartSpec) {
  return (await allAxes(spec)).filter(({ titles, labels }) => titles.length > 0 && labels.length > 0);
}

const units = ["中央驻地方科研院所及其分支机构", "地方所属高等学校及附属医疗卫生机构", "国有及国有控股企业研发中心"];
const rows = Array.from(
  { length: 90 },
  (_, index) => `${units[index % 3]},${["很满意", "一般", "不满意"][(index % 7) % 3]},${(index * 7) % 5}`,
);
const dataset: Dataset = datasetFromCsv(`所在单位的类型,对评价结果的满意程度,得分\r\n${rows.join("\r\n")}\r\n`);

function chartOf(request: Readonly<Record<string, unknown>>): ChartSpec {
  const { chart } = presentRequest({ dataset }, request, { seed: 1, locale: "zh" });
  if (chart === null) throw new Error("the analysis has no chart");
  return chart;
}

const turned: ChartSpec = {
  width: 240,
  height: 160,
  data: { values: units.map((label, index) => ({ label, value: (index + 1) * 12_345 })) },
  mark: "bar",
  encoding: {
    x: {
      field: "label",
      type: "nominal",
      title: "所在单位的类型（按经费来源和隶属关系分组）",
      axis: { labelAngle: -40 },
    },
    y: { field: "value", type: "quantitative", title: "每年用于申报材料的经费（万元）" },
  },
};

const sideways: ChartSpec = {
  ...turned,
  encoding: {
    y: { field: "label", type: "nominal", title: "所在单位的类型", axis: { labelLimit: 400 } },
    x: { field: "value", type: "quantitative", title: "万元" },
  },
};

const longName = "5.1 外部考核传导以及学科评估、机构考核层层加码到用人单位的具体表现";
const matrix = (columns: number): ChartSpec =>
  makeHeatMap(
    Array.from({ length: columns * 2 }, (_, at) => ({
      row: `${longName}${at % 2}`,
      column: `${longName}${Math.floor(at / 2)}`,
      value: at,
      text: String(at),
    })),
    [0, 9],
    "条款数",
  );

describe("drawSvg", () => {
  it.each([2, 5, 12])("cuts no long name of a matrix of %i columns, and sets no label on another", async (columns) => {
    const svg = await drawSvg(matrix(columns));
    expect(svg).not.toContain("…");
    const words = svg.replaceAll(/<[^>]*>/g, "");
    for (const at of [0, columns - 1]) expect(words).toContain(`${longName}${at}`);
    if (columns > 8) return;
    const boxes = (await allAxes(matrix(columns))).flatMap(({ labels }) => labels);
    expect(boxes.length).toBe(columns + 2);
    const pairs = boxes.flatMap((one, at) => boxes.slice(0, at).map((other) => [one, other] as const));
    expect(pairs.filter(([one, other]) => overlap(one, other)).map(([one]) => one.text)).toEqual([]);
  });

  it.each([
    ["bars with long category names", chartOf({ kind: "frequencies", variable: "所在单位的类型" })],
    ["a crosstab", chartOf({ kind: "crosstab", rows: "所在单位的类型", columns: "对评价结果的满意程度" })],
    ["intervals of means", chartOf({ kind: "anova", variable: "得分", by: "所在单位的类型" })],
    ["turned labels and a turned title", turned],
    ["a turned title beside long labels", sideways],
  ])("keeps axis titles off their labels: %s", async (_name, spec) => {
    const axes = await axesOf(spec);
    expect(axes.length).toBeGreaterThan(0);
    for (const { labels, titles } of axes)
      for (const title of titles)
        expect(labels.filter((label) => overlap(label, title)).map(({ text }) => `${title.text} on ${text}`)).toEqual(
          [],
        );
  });

  it("would see a turned title that stands on a label", () => {
    const label = boxOf({ x: -10, y: 0, text: units[0] ?? "", align: "right", baseline: "middle" }, { x: 0, y: 0 });
    const title = boxOf({ x: -100, y: 0, text: "题", angle: -90, align: "center" }, { x: 0, y: 0 });
    expect(overlap(label, title)).toBe(true);
  });

  it("gives the same drawing each time and leaves the specification as it was", async () => {
    const before = JSON.stringify(turned);
    expect(await drawSvg(turned)).toBe(await drawSvg(turned));
    expect(JSON.stringify(turned)).toBe(before);
  });

  it.each([
    ["data", { data: { url: "https://example.org/a.csv" }, mark: "bar" }],
    ["a layer", { layer: [{ data: { url: "file:///etc/passwd" }, mark: "bar" }] }],
    [
      "a lookup",
      { data: { values: [] }, mark: "bar", transform: [{ lookup: "a", from: { data: { url: "b.csv" }, key: "a" } }] },
    ],
    ["a picture", { data: { values: [{}] }, mark: { type: "image", url: "https://example.org/a.png" } }],
  ])("refuses %s from outside", async (_name, spec) => {
    await expect(drawSvg(spec as ChartSpec)).rejects.toMatchObject({ code: "chart.external-data" });
  });

  it("draws rows that have a field named url", async () => {
    const spec = {
      data: { values: [{ url: "甲", n: 3 }] },
      mark: "bar",
      encoding: { y: { field: "url", type: "nominal" }, x: { field: "n", type: "quantitative" } },
    };
    expect(await drawSvg(spec)).toContain("甲");
  });

  it("escapes texts of the data", async () => {
    const spec = {
      data: { values: [{ t: "<script>alert(1)</script>" }] },
      mark: "text",
      encoding: { text: { field: "t" } },
    };
    const svg = await drawSvg(spec as ChartSpec);
    expect(svg).toContain("&lt;script&gt;");
    expect(svg).not.toContain("<script");
  });
});
