import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";
import type { FrequenciesResult } from "./frequencies.ts";

const request = { kind: "frequencies", variable: "sex" };

const result = (columns: Readonly<Record<string, readonly TestCell[]>>, more = {}, about = {}) =>
  runRequest({ dataset: datasetOf(columns, about) }, { kind: "frequencies", variable: "x", ...more }, { seed: 1 })
    .result as FrequenciesResult;

describe("frequencies", () => {
  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "性别的频数分布
      选项 | 频数 | % | 有效% | 累计%
      男 | 6 | 50.0 | 54.5 | 54.5
      女 | 5 | 41.7 | 45.5 | 100.0
      n=11，缺失1。
      在“性别”上，“男”最多，占54.5%（n=11）；“女”最少，占45.5%。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Frequencies of Sex
      Value | Count | % | Valid % | Cumulative %
      men | 6 | 50.0 | 54.5 | 54.5
      women | 5 | 41.7 | 45.5 | 100.0
      n=11, missing 1.
      Of “Sex”, most are “men”, 54.5% (n=11); fewest “women”, 45.5%. Small sample (n<30); read with care."
    `);
  });

  it("counts the same whatever the order of rows, and with weights of one", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(4)), { minLength: 1 }), (x) => {
        const plain = result({ x });
        expect(result({ x: [...x].reverse() })).toEqual(plain);
        const weighted = result({ x, w: x.map(() => 1) }, { weight: "w" });
        expect(weighted).toEqual({ ...plain, weightedN: plain.n });
        expect(plain.n + plain.missing).toBe(x.length);
      }),
    );
  });

  it("lists labelled values nobody chose with 0, but no code of missing", () => {
    const labels = ["1", "2", "99"].map((value) => ({ value, label: { zh: `第${value}` } }));
    const { categories, missing } = result({ x: [1, 1, 99] }, {}, { x: { valueLabels: labels, missing: [99] } });
    expect(categories.map(({ label, count, percent }) => [label, count, Math.round(percent)])).toEqual([
      ["第1", 2, 67],
      ["第2", 0, 0],
    ]);
    expect(missing).toBe(1);
  });
});
