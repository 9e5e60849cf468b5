import { describe, expect, it } from "vitest";
import { makeColumn } from "../dataset/columns.ts";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";
import type { FriedmanResult } from "./friedman.ts";
import type { IccResult } from "./icc.ts";
import type { NpsResult } from "./nps.ts";

type Columns = Readonly<Record<string, readonly TestCell[]>>;
const run = <Result>(request: Readonly<Record<string, unknown>>, columns: Columns): Result =>
  runRequest({ dataset: datasetOf(columns) }, request, { seed: 1 }).result as unknown as Result;

describe("icc", () => {
  const request = { kind: "icc", variables: ["fair1"], cluster: "unit" };
  const columns = { x: [1, 2, 2, 4, 5, 5, 7, 8, 7], g: ["a", "a", "a", "b", "b", "b", "c", "c", "c"] };
  const ask = { kind: "icc", variables: ["x"], cluster: "g" };

  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "按单位类型的组内相关
      变量 | n | 单位数 | ICC(1) | 95%下限 | 95%上限 | ICC(2) | F | p | 设计效应
      程序公正 | 12 | 3 | 0.796 | 0.323 | 0.994 | 0.940 | 16.636 | <0.001 | 3.39
      ICC(1)为单个作答的组内相关，ICC(2)为单位均值的信度；ICC(1)>0.05时应使用按单位聚类的标准误。
      同一单位类型内的“程序公正”较为相近（ICC=0.796，p<0.001），按个人独立计算的p值偏乐观，应使用按单位聚类的标准误。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Intraclass correlation by Institution
      Variable | n | Units | ICC(1) | 95 % low | 95 % high | ICC(2) | F | p | Design effect
      Fair procedure | 12 | 3 | 0.796 | 0.323 | 0.994 | 0.940 | 16.636 | <0.001 | 3.39
      ICC(1) is of one answer, ICC(2) of the mean of a unit; above 0.05 use errors clustered by unit.
      Answers on “Fair procedure” within one Institution are alike (ICC=0.796, p<0.001); p-values that take them as independent are optimistic, use clustered errors. Small sample (n<30); read with care."
    `);
  });

  it("is the one-way form of raters where clusters have equal sizes", () => {
    const wide = { r1: [1, 4, 7], r2: [2, 5, 8], r3: [2, 5, 7] };
    const forms = run<{ forms: readonly { estimate: number; ciLow: number; ciHigh: number; p: number }[] }>(
      { kind: "agreement", raters: ["r1", "r2", "r3"], method: "icc", form: "icc1" },
      wide,
    ).forms;
    const found = run<IccResult>(ask, columns);
    for (const key of ["estimate", "ciLow", "ciHigh", "p"] as const)
      expect(found[key]).toBeCloseTo(forms[0]?.[key] ?? 0, 12);
    expect(found.ofMeans).toBeCloseTo(forms[3]?.estimate ?? 0, 12);
  });

  it("does not change with origin and unit, nor with the names of clusters", () => {
    const plain = run<IccResult>(ask, columns);
    const moved = run<IccResult>(ask, {
      x: columns.x.map((value) => 9 - 2 * value),
      g: columns.g.map((name) => ({ a: "z", b: "y", c: "x" })[name] ?? ""),
    });
    expect(moved.estimate).toBeCloseTo(plain.estimate ?? 0, 12);
    expect(moved.designEffect).toBeCloseTo(plain.designEffect ?? 0, 12);
  });

  it.each<[string, Columns, RegExp]>([
    ["one cluster", { x: [1, 2], g: ["a", "a"] }, /at least two units/],
    ["clusters of one case", { x: [1, 2], g: ["a", "b"] }, /one case in every unit/],
    ["no variation within", { x: [1, 1, 2, 2], g: ["a", "a", "b", "b"] }, /“x within g” has the same value/],
  ])("refuses %s", (_, data, message) => {
    expect(() => run(ask, data)).toThrow(message);
  });
});

describe("nps", () => {
  const columns = { x: [10, 9, 9, 8, 7, 6, 0, 10, null], w: [1, 1, 1, 1, 1, 1, 1, 1, 1] };

  it("speaks Chinese and English", () => {
    expect(show(datasetOf(columns), { kind: "nps", variable: "x" }, "zh")).toMatchInlineSnapshot(`
      "x：净推荐值
      人群 | 人数 | %
      推荐者（9—10分） | 4 | 50.0
      被动者（7—8分） | 2 | 25.0
      贬损者（0—6分） | 2 | 25.0
      NPS=25.0，95%置信区间［-32.5，82.5］；n=8
      “x”的净推荐值为25.0，推荐者占50.0%，贬损者占25.0%（n=8）。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(datasetOf(columns), { kind: "nps", variable: "x" }, "en")).toMatchInlineSnapshot(`
      "x: net promoter score
      Group | Count | %
      Promoters (9–10) | 4 | 50.0
      Passives (7–8) | 2 | 25.0
      Detractors (0–6) | 2 | 25.0
      NPS=25.0, 95 % interval [-32.5, 82.5]; n=8
      The net promoter score of “x” is 25.0: 50.0% promote, 25.0% detract (n=8). Small sample (n<30); read with care."
    `);
  });

  it("is the mean of 1, 0 and −1 with its error, and weights of one change nothing", () => {
    const plain = run<NpsResult>({ kind: "nps", variable: "x" }, columns);
    expect(plain).toMatchObject({ n: 8, estimate: 0.25, score: 25 });
    // Σ(score − mean)²/n over n
    expect(plain.se).toBeCloseTo(Math.sqrt((6 / 8 - 0.25 ** 2) / 8), 12);
    const { weightedN: _, ...rest } = plain;
    expect(run<NpsResult>({ kind: "nps", variable: "x", weight: "w" }, columns)).toEqual({ ...rest, weightedN: 8 });
  });

  it("refuses answers outside 0 to 10, and none", () => {
    expect(() => run({ kind: "nps", variable: "x" }, { x: [11] })).toThrow(/whole numbers from 0 to 10, got 11/);
    expect(() => run({ kind: "nps", variable: "x" }, { x: [null] })).toThrow(/at least one valid case/);
  });
});

describe("missingness", () => {
  const variable = (name: string) =>
    ({ name, label: { zh: name }, question: name, type: "numeric", measure: "scale" }) as const;
  const cells = [
    { value: 1 },
    { value: 99 },
    { missing: "skipped" },
    { missing: "notShown" },
    { missing: "notAssigned" },
  ] as const;
  const dataset = {
    rowCount: 5,
    variables: [{ ...variable("a"), missing: [99] }, variable("b")],
    columns: new Map([
      ["a", makeColumn({ ...variable("a"), missing: [99] }, cells)],
      [
        "b",
        makeColumn(
          variable("b"),
          [1, 2, 3, 4, 5].map((value) => ({ value })),
        ),
      ],
    ]),
  };
  const request = { kind: "missingness", variables: ["a", "b"] };

  it("speaks Chinese and English", () => {
    expect(show(dataset, request, "zh")).toMatchInlineSnapshot(`
      "缺失情况
      变量 | 有效 | 跳答 | 不适用 | 未显示 | 未分配 | 缺失率／%
      a | 1 | 1 | 1 | 1 | 1 | 66.7
      b | 5 | 0 | 0 | 0 | 0 | 0.0
      n=5；全部有值的1份（20.0%），缺失模式2种；缺失率以显示且分配到该题的人数为分母。
      5份答卷中，所选变量全部有值的有1份，占20.0%。
      “a”的缺失率为66.7%，分析时请说明缺失原因。"
    `);
    expect(show(dataset, request, "en")).toMatchInlineSnapshot(`
      "Missing answers
      Variable | Valid | Skipped | Not applicable | Not shown | Not assigned | Missing / %
      a | 1 | 1 | 1 | 1 | 1 | 66.7
      b | 5 | 0 | 0 | 0 | 0 | 0.0
      n=5; complete: 1 (20.0 %), 2 patterns; shares are of those who were shown and assigned the question.
      Of 5 cases, 1 (20.0 %) have all of the variables.
      “a” is missing in 66.7 % of those asked; say why where it is analysed."
    `);
  });

  it("keeps reasons apart, takes shares of those asked, and lists patterns", () => {
    expect(runRequest({ dataset }, request, { seed: 1 }).result).toMatchObject({
      n: 5,
      complete: 1,
      variables: [
        { valid: 1, notApplicable: 1, skipped: 1, notShown: 1, notAssigned: 1, asked: 3 },
        { valid: 5, missingPercent: 0 },
      ],
      patterns: [
        { present: [false, true], count: 4 },
        { present: [true, true], count: 1 },
      ],
    });
  });
});

describe("friedman", () => {
  const request = { kind: "friedman", variables: ["need1", "need2", "fair1"] };

  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "3个变量的Friedman检验
      变量 | n | 中位数（四分位数） | 平均秩 | χ² | df | p | Kendall's W
      减负 | 12 | 5.00（4.00，5.00） | 2.79 | 16.732*** | 2 | <0.001 | 0.697
      经费 | 12 | 3.00（2.00，3.00） | 1.25 |  |  |  | 
      程序公正 | 12 | 3.50（3.00，4.25） | 1.96 |  |  |  | 
      n=12；* p<0.05，** p<0.01，*** p<0.001
      各变量之间的差异具有统计学意义（χ²=16.732，p<0.001，W=0.697）。样本较小（n<30），结果仅供参考。
      事后比较显示：“减负”>“经费”。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Friedman test of 3 variables
      Variable | n | Median (quartiles) | Mean rank | χ² | df | p | Kendall's W
      Relief | 12 | 5.00 (4.00, 5.00) | 2.79 | 16.732*** | 2 | <0.001 | 0.697
      Funds | 12 | 3.00 (2.00, 3.00) | 1.25 |  |  |  | 
      Fair procedure | 12 | 3.50 (3.00, 4.25) | 1.96 |  |  |  | 
      n=12; * p<0.05, ** p<0.01, *** p<0.001
      The variables differ significantly (χ²=16.732, p<0.001, W=0.697). Small sample (n<30); read with care.
      Post hoc comparisons show “Relief”>“Funds”."
    `);
  });

  // Hollander & Wolfe (1973), p. 140: rounding first base, R's ?friedman.test: χ² = 11.143, df = 2, p = 0.003805
  it("gives what R prints of its own example", () => {
    const columns = {
      a: [
        5.4, 5.85, 5.2, 5.55, 5.9, 5.45, 5.4, 5.45, 5.25, 5.85, 5.25, 5.65, 5.6, 5.05, 5.5, 5.45, 5.55, 5.45, 5.5, 5.65,
        5.7, 6.3,
      ],
      b: [
        5.5, 5.7, 5.6, 5.5, 5.85, 5.55, 5.4, 5.5, 5.15, 5.8, 5.2, 5.55, 5.35, 5, 5.5, 5.55, 5.55, 5.5, 5.45, 5.6, 5.65,
        6.3,
      ],
      c: [
        5.55, 5.75, 5.5, 5.4, 5.7, 5.6, 5.35, 5.35, 5, 5.7, 5.1, 5.45, 5.45, 4.95, 5.4, 5.5, 5.35, 5.55, 5.25, 5.4,
        5.55, 6.25,
      ],
    };
    const { statistic, df, p } = run<FriedmanResult>({ kind: "friedman", variables: ["a", "b", "c"] }, columns);
    expect([statistic.toFixed(3), df, p.toFixed(6)]).toEqual(["11.143", 2, "0.003805"]);
  });

  it.each<[string, Columns, RegExp]>([
    ["one case", { a: [1], b: [2], c: [3] }, /at least two complete cases/],
    ["cases that tell nothing apart", { a: [1, 2], b: [1, 2], c: [1, 2] }, /same value/],
  ])("refuses %s", (_, data, message) => {
    expect(() => run({ kind: "friedman", variables: ["a", "b", "c"] }, data)).toThrow(message);
  });
});
