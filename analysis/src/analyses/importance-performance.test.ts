import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";
import type { ImportancePerformanceResult } from "./importance-performance.ts";

const request = {
  kind: "importancePerformance",
  pairs: [
    { label: "减负", importance: "need1", performance: "fair3" },
    { label: "经费", importance: "need2", performance: "fair2" },
  ],
};

const result = (columns: Readonly<Record<string, readonly TestCell[]>>) =>
  runRequest({ dataset: datasetOf(columns) }, request, { seed: 1 }).result as ImportancePerformanceResult;

describe("importancePerformance", () => {
  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "重要程度与现状评价
      要素 | 重要程度 | 现状 | 差距 | 所在区域
      减负 | 4.58 | 2.33 | -2.25 | 重点改进区
      经费 | 2.58 | 3.42 | 0.83 | 维持区
      坐标轴交于各要素均值（重要程度3.58，现状2.88）；n≥12。
      位于“重点改进区”的有“减负”（差距-2.25），即重要程度高于均值而现状评价低于均值。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Importance and performance
      Attribute | Importance | Performance | Gap | Area
      减负 | 4.58 | 2.33 | -2.25 | concentrate here
      经费 | 2.58 | 3.42 | 0.83 | possible overkill
      Axes cross at the means of the attributes (3.58, 2.88); n≥12.
      In “concentrate here”: “减负” (gap -2.25), more important than average but rated below average. Small sample (n<30); read with care."
    `);
  });

  it("puts points into areas by the means of the points, themselves counting as high", () => {
    const { meanImportance, points, n } = result({ need1: [5, 5], fair3: [1, null], need2: [1, 1], fair2: [3, 3] });
    expect([meanImportance, n]).toEqual([3, 1]);
    expect(points.map(({ gap, quadrant }) => [gap, quadrant])).toEqual([
      [-4, "concentrate"],
      [2, "overkill"],
    ]);
  });

  it("puts everything into the first area where all points are one", () => {
    const { points } = result({ need1: [3], fair3: [3], need2: [3], fair2: [3] });
    expect(points.map(({ quadrant }) => quadrant)).toEqual(["keepUp", "keepUp"]);
  });

  it("refuses a variable without answers", () => {
    expect(() => result({ need1: [null], fair3: [3], need2: [3], fair2: [3] })).toThrow(
      /“need1”: expected at least one/,
    );
  });
});
