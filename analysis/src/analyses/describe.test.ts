import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";
import type { DescribeResult } from "./describe-result.ts";

const request = { kind: "describe", variables: ["fair1", "need2"] };

const result = (columns: Readonly<Record<string, readonly TestCell[]>>, more = {}) =>
  runRequest({ dataset: datasetOf(columns) }, { kind: "describe", variables: ["x"], ...more }, { seed: 1 })
    .result as DescribeResult;

describe("describe", () => {
  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "描述统计
      变量 | n | 均值 | 标准差 | 中位数 | 最小值 | 最大值 | 偏度 | 峰度
      程序公正 | 12 | 3.58 | 1.08 | 3.50 | 2.00 | 5.00 | 0.00 | -1.15
      经费 | 12 | 2.58 | 0.51 | 3.00 | 2.00 | 3.00 | -0.39 | -2.26
      偏度和峰度为G1、G2（正态为0）。
      “程序公正”的均值为3.58±1.08（n=12）。样本较小（n<30），结果仅供参考。
      “经费”的均值为2.58±0.51（n=12）。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Descriptive statistics
      Variable | n | Mean | SD | Median | Min | Max | Skewness | Kurtosis
      Fair procedure | 12 | 3.58 | 1.08 | 3.50 | 2.00 | 5.00 | 0.00 | -1.15
      Funds | 12 | 2.58 | 0.51 | 3.00 | 2.00 | 3.00 | -0.39 | -2.26
      Skewness and kurtosis are G1 and G2 (0 for the normal).
      “Fair procedure” has a mean of 3.58 ± 1.08 (n=12). Small sample (n<30); read with care.
      “Funds” has a mean of 2.58 ± 0.51 (n=12). Small sample (n<30); read with care."
    `);
  });

  it("describes within groups beside the whole, as a filter to each group would", () => {
    const data = { x: [1, 2, 3, 4, null], w: [1, 2, 1, 1, 1], g: ["b", "a", "b", null, "a"] };
    const one = result(data, { by: "g" });
    expect(one.variables[0]).toMatchObject({ mean: 2.5, missing: 1 });
    for (const weight of [undefined, "w"])
      for (const part of result(data, { by: "g", weight }).variables[0]?.groups ?? []) {
        const { group, ...figures } = part;
        expect(result(data, { weight, where: { variable: "g", eq: group } }).variables[0]).toMatchObject(figures);
      }
    expect(one.variables[0]?.groups?.map(({ group, n, missing }) => [group, n, missing])).toEqual([
      ["a", 1, 1],
      ["b", 2, 0],
    ]);
    expect(() => result(data, { by: "x" })).toThrow(/by: expected none of the variables/);
    expect(show(sampleAnswers, { kind: "describe", variables: ["fair1"], by: "unit" }, "zh")).toMatchInlineSnapshot(`
      "描述统计（按单位类型）
      变量 | 单位类型 | n | 均值 | 标准差 | 中位数 | 最小值 | 最大值 | 偏度 | 峰度
      程序公正 | 高校 | 4 | 2.50 | 0.58 | 2.50 | 2.00 | 3.00 | 0.00 | -6.00
       | 院所 | 4 | 3.50 | 0.58 | 3.50 | 3.00 | 4.00 | 0.00 | -6.00
       | 企业 | 4 | 4.75 | 0.50 | 5.00 | 4.00 | 5.00 | -2.00 | 4.00
       | 合计 | 12 | 3.58 | 1.08 | 3.50 | 2.00 | 5.00 | 0.00 | -1.15
      偏度和峰度为G1、G2（正态为0）。
      “程序公正”的均值为3.58±1.08（n=12）。样本较小（n<30），结果仅供参考。
      按单位类型看，“程序公正”的均值以“企业”最高（4.75），“高校”最低（2.50）；差异是否显著另作检验。"
    `);
  });

  it("puts the fields of a single variable at the top and takes the smallest n of several", () => {
    expect(result({ x: [1, 2, 3] })).toMatchObject({ n: 3, mean: 2, sd: 1, variables: [{ variable: "x", mean: 2 }] });
    expect(result({ x: [1, 2, 3], y: [1, null, null] }, { variables: ["x", "y"] })).toMatchObject({ n: 1 });
  });

  it("leaves out of a weighted description who has no weight", () => {
    expect(result({ x: [1, 2, 9, null], w: [3, 1, null, 1] }, { weight: "w" })).toMatchObject({
      n: 2,
      missing: 2,
      weightedN: 4,
      mean: 1.25,
      max: 2,
      ciLow: null,
    });
  });

  it("gives no deviation of one weighted case, however much it weighs", () => {
    const request = { kind: "describe", variables: ["x"], weight: "w", by: "g" };
    const dataset = datasetOf({ x: [4, 1, 3], w: [14, 2, 2], g: ["a", "b", "b"] });
    expect(runRequest({ dataset }, request, { seed: 1 }).result).toMatchObject({
      groups: [
        { n: 1, mean: 4, sd: null },
        { n: 2, mean: 2 },
      ],
    });
  });
});
