import { expect, it } from "vitest";
import { presentRequest } from "../registry/run-request.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { makeRadarChart } from "./radar-chart.ts";

interface Layer {
  readonly data: { readonly values: readonly { readonly x: number; readonly y: number; readonly name?: string }[] };
}

it("closes each line, with the middle at the lowest value and the outer ring at the highest", () => {
  const series = [
    { name: "高校", values: [1, 3, 5, 3] },
    { name: "企业", values: [5, 5, 5, 5] },
  ];
  const spec = makeRadarChart(["甲", "乙", "丙", "丁"], series, { min: 1, max: 5 });
  const [, , lines] = spec["layer"] as Layer[];
  const [first, second] = [0, 5].map((start) => lines?.data.values.slice(start, start + 5) ?? []);
  expect(first?.map(({ x, y }) => [x, y].map((value) => Math.round(value * 100) / 100 + 0))).toEqual([
    [0, 0],
    [0.5, 0],
    [0, -1],
    [-0.5, 0],
    [0, 0],
  ]);
  expect(second?.every(({ x, y }) => Math.abs(Math.hypot(x, y) - 1) < 1e-12)).toBe(true);
});

it("is drawn for three questions of one scale, and means with intervals where it would not tell", () => {
  const draw = (variables: readonly string[]) => {
    const request = { kind: "describe", variables, by: "unit", picture: "radar" };
    const shown = presentRequest({ dataset: sampleAnswers }, request, { seed: 1, locale: "zh" });
    return shown.chart?.["layer"] as unknown[];
  };
  expect(draw(["fair1", "fair2", "fair3"]).length).toBeGreaterThan(5);
  expect(draw(["fair1", "fair2"]).length).toBeLessThan(4);
});
