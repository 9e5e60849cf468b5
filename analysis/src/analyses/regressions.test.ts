import { seededRandom } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { show } from "../testing/show.ts";
import type { LinearResult } from "./linear-regression-fit.ts";

const random = seededRandom(9);
const rows = Array.from({ length: 90 }, (_, row) => {
  const [a, unit] = [1 + Math.floor(random() * 5), row % 3];
  return { a, unit, b: 1 + Math.floor(random() * 5), y: a + 2 * unit + Math.round(3 * random()) };
});
const columns = {
  y: rows.map(({ y }) => y),
  a: rows.map(({ a }) => a),
  b: rows.map(({ b }) => b),
  unit: rows.map(({ unit }) => ["高校", "院所", "企业"][unit] ?? ""),
  stay: rows.map(({ a }) => (a + 3 * random() > 4 ? 1 : 0)),
  level: rows.map(({ a }) => 1 + Math.floor((a - 1 + 3 * random()) / 3)),
};
const texts = (zh: string, en: string) => ({ label: { zh, en } });
const about = {
  y: texts("满意度", "Satisfaction"),
  a: texts("支持感", "Support"),
  unit: texts("单位类型", "Institution"),
  stay: { ...texts("留任意愿", "Stays"), valueLabels: [{ value: "1", label: { zh: "愿意", en: "yes" } }] },
  level: texts("投入程度", "Engagement"),
};
const dataset = datasetOf(columns, about);
const run = (
  request: Readonly<Record<string, unknown>>,
  data: Readonly<Record<string, readonly TestCell[]>> = columns,
) => runRequest({ dataset: datasetOf(data) }, request, { seed: 1 }).result;
const linear = { kind: "linearRegression", outcome: "y", predictors: ["a", "unit"] };

describe("linearRegression", () => {
  it("speaks Chinese and English", () => {
    expect(show(dataset, linear, "zh")).toMatchInlineSnapshot(`
      "满意度的线性回归
      变量 | B | 标准误 | β | t | p | VIF
      （常数项） | 5.115*** | 0.298 | — | 17.172 | <0.001 | —
      支持感 | 1.056*** | 0.073 | 0.626 | 14.424 | <0.001 | 1.03
      单位类型：院所（参照：企业） | -1.487*** | 0.248 | -0.298 | -6.004 | <0.001 | 1.03
      单位类型：高校（参照：企业） | -3.589*** | 0.247 | -0.720 | -14.547 | <0.001 | 1.03
      n=90；R²=0.843；调整R²=0.837；F(3, 86)=153.415；p<0.001；D-W=2.33；Breusch–Pagan p=0.586；* p<0.05，** p<0.01，*** p<0.001
      模型整体具有统计学意义（F=153.415，p<0.001），自变量共解释“满意度”变异的84.3%（n=90）。
      在其他自变量不变时，“支持感”与“满意度”正向相关（B=1.056，p<0.001）。
      在其他自变量不变时，“单位类型：院所”与“企业”相比，“满意度”较低（B=-1.487，p<0.001）。
      在其他自变量不变时，“单位类型：高校”与“企业”相比，“满意度”较低（B=-3.589，p<0.001）。
      回归系数反映相关关系，不能据此推断因果。"
    `);
    expect(show(dataset, { ...linear, cluster: "b" }, "en")).toMatchInlineSnapshot(`
      "Linear regression of Satisfaction
      Term | B | SE | Cluster SE | β | t | p | VIF
      (Intercept) | 5.115*** | 0.298 | 0.290 | — | 17.642 | <0.001 | —
      Support | 1.056*** | 0.073 | 0.036 | 0.626 | 28.988 | <0.001 | 1.03
      Institution: 院所 (vs 企业) | -1.487*** | 0.248 | 0.163 | -0.298 | -9.130 | <0.001 | 1.03
      Institution: 高校 (vs 企业) | -3.589*** | 0.247 | 0.213 | -0.720 | -16.839 | <0.001 | 1.03
      n=90; R²=0.843; adjusted R²=0.837; F(3, 86)=153.415; p<0.001; D-W=2.33; Breusch–Pagan p=0.586; * p<0.05, ** p<0.01, *** p<0.001
      The model is significant (F=153.415, p<0.001); the predictors account for 84.3 % of the variation of “Satisfaction” (n=90).
      Other predictors equal, “Support” is positively associated with “Satisfaction” (B=1.056, p<0.001).
      Other predictors equal, “Institution: 院所” against “企业” goes with lower “Satisfaction” (B=-1.487, p<0.001).
      Other predictors equal, “Institution: 高校” against “企业” goes with lower “Satisfaction” (B=-3.589, p<0.001).
      Coefficients show association, not cause."
    `);
  });

  it("takes a numeric variable as categories where it is declared nominal", () => {
    const coded = { ...columns, unit: rows.map(({ unit }) => unit) };
    const asked = (measure: "nominal" | "scale") =>
      runRequest({ dataset: datasetOf(coded, { unit: { measure } }) }, linear, { seed: 1 }).result as LinearResult;
    expect(asked("nominal").coefficients.map(({ term }) => term)).toEqual(["(Intercept)", "a", "unit1", "unit2"]);
    expect(asked("scale").coefficients).toHaveLength(3);
    expect(asked("nominal").rSquared).toBeCloseTo((run(linear) as LinearResult).rSquared, 12);
  });

  it("compares groups as a t test with equal variances does", () => {
    const data = { y: columns.y, half: rows.map((_, row) => (row < 40 ? "p" : "q")) };
    const slope = (run({ kind: "linearRegression", outcome: "y", predictors: ["half"] }, data) as LinearResult)
      .coefficients[1];
    const t = run({ kind: "tTest", variable: "y", by: "half", equalVariances: true }, data) as unknown as {
      statistic: number;
      p: number;
    };
    expect(slope?.t).toBeCloseTo(-t.statistic, 10);
    expect(slope?.p).toBeCloseTo(t.p, 10);
  });

  it("gives the errors by clusters as the robust ones unless HC3 was asked for", () => {
    const [hc3, byCluster, both] = [{ robust: "HC3" }, { cluster: "b" }, { robust: "HC3", cluster: "b" }].map(
      (asked) => (run({ ...linear, ...asked }) as LinearResult).coefficients[1],
    );
    expect(byCluster).toMatchObject({ robustSe: both?.clusterSe, robustP: both?.clusterP, clusterSe: both?.clusterSe });
    expect(both?.robustSe).toBe(hc3?.robustSe);
    expect(hc3?.robustSe).not.toBe(byCluster?.robustSe);
  });

  it("says so where the fit is perfect, and gives no test", () => {
    const data = { y: [1, 2, 3, 4, 5], x: [2, 4, 6, 8, 10] };
    const perfect = { kind: "linearRegression", outcome: "y", predictors: ["x"] };
    expect(run(perfect, data)).toMatchObject({ fStatistic: null, p: null, warnings: [/determine the outcome/] });
    expect(show(datasetOf(data), perfect, "zh")).toContain("检验没有意义");
  });
});

describe("logisticRegression", () => {
  const request = { kind: "logisticRegression", outcome: "stay", predictors: ["a", "unit"] };

  it("speaks Chinese and English", () => {
    expect(show(dataset, request, "zh")).toMatchInlineSnapshot(`
      "留任意愿的二元Logit回归
      变量 | B | 标准误 | z | p | OR | OR的95%置信区间
      （常数项） | -7.907*** | 2.260 | -3.498 | <0.001 | 0.000 | ［0.000，0.031］
      支持感 | 3.007*** | 0.738 | 4.072 | <0.001 | 20.233 | ［4.759，86.025］
      单位类型：院所（参照：企业） | -0.163 | 1.042 | -0.156 | 0.876 | 0.849 | ［0.110，6.554］
      单位类型：高校（参照：企业） | 0.922 | 1.230 | 0.749 | 0.454 | 2.513 | ［0.225，28.016］
      n=90；似然比检验χ²=75.678，df=3，p<0.001；McFadden R²=0.678；Nagelkerke R²=0.800；AIC=43.92；* p<0.05，** p<0.01，*** p<0.001
      “留任意愿”的回归模型整体具有统计学意义（χ²=75.678，p<0.001，McFadden R²=0.678）。
      在其他自变量不变时，“支持感”每增加1，“留任意愿为愿意”的优势为原来的20.233倍，即更高（p<0.001）。
      较少一类结果的人数不足自变量数的十倍，估计不稳定，请谨慎使用。
      回归系数反映相关关系，不能据此推断因果。"
    `);
    expect(show(dataset, request, "en")).toMatchInlineSnapshot(`
      "Logistic regression of Stays
      Term | B | SE | z | p | OR | 95 % interval of OR
      (Intercept) | -7.907*** | 2.260 | -3.498 | <0.001 | 0.000 | [0.000, 0.031]
      Support | 3.007*** | 0.738 | 4.072 | <0.001 | 20.233 | [4.759, 86.025]
      Institution: 院所 (vs 企业) | -0.163 | 1.042 | -0.156 | 0.876 | 0.849 | [0.110, 6.554]
      Institution: 高校 (vs 企业) | 0.922 | 1.230 | 0.749 | 0.454 | 2.513 | [0.225, 28.016]
      n=90; likelihood ratio χ²=75.678, df=3, p<0.001; McFadden R²=0.678; Nagelkerke R²=0.800; AIC=43.92; * p<0.05, ** p<0.01, *** p<0.001
      The model of “Stays” is significant (χ²=75.678, p<0.001, McFadden R²=0.678).
      Other predictors equal, “Support” one higher goes with higher odds of “Stays: yes” (OR=20.233, p<0.001).
      The rarest outcome has fewer than ten cases a coefficient; estimates are unstable.
      Coefficients show association, not cause."
    `);
  });
});

describe("ordinalRegression", () => {
  const request = { kind: "ordinalRegression", outcome: "level", predictors: ["a"] };

  it("speaks Chinese and English", () => {
    expect(show(dataset, request, "zh")).toMatchInlineSnapshot(`
      "投入程度的有序Logit回归
      变量 | B | 标准误 | z | p | OR | OR的95%置信区间
      支持感 | 2.615*** | 0.527 | 4.962 | <0.001 | 13.670 | ［4.866，38.406］
      阈值：1｜2 | 6.319 | 1.402 |  |  |  | 
      阈值：2｜3 | 13.957 | 2.603 |  |  |  | 
      n=90；似然比检验χ²=81.527，df=1，p<0.001；McFadden R²=0.521；Nagelkerke R²=0.723；AIC=80.91；* p<0.05，** p<0.01，*** p<0.001
      “投入程度”的回归模型整体具有统计学意义（χ²=81.527，p<0.001，McFadden R²=0.521）。
      在其他自变量不变时，“支持感”每增加1，“投入程度”处于更高类别的优势为原来的13.670倍，即更高（p<0.001）。
      较少一类结果的人数不足自变量数的十倍，估计不稳定，请谨慎使用。
      回归系数反映相关关系，不能据此推断因果。"
    `);
    expect(show(dataset, request, "en")).toMatchInlineSnapshot(`
      "Ordinal regression of Engagement
      Term | B | SE | z | p | OR | 95 % interval of OR
      Support | 2.615*** | 0.527 | 4.962 | <0.001 | 13.670 | [4.866, 38.406]
      Threshold 1 | 2 | 6.319 | 1.402 |  |  |  | 
      Threshold 2 | 3 | 13.957 | 2.603 |  |  |  | 
      n=90; likelihood ratio χ²=81.527, df=1, p<0.001; McFadden R²=0.521; Nagelkerke R²=0.723; AIC=80.91; * p<0.05, ** p<0.01, *** p<0.001
      The model of “Engagement” is significant (χ²=81.527, p<0.001, McFadden R²=0.521).
      Other predictors equal, “Support” one higher goes with higher odds of a higher category of “Engagement” (OR=13.670, p<0.001).
      The rarest outcome has fewer than ten cases a coefficient; estimates are unstable.
      Coefficients show association, not cause."
    `);
  });
});

describe("regressions", () => {
  const some = { y: [1, 2, 4, 3, 5, 4], x: [1, 2, 3, 4, 5, 6], d: [0, 0, 0, 1, 1, 1] };
  it.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, readonly TestCell[]>>, string, RegExp]>([
    [
      "too few cases",
      { kind: "linearRegression", outcome: "y", predictors: ["x"] },
      { y: [1, 2], x: [1, 3] },
      "data.too-few",
      /at least 3 complete cases, got 2/,
    ],
    [
      "an outcome without variation",
      { kind: "linearRegression", outcome: "y", predictors: ["x"] },
      { ...some, y: some.x.map(() => 0.1) },
      "data.no-variation",
      /“y”/,
    ],
    [
      "a constant predictor",
      { kind: "linearRegression", outcome: "y", predictors: ["x", "c"] },
      { ...some, c: some.x.map(() => 7) },
      "data.dependent",
      /“c”/,
    ],
    [
      "predictors that make each other up",
      { kind: "linearRegression", outcome: "y", predictors: ["x", "c"] },
      { ...some, c: some.x.map((value) => 1 - 0.1 * value) },
      "data.dependent",
      /“c” follows exactly/,
    ],
    [
      "a predictor without variation",
      { kind: "linearRegression", outcome: "y", predictors: ["x", "c"] },
      { ...some, c: some.x.map(() => 3) },
      "data.dependent",
      /“c” has the same value in every complete case/,
    ],
    [
      "the outcome among its predictors",
      { kind: "linearRegression", outcome: "y", predictors: ["y"] },
      some,
      "request.invalid",
      /none that is the outcome/,
    ],
    [
      "one cluster",
      { kind: "linearRegression", outcome: "y", predictors: ["x"], cluster: "c" },
      { ...some, c: some.x.map(() => 1) },
      "data.too-few",
      /at least two clusters/,
    ],
    [
      "an outcome that is not 0 or 1",
      { kind: "logisticRegression", outcome: "y", predictors: ["x"] },
      some,
      "outcome.not-binary",
      /recode it/,
    ],
    [
      "separated data",
      { kind: "logisticRegression", outcome: "d", predictors: ["y", "x"] },
      some,
      "data.separated",
      /look at “x” first/,
    ],
    [
      "an outcome of one value",
      { kind: "logisticRegression", outcome: "d", predictors: ["x"] },
      { ...some, d: some.x.map(() => 1) },
      "data.no-variation",
      /“d”/,
    ],
    ["separated order", { kind: "ordinalRegression", outcome: "d", predictors: ["x"] }, some, "data.separated", /“x”/],
    [
      "dependent predictors of a logit",
      { kind: "ordinalRegression", outcome: "y", predictors: ["x", "c"] },
      { ...some, c: some.x.map((value) => 3 * value) },
      "data.dependent",
      /“c”/,
    ],
  ])("refuse %s", (_, request, data, code, message) => {
    expect(() => run(request, data)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});

describe("dependent predictors of a logit over many cases", () => {
  const rows = Array.from({ length: 24_000 }, (_, row) => row);
  const x = rows.map((row) => (row * 7919) % 101);
  const z = rows.map((row) => (row * 104_729) % 97);
  const d = rows.map((row) => ((row * 15_485_863) % 2) ^ (row % 3 === 0 ? 1 : 0));
  const request = { kind: "logisticRegression", outcome: "d", predictors: ["x", "z", "c"] };

  it("are refused by the one that others make up", () => {
    const c = x.map((value, row) => value + 2 * (z[row] ?? 0));
    expect(() => run(request, { d, x, z, c })).toThrow(
      expect.objectContaining({ code: "data.dependent", message: expect.stringMatching(/“c” follows exactly/) }),
    );
  });

  it("are none where only the cases of a part look so", () => {
    const c = x.map((value, row) => (row % 4 === 0 ? value : (z[row] ?? 0)));
    expect(run(request, { d, x, z, c })).toMatchObject({ n: 24_000 });
  });
});
