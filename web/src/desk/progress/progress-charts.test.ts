import type { Progress } from "@diaoyan/api/contract";
import { drawSvg } from "@diaoyan/exports";
import { describe, expect, it } from "vitest";
import { fitChart } from "./fit-chart.ts";
import { drawDays, drawDistributions, drawMeans, drawQuotaBars, drawQuotaMap, percentOf } from "./progress-charts.ts";
import { sumShown } from "./progress-table.ts";

const show = ({ zh }: { readonly zh: string }) => zh;
const axis = (variable: string, ...ids: string[]) => ({
  variable,
  label: { zh: variable },
  groups: ids.map((id) => ({ id, label: { zh: `组${id}` } })),
});
const cell = (groups: string[], valid: number | null, target = 10) => ({
  groups,
  target,
  limit: false,
  received: valid,
  valid,
  gap: valid === null ? null : Math.max(0, target - valid),
});
const quota: NonNullable<Progress["quota"]> = {
  axes: [axis("x", "a", "b"), axis("y", "c")],
  cells: [cell(["a", "c"], 5), cell(["b", "c"], null)],
  unmatched: { received: 0, valid: 0 },
  margins: [],
};
const construct = (n: number | null): Progress["constructs"][number] => ({
  id: "k",
  label: { zh: "构念" },
  n,
  answered: 1,
  mean: n === null ? null : 3,
  low: n === null ? null : 2,
  high: n === null ? null : 4,
  distribution: n === null ? [] : [1, 2].map((code) => ({ code, label: { zh: "" }, count: code === 1 ? null : 8 })),
});

describe("charts of progress", () => {
  it("can be drawn, and carry no withheld count", async () => {
    const specs = [
      drawQuotaMap(quota, show, "完成率"),
      drawQuotaBars(quota, show, "完成率"),
      drawDays([{ day: "2026-11-01", count: 5 }], "份"),
      drawMeans([construct(8)], show, "均值"),
      drawDistributions([construct(8)], show, { axis: "占比" }),
    ];
    for (const spec of specs) {
      if (spec === null) throw new Error("there is something to draw");
      expect(await drawSvg(spec)).toContain("<path");
    }
    expect(JSON.stringify(specs[0])).toContain('"text":"—/10"');
  });

  it("are as wide as their place, with whatever stands around them", async () => {
    const long = { ...construct(8), label: { zh: "对以同行评议为主的分类评价办法的总体满意程度" } };
    const specs = [
      drawQuotaMap(quota, show, "完成率"),
      drawQuotaBars(quota, show, "完成率"),
      drawDays([{ day: "2026-11-01", count: 5 }], "份"),
      drawMeans([long], show, "均值"),
      drawDistributions([long], show, { axis: "占比" }),
    ];
    for (const spec of specs) {
      for (const width of [320, 600]) {
        const svg = await drawSvg(fitChart(spec ?? {}, width));
        expect(Number(/ width="(\d+)"/.exec(svg)?.[1])).toBeLessThanOrEqual(width);
      }
    }
  });

  it("are none where there is nothing to draw", () => {
    expect(drawDays([], "份")).toBeNull();
    expect(drawDays([{ day: "2026-11-01", count: null }], "份")).toBeNull();
    expect(drawMeans([construct(null)], show, "均值")).toBeNull();
    expect(drawDistributions([construct(null)], show, { axis: "占比" })).toBeNull();
    expect(drawQuotaMap({ ...quota, axes: quota.axes.slice(0, 1) }, show, "")).toBeNull();
  });

  it("never pass the whole, and take a target of nought for reached", () => {
    expect([percentOf(cell([], 30)), percentOf(cell([], 0, 0)), percentOf(cell([], null))]).toEqual([100, 100, 0]);
    expect([sumShown([1, null, 2]), sumShown([null]), sumShown([])]).toEqual([3, null, null]);
  });
});
