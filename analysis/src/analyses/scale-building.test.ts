import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";

type Figures = Readonly<Record<string, never>>;
const run = (request: Readonly<Record<string, unknown>>, columns: Readonly<Record<string, readonly TestCell[]>>) =>
  runRequest({ dataset: datasetOf(columns) }, request, { seed: 1 }).result as unknown as Figures;
const items = {
  i: [1, 1, 2, 2, 3, 3, 4, 4, 5, 5],
  j: [1, 2, 1, 2, 3, 4, 3, 4, 5, 5],
  k: [3, 3, 2, 4, 3, 2, 4, 3, 3, 3],
};

describe("itemAnalysis", () => {
  const request = { kind: "itemAnalysis", items: ["i", "j", "k"], scale: { min: 1, max: 5 } };

  it("compares the ends of the total as the t test of a grouping made by hand", () => {
    const total = items.i.map((one, row) => one + (items.j[row] ?? 0) + (items.k[row] ?? 0));
    const group = total.map((one) => (one <= 6 ? "low" : one >= 11 ? "high" : null));
    const {
      cutLow,
      cutHigh,
      items: rows,
    } = run(request, items) as unknown as {
      cutLow: number;
      cutHigh: number;
      items: { statistic: number; discrimination: number }[];
    };
    expect([cutLow, cutHigh]).toEqual([6, 11]);
    const { statistic, meanDifference } = run(
      { kind: "tTest", variable: "i", by: "g", where: { variable: "g", in: ["high", "low"] } },
      { ...items, g: group },
    ) as unknown as { statistic: number; meanDifference: number };
    expect(rows[0]?.statistic).toBeCloseTo(statistic, 12);
    expect(rows[0]?.discrimination).toBeCloseTo(meanDifference / 4, 12);
  });

  it("names items that tell nobody apart, in both languages", () => {
    expect(show(datasetOf(items), request, "zh")).toContain("“k”的决断值低于3或差异不显著");
    expect(show(datasetOf(items), request, "en")).toContain("“k”: critical ratio below 3");
  });

  it("refuses totals that are all alike", () => {
    const columns = { i: [1, 2, 1, 2], j: [2, 1, 2, 1] };
    expect(() => run({ kind: "itemAnalysis", items: ["i", "j"] }, columns)).toThrow(/do not part a high from a low/);
  });
});

describe("normality", () => {
  it("speaks Chinese and English", () => {
    const request = { kind: "normality", variables: ["fair1"] };
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "正态性检验
      变量 | n | 均值 | 标准差 | 偏度 | 峰度 | W | p | D | p
      程序公正 | 12 | 3.58 | 1.08 | 0.001 | -1.153 | 0.890 | 0.118 | 0.205 | 0.178
      W为Shapiro-Wilk检验（Royston 1995，n为3—5000时给出），D为Kolmogorov-Smirnov检验（Lilliefors校正，n≥5时给出）；* p<0.05，** p<0.01，*** p<0.001
      未发现“程序公正”的分布显著偏离正态分布（W=0.890，p=0.118，偏度0.00、峰度-1.15）。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toContain("No significant departure of “Fair procedure”");
  });

  it("judges by Kolmogorov and Smirnov's distance beyond 5000 cases", () => {
    const x = Array.from({ length: 5001 }, (_, row) => row);
    const found = run({ kind: "normality", variables: ["x"] }, { x });
    expect(found).toMatchObject({ n: 5001, statistic: null, p: null });
    expect((found as never as { kolmogorovSmirnov: { p: number } }).kolmogorovSmirnov.p).toBeLessThan(1e-20);
    expect(show(datasetOf({ x }), { kind: "normality", variables: ["x"] }, "zh")).toContain(
      "显著差异（D=0.057，p<0.001",
    );
  });
});

describe("ahp", () => {
  const labels = ["成果质量", "同行评价", "论文数量"];
  const consistent = [
    [1, 2, 6],
    [1 / 2, 1, 3],
    [1 / 6, 1 / 3, 1],
  ];

  it("gives the shares that made consistent judgements", () => {
    const { weights, consistencyRatio } = run(
      { kind: "ahp", labels, judgements: [consistent] },
      { x: [1] },
    ) as unknown as {
      weights: number[];
      consistencyRatio: number;
    };
    for (const [place, share] of [0.6, 0.3, 0.1].entries()) expect(weights[place]).toBeCloseTo(share, 12);
    expect(consistencyRatio).toBeCloseTo(0, 12);
  });

  it("takes the answers of a case as the matrix of an expert", () => {
    const columns = { ab: [2, 2], ac: [6, 6], bc: [3, 3] };
    const asked = run({ kind: "ahp", labels, variables: ["ab", "ac", "bc"] }, columns);
    expect(asked).toMatchObject({ n: 2, weights: [0.6, 0.3, 0.1].map((one) => expect.closeTo(one, 12)) });
  });

  it("names experts who contradict themselves", () => {
    const circle = [
      [1, 5, 1 / 5],
      [1 / 5, 1, 5],
      [5, 1 / 5, 1],
    ];
    const said = show(datasetOf({ x: [1] }), { kind: "ahp", labels, judgements: [consistent, circle] }, "zh");
    expect(said).toContain("第2位专家自身的CR不小于0.1");
  });

  it.each<[string, unknown, RegExp]>([
    [
      "a pair that does not answer itself",
      [
        [1, 3, 1],
        [1, 1, 1],
        [1, 1, 1],
      ],
      /expert 1: “同行评价” to “成果质量” .*expected 0.3333, got 1/,
    ],
    [
      "a matrix of another size",
      [
        [1, 3],
        [1 / 3, 1],
      ],
      /square matrix as large as labels/,
    ],
  ])("refuses %s", (_, matrix, message) => {
    expect(() => run({ kind: "ahp", labels, judgements: [matrix] }, { x: [1] })).toThrow(message);
  });

  it("refuses answers that are no ratios", () => {
    const request = { kind: "ahp", labels: ["甲", "乙"], variables: ["x"] };
    expect(() => run(request, { x: [3, -2] })).toThrow(/“x” holds values that are not above 0/);
  });
});

describe("entropyWeights", () => {
  const columns = { even: [1, 2, 3, 4], one: [0, 0, 0, 1] };

  it("weighs what tells cases apart more, and turns with the direction", () => {
    const rows = (negative: readonly string[]) =>
      (
        run({ kind: "entropyWeights", variables: ["even", "one"], negative }, columns) as unknown as {
          rows: { entropy: number; weight: number }[];
        }
      ).rows;
    expect(rows([])[1]).toMatchObject({ entropy: 0 });
    expect(rows([])[1]?.weight).toBeGreaterThan(rows([])[0]?.weight ?? 1);
    expect(rows(["one"])[1]?.entropy).toBeCloseTo(Math.log(3) / Math.log(4), 12);
  });
});

describe("multinomialRegression", () => {
  const columns = {
    x: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    d: [0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0],
    g: ["a", "b", "c", "a", "b", "c", "a", "b", "c", "b", "c", "a"],
  };
  const fit = (request: Readonly<Record<string, unknown>>) =>
    run({ kind: "multinomialRegression", ...request }, columns) as unknown as {
      logLik: number;
      reference: string;
      coefficients: { category: string; estimate: number; se: number }[];
    };

  it("is the logistic regression for two categories", () => {
    const binary = run({ kind: "logisticRegression", outcome: "d", predictors: ["x"] }, columns) as unknown as {
      logLik: number;
      coefficients: { estimate: number; se: number }[];
    };
    const found = fit({ outcome: "d", predictors: ["x"] });
    expect(found.logLik).toBeCloseTo(binary.logLik, 10);
    for (const [place, { estimate, se }] of binary.coefficients.entries())
      expect(found.coefficients[place]).toMatchObject({
        estimate: expect.closeTo(estimate, 9),
        se: expect.closeTo(se, 9),
      });
  });

  it("says the same against another reference", () => {
    const [a, b] = [fit({ outcome: "g", predictors: ["x"] }), fit({ outcome: "g", predictors: ["x"], reference: "b" })];
    expect([a.reference, b.reference]).toEqual(["a", "b"]);
    expect(b.logLik).toBeCloseTo(a.logLik, 10);
    expect(b.coefficients[1]?.estimate).toBeCloseTo(-(a.coefficients[1]?.estimate ?? 0), 9);
    const cAgainstB = (a.coefficients[3]?.estimate ?? 0) - (a.coefficients[1]?.estimate ?? 0);
    expect(b.coefficients[3]).toMatchObject({ category: "c", estimate: expect.closeTo(cAgainstB, 9) });
  });

  it.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ["a reference nobody has", { outcome: "g", predictors: ["x"], reference: "z" }, /have \(a, b, c\), got “z”/],
    [
      "an outcome without variation",
      { outcome: "d", predictors: ["x"], where: { variable: "d", eq: 1 } },
      /same value/,
    ],
  ])("refuses %s", (_, request, message) => {
    expect(() => fit(request)).toThrow(message);
  });
});
