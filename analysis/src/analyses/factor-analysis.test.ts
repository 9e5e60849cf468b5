import { seededRandom } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { show } from "../testing/show.ts";
import type { FactorResult } from "./factor-solution.ts";

const random = seededRandom(3);
const noise = () => random() + random() + random() - 1.5;
const rows = Array.from({ length: 120 }, () => [noise(), noise()]);
const item = (factor: number) => rows.map((row) => Math.round(4 * (row[factor] ?? 0) + 2 * noise()));
const columns = { a1: item(0), a2: item(0), a3: item(0), b1: item(1), b2: item(1), b3: item(1) };
const items = Object.keys(columns);
const label = (zh: string, en: string) => ({ label: { zh, en } });
const dataset = datasetOf(columns, { a1: label("公平一", "Fair 1"), b1: label("负担一", "Burden 1") });
const request = { kind: "factorAnalysis", items };
const run = (columns: Readonly<Record<string, readonly TestCell[]>>, more = {}) =>
  runRequest(
    { dataset: datasetOf(columns) },
    { kind: "factorAnalysis", items: Object.keys(columns), ...more },
    { seed: 1 },
  ).result as FactorResult;

describe("factorAnalysis", () => {
  it("speaks Chinese and English", () => {
    expect(show(dataset, request, "zh")).toMatchInlineSnapshot(`
      "6个题项的因子分析
      题项 | 因子1 | 因子2 | 共同度
      公平一 | 0.937 | -0.032 | 0.879
      a2 | 0.926 | -0.041 | 0.858
      a3 | 0.926 | -0.073 | 0.863
      负担一 | -0.057 | 0.921 | 0.852
      b2 | -0.061 | 0.913 | 0.837
      b3 | -0.025 | 0.936 | 0.876
      载荷平方和 | 2.600 | 2.566 | 
      方差解释率／% | 43.3 | 42.8 | 
      累计方差解释率／% | 43.3 | 86.1 | 
      KMO=0.756；Bartlett球形检验χ²=515.085，df=15，p<0.001；主成分法提取，最大方差法旋转；n=120
      KMO值为0.756，适合做因子分析；Bartlett球形检验p<0.001（n=120）。
      按平行分析提取2个因子，共解释总方差的86.1%。"
    `);
    expect(
      show(dataset, { ...request, method: "minres", rotation: "oblimin", factors: 2 }, "en"),
    ).toMatchInlineSnapshot(`
      "Factor analysis of 6 items
      Item | Factor 1 | Factor 2 | Communality
      Fair 1 | 0.915 | 0.017 | 0.833
      a2 | 0.882 | 0.005 | 0.776
      a3 | 0.887 | -0.024 | 0.792
      Burden 1 | -0.012 | 0.878 | 0.774
      b2 | -0.017 | 0.855 | 0.734
      b3 | 0.024 | 0.921 | 0.843
      Sum of squares | 2.402 | 2.350 | 
      Variance / % | 40.0 | 39.2 | 
      Cumulative / % | 40.0 | 79.2 | 
      KMO=0.756; Bartlett's χ²=515.085, df=15, p<0.001; extracted by minimum residuals, direct oblimin; n=120
      KMO is 0.756: the items are suited for factor analysis; Bartlett's test p<0.001 (n=120).
      As asked, 2 factors were extracted, which explain 79.2 % of the variance."
    `);
  });

  it("does not depend on the unit of an item, and only in signs on its direction", () => {
    const plain = run(columns);
    const moved = run({ ...columns, a1: columns.a1.map((value) => 7 - 3 * value) });
    expect(moved.kmo).toBeCloseTo(plain.kmo, 12);
    for (const [row, values] of plain.absoluteLoadings.entries())
      for (const [factor, value] of values.entries())
        expect(moved.absoluteLoadings[row]?.[factor]).toBeCloseTo(value, 9);
  });

  it("takes as many factors as exceed chance, and says what they are where they are asked for", () => {
    expect(run(columns)).toMatchObject({ factors: 2, suggestedFactors: 2, seed: 1 });
    expect(run(columns, { factors: 3 })).toMatchObject({ factors: 3, suggestedFactors: 2 });
  });

  it("points to items that load nowhere or twice", () => {
    const mixed = rows.map(([a = 0, b = 0]) => Math.round(4 * (a + b) + noise()));
    const alone = rows.map(() => Math.round(6 * noise()));
    const said = show(
      datasetOf({ ...columns, mixed, alone }),
      { ...request, items: [...items, "mixed", "alone"], factors: 2 },
      "zh",
    );
    expect(said).toContain("“alone”在各因子上的载荷均低于0.4");
    expect(said).toContain("“mixed”在多个因子上的载荷不低于0.4");
  });

  const { a1, a2, b1 } = columns;
  it.each<[string, Readonly<Record<string, readonly TestCell[]>>, object, RegExp]>([
    ["too few cases", { a: [1, 2, 3, 4], b: [2, 1, 4, 3], c: [1, 3, 2, 4] }, {}, /at least 5 complete cases, got 4/],
    ["a constant item", { a1, a2, c: a1.map(() => 0.1) }, {}, /“c” has the same value/],
    [
      "an item made of others",
      { a1, b1, c: a1.map((value, row) => value - (b1[row] ?? 0)) },
      {},
      /“c” follows exactly from “a1”, “b1”/,
    ],
    [
      "more factors than items can carry",
      { a1, a2, b1 },
      { factors: 2, method: "minres" },
      /at most 1 for 3 items, got 2/,
    ],
  ])("refuses %s", (_, data, more, message) => {
    expect(() => run(data, more)).toThrow(message);
  });
});
