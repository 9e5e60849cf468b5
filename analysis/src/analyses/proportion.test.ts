import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";
import type { ProportionResult } from "./proportion.ts";

const request = { kind: "proportion", variable: "unit", value: 3 };

const result = (x: readonly TestCell[], value: TestCell) =>
  runRequest({ dataset: datasetOf({ x }) }, { kind: "proportion", variable: "x", value }, { seed: 1 })
    .result as ProportionResult;

describe("proportion", () => {
  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "单位类型：比例估计
      选项 | n | 频数 | % | 95%下限 | 95%上限
      企业 | 12 | 4 | 33.3 | 13.8 | 60.9
      置信区间按Wilson法计算。
      选择“企业”的占33.3%（95%置信区间13.8%—60.9%，n=12）。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Institution: proportion
      Value | n | Count | % | 95 % low | 95 % high
      company | 12 | 4 | 33.3 | 13.8 | 60.9
      Interval by Wilson's method.
      33.3% chose “company” (95 % interval 13.8% to 60.9%, n=12). Small sample (n<30); read with care."
    `);
  });

  it("mirrors its interval for the share of the others", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b"), { minLength: 1 }), (x) => {
        const [a, b] = [result(x, "a"), result(x, "b")];
        expect(a.estimate + b.estimate).toBeCloseTo(1, 12);
        expect(a.ciLow).toBeCloseTo(1 - b.ciHigh, 12);
        expect(a.ciLow).toBeLessThanOrEqual(a.estimate + 1e-12);
      }),
    );
  });

  it("solves |p̂ − p| = z·√(p(1 − p)/n) at its limits, as Wilson's interval does", () => {
    const { ciLow, ciHigh, estimate, n } = result(["a", "a", "a", "b", "b", "b", "b", "b"], "a");
    for (const p of [ciLow, ciHigh])
      expect(Math.abs(estimate - p)).toBeCloseTo(1.959963984540054 * Math.sqrt((p * (1 - p)) / n), 12);
  });

  it("counts numbers by their value and values that never occur as 0", () => {
    expect(result([1, 2, null, 1], "1")).toMatchObject({ n: 3, count: 2 });
    expect(result([1, 2], 7)).toMatchObject({ n: 2, count: 0, estimate: 0, ciLow: 0 });
  });
});
