import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";
import type { AnovaResult } from "./anova-result.ts";

const request = { kind: "anova", variable: "fair1", by: "unit" };

const result = (columns: Readonly<Record<string, readonly TestCell[]>>, more = {}) =>
  runRequest({ dataset: datasetOf(columns) }, { kind: "anova", variable: "x", by: "g", ...more }, { seed: 1 })
    .result as AnovaResult;
const g = ["a", "a", "a", "b", "b", "b", "c", "c", "c"];

describe("anova", () => {
  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "不同单位类型在程序公正上的差异
      组别 | n | 均值±标准差 | F | p | η²
      高校 | 4 | 2.50±0.58 | 16.636*** | <0.001 | 0.787
      院所 | 4 | 3.50±0.58 |  |  | 
      企业 | 4 | 4.75±0.50 |  |  | 
      n=12；* p<0.05，** p<0.01，*** p<0.001；事后比较：Tukey
      不同单位类型在“程序公正”上的差异具有统计学意义（F=16.636，p<0.001，η²=0.787），效应较大。样本较小（n<30），结果仅供参考。
      事后比较显示：“企业”>“高校”，“企业”>“院所”。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Fair procedure by Institution
      Group | n | Mean ± SD | F | p | η²
      university | 4 | 2.50±0.58 | 16.636*** | <0.001 | 0.787
      institute | 4 | 3.50±0.58 |  |  | 
      company | 4 | 4.75±0.50 |  |  | 
      n=12; * p<0.05, ** p<0.01, *** p<0.001; post hoc: Tukey
      “Fair procedure” differs significantly by Institution (F=16.636, p<0.001, η²=0.787), large effect. Small sample (n<30); read with care.
      Post hoc comparisons show “company”>“university”, “company”>“institute”."
    `);
  });

  it("leaves the post-hoc comparison out on demand and nothing else", () => {
    const columns = { x: [1, 2, 3, 2, 3, 5, 7, 8, 8], g };
    const { postHoc, ...rest } = result(columns);
    expect(postHoc.map(({ a, b }) => a + b)).toEqual(["ba", "ca", "cb"]);
    expect(result(columns, { postHoc: "none" })).toEqual({ ...rest, postHoc: [] });
  });

  // R 4.2.2: aov, TukeyHSD, car::leveneTest(center = median)
  it("takes a group of one, which has no spread of its own", () => {
    const one = result({ x: [1, 2, 4, 5, 7, 9, 3], g: ["a", "a", "a", "b", "b", "b", "c"] });
    expect(one).toMatchObject({ welch: null, groups: [{}, {}, { group: "c", n: 1, mean: 3, sd: null }] });
    expect(one.statistic).toBeCloseTo(5.533834586466166, 12);
    expect(one.p).toBeCloseTo(0.070473822813455, 12);
    expect(one.levene?.statistic).toBeCloseTo(0.571428571429, 10);
    expect(one.postHoc.map(({ p }) => p.toFixed(5))).toEqual(["0.06849", "0.94441", "0.24059"]);
  });

  it("has no Welch test where a group is constant, and Games–Howell copes with one such group", () => {
    const columns = { x: [0.1, 0.1, 0.1, 2, 3, 5, 7, 8, 8], g };
    expect(result(columns, { postHoc: "gamesHowell" })).toMatchObject({ welch: null, postHoc: [{}, {}, {}] });
  });

  it("takes a group of one as the regression on categories does, without a spread or Welch's test", () => {
    const columns = { x: [1, 2, 4, 3, 5, 9], g: ["a", "a", "a", "b", "b", "c"] };
    const found = result(columns);
    const request = { kind: "linearRegression", outcome: "x", predictors: ["g"] };
    const fit = runRequest({ dataset: datasetOf(columns) }, request, { seed: 1 }).result as unknown as {
      fStatistic: number;
    };
    expect(found.statistic).toBeCloseTo(fit.fStatistic, 10);
    expect(found).toMatchObject({ welch: null, groups: [{}, {}, { n: 1, sd: null }] });
  });

  it.each<[string, Readonly<Record<string, readonly TestCell[]>>, object, RegExp]>([
    ["a single group", { x: [1, 2], g: ["a", "a"] }, {}, /at least two groups/],
    ["one case in each group", { x: [1, 2], g: ["a", "b"] }, {}, /group “a”: .*merge groups by recode/],
    [
      "a group of one for Games–Howell",
      { x: [1, 2, 3], g: ["a", "a", "b"] },
      { postHoc: "gamesHowell" },
      /group “b”: .*merge groups by recode/,
    ],
    ["groups without spread", { x: [0.1, 0.1, 0.2, 0.2], g: ["a", "a", "b", "b"] }, {}, /same value in every/],
    [
      "two constant groups for Games–Howell",
      { x: [1, 1, 1, 2, 2, 2, 3, 4, 5], g },
      { postHoc: "gamesHowell" },
      /“a”, “b” have none; take postHoc tukey/,
    ],
    [
      "more groups than pairs can be read",
      { x: Array.from({ length: 62 }, (_, row) => row), g: Array.from({ length: 62 }, (_, row) => row % 31) },
      {},
      /at most 30 groups, got 31/,
    ],
  ])("refuses %s", (_, columns, more, message) => {
    expect(() => result(columns, more)).toThrow(message);
  });
});
