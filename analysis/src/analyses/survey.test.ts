import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";
import type { RakeResult } from "./rake.ts";
import type { SurveyMeanResult } from "./survey-mean.ts";

const columns = {
  y: [1, 2, 3, 4, 5, 6, 7, 8],
  w: [2, 2, 1, 1, 3, 3, 1, 1],
  s: ["a", "a", "a", "a", "b", "b", "b", "b"],
  c: [1, 1, 2, 2, 1, 1, 2, 3],
  size: [40, 40, 40, 40, 30, 30, 30, 30],
  g: ["m", "f", "m", "f", "m", "f", "m", "f"],
};
type Columns = Readonly<Record<string, readonly TestCell[]>>;
const mean = (more: object, data: Columns = columns) =>
  runRequest({ dataset: datasetOf(data) }, { kind: "surveyMean", variable: "y", weight: "w", ...more }, { seed: 1 })
    .result as SurveyMeanResult;
const raked = (more: object, data: Columns = columns) =>
  runRequest({ dataset: datasetOf(data) }, { kind: "rake", margins: { g: { m: 60, f: 40 } }, ...more }, { seed: 1 })
    .result as RakeResult;

describe("surveyMean", () => {
  it("speaks Chinese and English", () => {
    const request = { kind: "surveyMean", variable: "fair1", weight: "need1", strata: "unit" };
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "程序公正的加权均值
      变量 | n | 未加权均值 | 加权均值 | 标准误 | 95%下限 | 95%上限 | 设计效应
      程序公正 | 12 | 3.58 | 3.58 | 0.166 | 3.21 | 3.96 | 0.35
      标准误按泰勒线性化计算，自由度9；3层
      “程序公正”的加权均值为3.58（95%置信区间3.21—3.96，n=12），未加权均值为3.58。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Survey mean of Fair procedure
      Variable | n | Unweighted mean | Weighted mean | SE | 95 % low | 95 % high | Design effect
      Fair procedure | 12 | 3.58 | 3.58 | 0.166 | 3.21 | 3.96 | 0.35
      errors by Taylor linearisation, 9 degrees of freedom; 3 strata
      The weighted mean of “Fair procedure” is 3.58 (95 % interval 3.21 to 3.96, n=12), unweighted 3.58. Small sample (n<30); read with care."
    `);
  });

  it("counts clusters within strata, whatever they are called", () => {
    expect(mean({ strata: "s", cluster: "c" })).toMatchObject({ n: 8, strata: 2, clusters: 5, df: 3 });
    expect(mean({ cluster: "c" })).toMatchObject({ clusters: 3, df: 2 });
  });

  it("takes a filter as a domain: fewer cases, while the design stays", () => {
    const part = mean({ strata: "s", where: { variable: "g", eq: "m" } });
    const cut = runRequest(
      { dataset: datasetOf(columns) },
      { kind: "describe", variables: ["y"], weight: "w", where: { variable: "g", eq: "m" } },
      { seed: 1 },
    ).result as unknown as { readonly mean: number };
    expect(part).toMatchObject({ n: 4, clusters: 8, estimate: cut.mean });
  });

  it("leaves out cases without a weight, and those of weight zero from n", () => {
    expect(mean({}, { ...columns, w: [2, 2, 1, 1, 3, 3, null, 0] })).toMatchObject({ n: 6, weightedN: 12 });
  });

  it("takes shares drawn in place of sizes", () => {
    const shares = { ...columns, size: columns.size.map((size) => 4 / size) };
    expect(mean({ strata: "s", fpc: "size" }, shares).se).toBeCloseTo(mean({ strata: "s", fpc: "size" }).se, 12);
  });

  it.each<[string, object, Columns, string, RegExp]>([
    [
      "a stratum of one cluster",
      { strata: "s" },
      { ...columns, s: ["a", "a", "a", "a", "a", "a", "a", "b"] },
      "design.lonely-stratum",
      /“b” has one cluster/,
    ],
    [
      "sizes that differ in a stratum",
      { strata: "s", fpc: "size" },
      { ...columns, size: [40, 41, 40, 40, 30, 30, 30, 30] },
      "design.fpc",
      /differs within a stratum/,
    ],
    [
      "a size below what was drawn",
      { strata: "s", fpc: "size" },
      { ...columns, size: columns.size.map(() => 3) },
      "design.fpc",
      /is 3 where 4 were drawn/,
    ],
    ["no weight above 0", {}, { ...columns, w: columns.w.map(() => 0) }, "data.too-few", /a weight above 0/],
    ["a domain of one case", { where: { variable: "y", eq: 3 } }, columns, "data.too-few", /1 cases/],
  ])("refuses %s", (_, more, data, code, message) => {
    expect(() => mean(more, data)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });
});

describe("rake", () => {
  const request = {
    kind: "rake",
    margins: { unit: { 1: 50, 2: 30, 3: 20 }, sex: { 1: 55, 2: 45 } },
    variable: "fair1",
  };

  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "权重的质量
      指标 | 数值
      有权重的人数 | 11
      权重合计 | 100.00
      最小权重 | 6.366
      最大权重 | 12.927
      Kish设计效应 | 1.083
      有效样本量 | 10.2
      程序公正的加权均值 | 3.22
      程序公正的未加权均值 | 3.45
      迭代7次收敛
      加权后设计效应为1.083，11份答卷的精度相当于约10份简单随机样本。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, { ...request, limit: 1.5 }, "en")).toMatchInlineSnapshot(`
      "Quality of the weights
      Figure | Value
      Cases with a weight | 11
      Sum of weights | 100.00
      Smallest weight | 6.366
      Largest weight | 12.927
      Cases cut to the limit of 1.5 times the mean | 0
      Kish's design effect | 1.083
      Effective sample size | 10.2
      Weighted mean of Fair procedure | 3.22
      Unweighted mean of Fair procedure | 3.45
      converged after 7 sweeps
      Weighting has a design effect of 1.083: 11 cases are worth about 10 of a simple random sample. Small sample (n<30); read with care."
    `);
  });

  it("is post-stratification with one margin, crossed margins too", () => {
    expect(raked({}).weights).toEqual([15, 10, 15, 10, 15, 10, 15, 10]);
    const crossed = raked({ margins: { "g*s": { "m*a": 10, "f*a": 20, "m*b": 30, "f*b": 40 } } });
    expect(crossed.weights).toEqual([5, 10, 5, 10, 15, 20, 15, 20]);
  });

  it("gives equal weights, and no design effect, where the margins are what the cases have", () => {
    const { weights, kishDesignEffect, effectiveN } = raked({ margins: { g: { m: 4, f: 4 }, s: { a: 4, b: 4 } } });
    expect(weights).toEqual(columns.y.map(() => 1));
    expect([kishDesignEffect, effectiveN]).toEqual([1, 8]);
  });

  it("starts from design weights", () => {
    expect(raked({ weight: "w" }).weights).toEqual(
      [2, 2, 1, 1, 3, 3, 1, 1]
        .map((w, row) => (row % 2 === 0 ? (w * 60) / 7 : (w * 40) / 7))
        .map((w) => expect.closeTo(w, 10)),
    );
  });

  it("leaves out cases of which a margin is missing", () => {
    expect(raked({}, { ...columns, g: ["m", "f", null, "f", "m", "f", "m", "f"] })).toMatchObject({
      n: 7,
      weightSum: expect.closeTo(100, 9),
    });
  });

  it("gives the same weights as a derived variable, to any analysis", () => {
    const derive = [{ name: "own", op: "rake", margins: { g: { m: 60, f: 40 } }, limit: 2 }];
    const described = runRequest(
      { dataset: datasetOf(columns) },
      { kind: "describe", variables: ["y"], weight: "own", derive },
      { seed: 1 },
    ).result as unknown as { mean: number };
    expect(described.mean).toBeCloseTo(raked({ variable: "y" }).weightedMean ?? 0, 12);
  });

  it.each<[string, object, RegExp]>([
    ["a value without a total", { margins: { g: { m: 1 } } }, /no total for the value “f”/],
    ["a total without a case", { margins: { g: { m: 1, f: 1, x: 1 } } }, /asks for 1 of “x”/],
    ["sums that differ", { margins: { g: { m: 1, f: 1 }, s: { a: 2, b: 2 } } }, /give the same sum/],
    ["nothing to reach", { margins: { g: { m: 0, f: 0 } } }, /add up to 0/],
    ["no margins", { margins: {} }, /at least one variable/],
    ["an unknown variable", { margins: { nobody: { 1: 1 } } }, /no variable “nobody”/],
  ])("refuses %s", (_, more, message) => {
    expect(() => raked(more)).toThrow(message);
  });
});

describe("crosstab with a design", () => {
  it("lets the test that respects the design speak", () => {
    const request = { kind: "crosstab", rows: "unit", columns: "sex", weight: "need1", cluster: "fair1" };
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "单位类型与性别的交叉表
      单位类型 | 男 | 女 | 合计
      高校 | 10（52.6） | 9（47.4） | 19
      院所 | 8（47.1） | 9（52.9） | 17
      企业 | 9（64.3） | 5（35.7） | 14
      χ²=0.940，df=2，p=0.625，Cramér's V=0.137；Rao-Scott校正F(1.41, 4.2)=0.041，p=0.914；n=50；* p<0.05，** p<0.01，*** p<0.001
      未发现“单位类型”与“性别”存在显著关联（χ²=0.940，Rao-Scott校正p=0.914，Cramér's V=0.137）。样本较小（n<30），结果仅供参考。"
    `);
  });

  it("wants a weight beside strata and clusters", () => {
    const request = { kind: "crosstab", rows: "g", columns: "s", strata: "s" };
    expect(() => runRequest({ dataset: datasetOf(columns) }, request, { seed: 1 })).toThrow(/expected a weight/);
  });
});
