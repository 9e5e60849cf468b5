import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";

const run = (columns: Readonly<Record<string, readonly TestCell[]>>, more: Readonly<Record<string, unknown>>) =>
  runRequest({ dataset: datasetOf(columns) }, { kind: "agreement", raters: ["x", "y"], ...more }, { seed: 1 }).result;

describe("agreement", () => {
  it("speaks Chinese and English", () => {
    const request = { kind: "agreement", raters: ["fair1", "fair2"], method: "weightedKappa", weights: "linear" };
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "评分者一致性
      系数 | 估计值 | 95%置信区间 | 评分对象数 | 评分者数
      加权κ（线性） | 0.581 | ［0.331，0.832］ | 12 | 2
      n=12；评判规则：≥0.81几乎完全，≥0.61高度，≥0.41中度，≥0.21一般（Landis和Koch，1977）
      2名评分者对12个对象评分的加权κ（线性）为0.581，95%置信区间［0.331，0.832］，中度一致。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Agreement of raters
      Coefficient | Estimate | 95 % interval | Units | Raters
      Weighted κ (linear) | 0.581 | [0.331, 0.832] | 12 | 2
      n=12; Rule: ≥0.81 almost perfect, ≥0.61 substantial, ≥0.41 moderate, ≥0.21 fair (Landis & Koch 1977)
      Weighted κ (linear) of 2 raters over 12 units is 0.581, 95 % interval [0.331, 0.832], moderate. Small sample (n<30); read with care."
    `);
  });

  it("lists all forms of the intraclass correlation, and the test of Kendall's W", () => {
    const raters = ["rank1", "rank2", "rank3"];
    expect(
      show(sampleAnswers, { kind: "agreement", raters: ["fair1", "fair2"], method: "icc" }, "zh"),
    ).toMatchInlineSnapshot(`
      "评分者一致性
      系数 | 估计值 | 95%置信区间 | 评分对象数 | 评分者数
      ICC(1,1)（单因素） | 0.802 | ［0.465，0.938］ | 12 | 2
      ICC(2,1)（双因素随机，绝对一致） | 0.801 | ［0.457，0.938］ | 12 | 2
      ICC(3,1)（双因素混合，一致性） | 0.796 | ［0.435，0.937］ | 12 | 2
      ICC(1,k)（单因素） | 0.890 | ［0.635，0.968］ | 12 | 2
      ICC(2,k)（双因素随机，绝对一致） | 0.890 | ［0.628，0.968］ | 12 | 2
      ICC(3,k)（双因素混合，一致性） | 0.887 | ［0.606，0.967］ | 12 | 2
      n=12；评判规则：≥0.90很好，≥0.75好，≥0.50中等（Koo和Li，2016）
      2名评分者对12个对象评分的ICC(2,1)（双因素随机，绝对一致）为0.801，95%置信区间［0.457，0.938］，一致性好。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, { kind: "agreement", raters, method: "kendallW" }, "en")).toMatchInlineSnapshot(`
      "Agreement of raters
      Coefficient | Estimate | 95 % interval | Units | Raters
      Kendall's W | 0.026 | — | 12 | 3
      n=12; χ²=0.861, df=11, p=1.000
      Kendall's W of 3 raters over 12 units is 0.026. Small sample (n<30); read with care."
    `);
  });

  it("compares raters by value, also where they did not use the same values, and texts", () => {
    const columns = { x: ["a", "b", "a", "c"], y: ["a", "b", "b", "d"] };
    expect(run(columns, { method: "percent" })).toMatchObject({ n: 4, raters: 2, estimate: 0.5 });
    expect(run({ x: [1, 2, 1, 3], y: [1, 2, 2, 4] }, { method: "cohenKappa" })).toMatchObject({
      estimate: (0.5 - 0.25) / 0.75,
    });
  });

  it.each<[string, Readonly<Record<string, readonly TestCell[]>>, Readonly<Record<string, unknown>>, RegExp]>([
    ["ratings that are all equal", { x: [1, 1], y: [1, 1] }, { method: "cohenKappa" }, /cohenKappa is not defined/],
    ["no common unit", { x: [1, null], y: [null, 1] }, { method: "percent" }, /at least one unit .* got 0/],
    ["nothing to pair", { x: [1, null], y: [null, 1] }, {}, /krippendorffAlpha is not defined/],
    ["texts as an interval", { x: ["a", "b"], y: ["a", "b"] }, { level: "interval" }, /must hold numbers/],
    ["negative ratios", { x: [-1, 2], y: [1, 2] }, { level: "ratio" }, /0 or more, got -1/],
    [
      "three raters for Cohen's kappa",
      { x: [1, 2], y: [1, 2], z: [1, 2] },
      { method: "cohenKappa", raters: ["x", "y", "z"] },
      /take fleissKappa.*at most 2, got 3/,
    ],
  ])("refuses %s", (_, columns, more, message) => {
    expect(() => run(columns, more)).toThrow(message);
  });
});
