import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { presentRequest, runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";
import type { CorrelationResult } from "./correlation.ts";

const request = { kind: "correlation", variables: ["fair1", "fair2", "need1"] };

const result = (columns: Readonly<Record<string, readonly TestCell[]>>, method: string) =>
  runRequest({ dataset: datasetOf(columns) }, { kind: "correlation", variables: ["x", "y", "z"], method }, { seed: 1 })
    .result as CorrelationResult;
const column = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
const varied = column.filter((list) => new Set(list).size > 2);

describe("correlation", () => {
  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "相关系数矩阵（Pearson）
       | 程序公正 | 结果公正 | 减负
      程序公正 | 1 |  | 
      结果公正 | 0.798** | 1 | 
      减负 | -0.014 | -0.139 | 1
      * p<0.05，** p<0.01，*** p<0.001；n≥12
      “程序公正”与“结果公正”存在显著的正相关关系（r=0.798，p=0.002）。样本较小（n<30），结果仅供参考。
      未发现“程序公正”与“减负”存在显著相关（r=-0.014，p=0.967）。样本较小（n<30），结果仅供参考。
      未发现“结果公正”与“减负”存在显著相关（r=-0.139，p=0.667）。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Correlations (Pearson)
       | Fair procedure | Fair outcome | Relief
      Fair procedure | 1 |  | 
      Fair outcome | 0.798** | 1 | 
      Relief | -0.014 | -0.139 | 1
      * p<0.05, ** p<0.01, *** p<0.001; n≥12
      “Fair procedure” and “Fair outcome” are positively correlated (r=0.798, p=0.002). Small sample (n<30); read with care.
      No significant correlation of “Fair procedure” and “Relief” was found (r=-0.014, p=0.967). Small sample (n<30); read with care.
      No significant correlation of “Fair outcome” and “Relief” was found (r=-0.139, p=0.667). Small sample (n<30); read with care."
    `);
  });

  it("sums up many pairs with the strongest and the weakest", () => {
    const names = ["a", "b", "c", "d"];
    const row = (case_: number): readonly number[] => [
      case_,
      case_ + (case_ % 3),
      -case_ + (case_ % 5),
      (case_ * 7) % 11,
    ];
    const columns = Object.fromEntries(
      names.map((name, at) => [name, Array.from({ length: 40 }, (_, one) => row(one)[at] ?? 0)]),
    );
    const { sentences } = presentRequest(
      { dataset: datasetOf(columns) },
      { kind: "correlation", variables: names },
      { seed: 1, locale: "zh" },
    );
    expect(sentences.map(({ text }) => text)).toMatchInlineSnapshot(`
      [
        "6对变量中，1对存在显著的正相关关系，即“a”与“b”（r=0.997，p<0.001）。",
        "6对变量中，2对存在显著的负相关关系，最强的是“a”与“c”（r=-0.992，p<0.001），最弱的是“b”与“c”（r=-0.990，p<0.001）。",
        "6对变量中，3对未发现显著相关（|r|≤0.058）。",
      ]
    `);
    expect(sentences.every(({ numbers }) => numbers.length > 0)).toBe(true);
  });

  it.each(["pearson", "spearman", "kendall"])("%s is symmetric and turns with a reversed variable", (method) => {
    fc.assert(
      fc.property(varied, varied, varied, (x, y, z) => {
        const plain = result({ x, y, z }, method);
        const turned = result({ x: x.map((value) => 5 - 2 * value), y, z }, method);
        for (const [a, row] of plain.r.entries())
          for (const [b, r] of row.entries()) {
            expect(plain.r[b]?.[a]).toBe(r);
            expect(Math.abs(r)).toBeLessThanOrEqual(1);
            const sign = (a === 0) === (b === 0) ? 1 : -1;
            expect(turned.r[a]?.[b]).toBeCloseTo(sign * r, 10);
            expect(turned.p[a]?.[b]).toBeCloseTo(plain.p[a]?.[b] ?? Number.NaN, 9);
          }
      }),
      { numRuns: 40 },
    );
  });

  it("takes each pair over its own complete cases", () => {
    const { n } = result({ x: [1, 2, 3, 4, null], y: [2, 1, 4, 3, 5], z: [1, 3, 2, null, null] }, "pearson");
    expect(n).toEqual([
      [4, 4, 3],
      [4, 5, 3],
      [3, 3, 3],
    ]);
  });

  it("has p = 0 and no logarithm where it is perfect", () => {
    const { r, p, log10P } = result({ x: [1, 2, 3], y: [2, 4, 6], z: [3, 2, 1] }, "spearman");
    expect([r[0]?.[1], r[0]?.[2], p[0]?.[2], log10P[0]?.[2]]).toEqual([1, -1, 0, null]);
  });
});
