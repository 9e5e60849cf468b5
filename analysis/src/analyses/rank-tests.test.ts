import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";

const result = (request: Readonly<Record<string, unknown>>, columns: Readonly<Record<string, readonly TestCell[]>>) =>
  runRequest({ dataset: datasetOf(columns) }, request, { seed: 1 }).result;
const byG = { variable: "x", by: "g" };

describe("mannWhitney", () => {
  const request = { kind: "mannWhitney", variable: "fair1", by: "sex" };

  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "不同性别在程序公正上的Mann-Whitney检验
      组别 | n | 中位数（四分位数） | 平均秩 | U | z | p | r
      男 | 6 | 3.00（2.25，4.50） | 5.50 | 12.0 | -0.474 | 0.636 | -0.200
      女 | 5 | 4.00（3.00，4.00） | 6.60 |  |  |  | 
      n=11；r为秩双列相关，p为校正结与连续性的正态近似；* p<0.05，** p<0.01，*** p<0.001
      未发现“程序公正”在“男”和“女”之间存在显著差异（U=12.0，p=0.636，r=-0.200）。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Mann–Whitney test of Fair procedure by Sex
      Group | n | Median (quartiles) | Mean rank | U | z | p | r
      men | 6 | 3.00 (2.25, 4.50) | 5.50 | 12.0 | -0.474 | 0.636 | -0.200
      women | 5 | 4.00 (3.00, 4.00) | 6.60 |  |  |  | 
      n=11; r is the rank-biserial correlation, p the normal approximation corrected for ties and continuity; * p<0.05, ** p<0.01, *** p<0.001
      No significant difference of “Fair procedure” between “men” and “women” was found (U=12.0, p=0.636, r=-0.200). Small sample (n<30); read with care."
    `);
  });

  it("names the higher group where it differs", () => {
    const columns = { x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], g: ["a", "a", "a", "a", "a", "b", "b", "b", "b", "b"] };
    expect(show(datasetOf(columns), { kind: "mannWhitney", ...byG }, "zh")).toContain("“b”较高，效应较大");
  });

  it.each<[string, Readonly<Record<string, readonly TestCell[]>>, RegExp]>([
    ["three groups", { x: [1, 2, 3], g: ["a", "b", "c"] }, /exactly two groups .*use kruskalWallis.*got 3/],
    ["values that are all equal", { x: [2, 2, 2], g: ["a", "b", "b"] }, /same value/],
  ])("refuses %s", (_, columns, message) => {
    expect(() => result({ kind: "mannWhitney", ...byG }, columns)).toThrow(message);
  });
});

describe("kolmogorovSmirnov", () => {
  const request = { kind: "kolmogorovSmirnov", variable: "fair1", by: "sex" };

  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "不同性别在程序公正上的两样本Kolmogorov-Smirnov检验
      组别 | n | 中位数 | 不高于2的占比 | D | p
      男 | 6 | 3.00 | 33.3% | 0.333 | 0.740
      女 | 5 | 4.00 | 0.0% |  | 
      n=11；D为两条经验分布曲线的最大距离；p为精确值，已计入相同取值；* p<0.05，** p<0.01，*** p<0.001
      未发现“程序公正”在“男”和“女”之间的分布存在显著差异（D=0.333，p=0.740）。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Two-sample Kolmogorov–Smirnov test of Fair procedure by Sex
      Group | n | Median | At or below 2 | D | p
      men | 6 | 3.00 | 33.3% | 0.333 | 0.740
      women | 5 | 4.00 | 0.0% |  | 
      n=11; D is the largest distance of the two empirical distribution functions; p is exact, given the ties; * p<0.05, ** p<0.01, *** p<0.001
      No significant difference between the distributions of “Fair procedure” in “men” and “women” was found (D=0.333, p=0.740). Small sample (n<30); read with care."
    `);
  });

  it("says where the distributions lie furthest apart, and that it is no test of the level", () => {
    const columns = { x: [1, 1, 1, 2, 9, 9, 3, 4, 4, 5, 5, 6], g: "aaaaaabbbbbb".split("") };
    expect(show(datasetOf(columns), { kind: "kolmogorovSmirnov", ...byG }, "zh")).toMatchInlineSnapshot(`
      "不同g在x上的两样本Kolmogorov-Smirnov检验
      组别 | n | 中位数 | 不高于2的占比 | D | p
      a | 6 | 1.50 | 66.7% | 0.667 | 0.069
      b | 6 | 4.50 | 0.0% |  | 
      n=12；D为两条经验分布曲线的最大距离；p为精确值，已计入相同取值；* p<0.05，** p<0.01，*** p<0.001
      未发现“x”在“a”和“b”之间的分布存在显著差异（D=0.667，p=0.069）。样本较小（n<30），结果仅供参考。"
    `);
    const apart = {
      x: Array.from({ length: 1000 }, (_, row) => row),
      g: Array.from({ length: 1000 }, (_, row) => (row < 400 ? "a" : "b")),
    };
    expect(show(datasetOf(apart), { kind: "kolmogorovSmirnov", ...byG }, "zh")).toMatch(
      /“a”为100.0%，“b”为0.0%。.*不专指水平高低。$/s,
    );
    expect(result({ kind: "kolmogorovSmirnov", ...byG }, apart)).toMatchObject({
      d: 1,
      method: "asymptotic",
      largest: { at: 399 },
    });
    const steps = JSON.stringify(result({ kind: "kolmogorovSmirnov", ...byG }, apart)).match(/"shares"/g);
    expect(steps?.length).toBeLessThan(250);
  });

  it.each<[string, Readonly<Record<string, readonly TestCell[]>>, RegExp]>([
    ["three groups", { x: [1, 2, 3], g: ["a", "b", "c"] }, /exactly two groups .*use kruskalWallis.*got 3/],
    ["values that are all equal", { x: [2, 2, 2], g: ["a", "b", "b"] }, /same value/],
  ])("refuses %s", (_, columns, message) => {
    expect(() => result({ kind: "kolmogorovSmirnov", ...byG }, columns)).toThrow(message);
  });
});

describe("wilcoxonSignedRank", () => {
  const request = { kind: "wilcoxonSignedRank", paired: ["need1", "need2"] };

  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "减负与经费的Wilcoxon符号秩检验
      组别 | n | 中位数（四分位数） | V | z | p | r
      减负 | 12 | 5.00（4.00，5.00） | 78.0 | 3.056** | 0.002 | 1.000
      经费 | 12 | 3.00（2.00，3.00） |  |  |  | 
      n=12，其中有差异的12对；p为校正结与连续性的正态近似；* p<0.05，** p<0.01，*** p<0.001
      “减负”与“经费”的差异具有统计学意义（V=78.0，p=0.002，r=1.000），“减负”较高，效应较大。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Wilcoxon signed rank test of Relief and Funds
      Group | n | Median (quartiles) | V | z | p | r
      Relief | 12 | 5.00 (4.00, 5.00) | 78.0 | 3.056** | 0.002 | 1.000
      Funds | 12 | 3.00 (2.00, 3.00) |  |  |  | 
      n=12, of which 12 pairs differ; p is the normal approximation corrected for ties and continuity; * p<0.05, ** p<0.01, *** p<0.001
      “Relief” and “Funds” differ significantly (V=78.0, p=0.002, r=1.000), “Relief” is higher, large effect. Small sample (n<30); read with care."
    `);
  });

  it("turns its sign with the order of the pair, and counts pairs that differ apart", () => {
    const columns = { x: [3, 5, 2, 4, null], y: [1, 5, 3, 1, 2] };
    const there = result({ kind: "wilcoxonSignedRank", paired: ["x", "y"] }, columns);
    expect(there).toMatchObject({ n: 4, used: 3, v: 5, rankBiserial: 2 / 3 });
    expect(result({ kind: "wilcoxonSignedRank", paired: ["y", "x"] }, columns)).toMatchObject({ v: 1 });
  });

  it.each<[string, Readonly<Record<string, readonly TestCell[]>>, RegExp]>([
    ["no complete pair", { x: [1, null], y: [null, 2] }, /at least one complete pair, got 0/],
    ["pairs that are all equal", { x: [1, 2], y: [1, 2] }, /“x − y” has the same value/],
  ])("refuses %s", (_, columns, message) => {
    expect(() => result({ kind: "wilcoxonSignedRank", paired: ["x", "y"] }, columns)).toThrow(message);
  });
});

describe("kruskalWallis", () => {
  const request = { kind: "kruskalWallis", variable: "fair1", by: "unit" };

  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "不同单位类型在程序公正上的Kruskal-Wallis检验
      组别 | n | 中位数（四分位数） | 平均秩 | H | df | p | ε²
      高校 | 4 | 2.50（2.00，3.00） | 3.00 | 8.693* | 2 | 0.013 | 0.790
      院所 | 4 | 3.50（3.00，4.00） | 6.25 |  |  |  | 
      企业 | 4 | 5.00（4.75，5.00） | 10.25 |  |  |  | 
      n=12；* p<0.05，** p<0.01，*** p<0.001；事后比较：Dunn（Holm校正）
      不同单位类型在“程序公正”上的分布差异具有统计学意义（H=8.693，p=0.013，ε²=0.790），效应较大。样本较小（n<30），结果仅供参考。
      事后比较显示：“企业”>“高校”。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Kruskal–Wallis test of Fair procedure by Institution
      Group | n | Median (quartiles) | Mean rank | H | df | p | ε²
      university | 4 | 2.50 (2.00, 3.00) | 3.00 | 8.693* | 2 | 0.013 | 0.790
      institute | 4 | 3.50 (3.00, 4.00) | 6.25 |  |  |  | 
      company | 4 | 5.00 (4.75, 5.00) | 10.25 |  |  |  | 
      n=12; * p<0.05, ** p<0.01, *** p<0.001; post hoc: Dunn (Holm)
      The distribution of “Fair procedure” differs significantly by Institution (H=8.693, p=0.013, ε²=0.790), large effect. Small sample (n<30); read with care.
      Post hoc comparisons show “company”>“university”."
    `);
  });

  it("says nothing of pairs where the groups do not differ", () => {
    expect(show(sampleAnswers, { ...request, variable: "need1" }, "zh")).toMatch(/未发现不同单位类型.*仅供参考。$/);
  });

  it.each<[string, Readonly<Record<string, readonly TestCell[]>>, RegExp]>([
    ["one group", { x: [1, 2], g: ["a", "a"] }, /at least two groups/],
    ["values that are all equal", { x: [2, 2, 2], g: ["a", "b", "c"] }, /same value/],
    [
      "more groups than pairs can be read",
      { x: Array.from({ length: 31 }, (_, row) => row), g: Array.from({ length: 31 }, (_, row) => row) },
      /at most 30 groups, got 31/,
    ],
  ])("refuses %s", (_, columns, message) => {
    expect(() => result({ kind: "kruskalWallis", ...byG }, columns)).toThrow(message);
  });
});
