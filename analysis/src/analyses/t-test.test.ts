import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";
import type { TTestResult } from "./t-test-samples.ts";

const request = { kind: "tTest", variable: "fair1", by: "sex" };

const result = (columns: Readonly<Record<string, readonly TestCell[]>>, more: object) =>
  runRequest({ dataset: datasetOf(columns) }, { kind: "tTest", ...more }, { seed: 1 }).result as TTestResult;

describe("tTest", () => {
  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "程序公正的t检验
      组别 | n | 均值±标准差 | t | df | p | Cohen's d
      男 | 6 | 3.33±1.37 | -0.438 | 6.8 | 0.675 | -0.25
      女 | 5 | 3.60±0.55 |  |  |  | 
      Welch校正；* p<0.05，** p<0.01，*** p<0.001
      未发现“程序公正”在“男”和“女”之间存在显著差异（t=-0.438，p=0.675，d=-0.25）。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "t test of Fair procedure
      Group | n | Mean ± SD | t | df | p | Cohen's d
      men | 6 | 3.33±1.37 | -0.438 | 6.8 | 0.675 | -0.25
      women | 5 | 3.60±0.55 |  |  |  | 
      Welch's correction; * p<0.05, ** p<0.01, *** p<0.001
      “Fair procedure”: no significant difference between “men” and “women” was found (t=-0.438, p=0.675, d=-0.25). Small sample (n<30); read with care."
    `);
  });

  it("of pairs is the test of their differences against 0", () => {
    const columns = { a: [1, 4, 2, 5, null], b: [2, 2, 1, 3, 9], d: [-1, 2, 1, 2, null] };
    const { groups, ...paired } = result(columns, { paired: ["a", "b"] });
    const { groups: _, ...single } = result(columns, { variable: "d", mu: 0 });
    expect(paired).toEqual(single);
    expect(groups.map(({ group, n, mean }) => [group, n, mean])).toEqual([
      ["a", 4, 3],
      ["b", 4, 2],
    ]);
  });

  it("takes the smaller value as its first group and corrects g of one sample by its own degrees of freedom", () => {
    const columns = { x: [1, 2, 8, 9], g: [10, 10, 9, 9] };
    expect(result(columns, { variable: "x", by: "g" })).toMatchObject({
      meanDifference: 7,
      groups: [{ group: "9" }, {}],
    });
    // R 4.2.2: (mean(x) - 3)/sd(x) * exp(lgamma(3/2) - lgamma(1))/sqrt(3/2)
    expect(result(columns, { variable: "x", mu: 3 }).hedgesG).toBeCloseTo(0.354490770181103, 12);
  });

  it.each<[object, RegExp]>([
    [{ variable: "x" }, /variable with by, variable with mu, or paired/],
    [{ variable: "x", by: "g", mu: 1 }, /variable with by/],
    [{ variable: "x", by: "three" }, /use anova\), got 3/],
    [{ variable: "x", by: "x" }, /exactly two groups/],
    [{ variable: "one", by: "g" }, /group “b”: expected at least two valid cases/],
    [{ variable: "even", by: "g" }, /same value in every valid case/],
    [{ paired: ["x", "near"] }, /“x − near” has the same value/],
  ])("refuses %j", (request, message) => {
    const columns = {
      x: [0.3, 0.4, 0.5, 0.6],
      near: [0.2, 0.3, 0.4, 0.5],
      g: ["a", "a", "b", "b"],
      three: ["a", "b", "c", "a"],
      one: [1, 2, 3, null],
      even: [0.1, 0.1, 0.1, 0.1],
    };
    expect(() => result(columns, request)).toThrow(message);
  });
});
