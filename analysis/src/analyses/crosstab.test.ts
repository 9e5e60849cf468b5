import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";
import type { CrosstabResult } from "./crosstab-counts.ts";

const request = { kind: "crosstab", rows: "unit", columns: "sex" };

const result = (columns: Readonly<Record<string, readonly TestCell[]>>, more = {}) =>
  runRequest({ dataset: datasetOf(columns) }, { kind: "crosstab", rows: "a", columns: "b", ...more }, { seed: 1 })
    .result as CrosstabResult;
const pairs = fc
  .array(fc.tuple(fc.constantFrom("x", "y"), fc.constantFrom("p", "q", "r")), { minLength: 4, maxLength: 30 })
  .filter((list) => [0, 1].every((side) => new Set(list.map((pair) => pair[side])).size > 1));
const transpose = (matrix: readonly (readonly number[])[]) =>
  (matrix[0] ?? []).map((_, column) => matrix.map((row) => row[column]));

describe("crosstab", () => {
  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "单位类型与性别的交叉表
      单位类型 | 男 | 女 | 合计
      高校 | 2（50.0） | 2（50.0） | 4
      院所 | 2（50.0） | 2（50.0） | 4
      企业 | 2（66.7） | 1（33.3） | 3
      χ²=0.244，df=2，p=0.885，Cramér's V=0.149；Fisher精确检验p=1.000；部分期望频数小于5，请参考Fisher检验或合并类别；n=11；* p<0.05，** p<0.01，*** p<0.001
      未发现“单位类型”与“性别”存在显著关联（χ²=0.244，Fisher精确检验p=1.000，Cramér's V=0.149）。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Institution by Sex
      Institution | men | women | Total
      university | 2 (50.0) | 2 (50.0) | 4
      institute | 2 (50.0) | 2 (50.0) | 4
      company | 2 (66.7) | 1 (33.3) | 3
      χ²=0.244, df=2, p=0.885, Cramér's V=0.149; Fisher's exact p=1.000; some expected counts are below 5, see Fisher's test or merge categories; n=11; * p<0.05, ** p<0.01, *** p<0.001
      No significant association of “Institution” and “Sex” was found (χ²=0.244, Fisher's exact test p=1.000, Cramér's V=0.149). Small sample (n<30); read with care."
    `);
  });

  it("is the same table turned when rows and columns change places, whatever the order of cases", () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const [a, b] = [list.map((pair) => pair[0]), list.map((pair) => pair[1])];
        const [plain, turned] = [result({ a, b }), result({ a: [...b].reverse(), b: [...a].reverse() })];
        expect(turned.counts).toEqual(transpose(plain.counts));
        expect(turned.rowPercents).toEqual(transpose(plain.columnPercents));
        expect(turned.chiSquare.statistic).toBeCloseTo(plain.chiSquare.statistic, 10);
      }),
      { numRuns: 30 },
    );
  });

  it("is unweighted with weights of one, but for Fisher's test", () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const [a, b] = [list.map((pair) => pair[0]), list.map((pair) => pair[1])];
        const { fisher: _, ...plain } = result({ a, b });
        const { raoScott, ...weighted } = result({ a, b, w: a.map(() => 1) }, { weight: "w" });
        expect({ ...weighted, raoScott: null }).toEqual({ ...plain, weightedN: plain.n });
        // a simple random sample without empty cells: Pearson's chi-square over its degrees of freedom, with n/(n − 1)
        const { statistic, df } = plain.chiSquare;
        const full = plain.counts.every((line) => line.every((count) => count > 0));
        if (raoScott !== null && full)
          expect(raoScott.statistic).toBeCloseTo((statistic / df) * ((plain.n - 1) / plain.n), 9);
      }),
      { numRuns: 30 },
    );
  });

  it("leaves out cases without one of the values or without a weight", () => {
    const columns = { a: ["x", "x", "y", "y", null, "x"], b: ["p", "q", "p", "q", "p", null], w: [1, 1, 1, 2, 1, 1] };
    expect(result(columns).n).toBe(4);
    expect(result({ ...columns, w: [1, 1, 1, 2.5, 1, 1] }, { weight: "w" })).toMatchObject({
      n: 5.5,
      unweightedN: 4,
      weightedN: 5.5,
    });
  });

  it("warns of small expected counts and refuses an identifier as categories", () => {
    expect(result({ a: ["x", "x", "y"], b: ["p", "q", "q"] }).warnings).toEqual([expect.stringContaining("below 5")]);
    const many = Array.from({ length: 101 }, (_, row) => row);
    expect(() => result({ a: many, b: many })).toThrow(expect.objectContaining({ code: "data.too-many" }));
  });
});
