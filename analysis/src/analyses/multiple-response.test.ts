import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";
import type { MultipleResponseResult } from "./multiple-response.ts";

const request = { kind: "multipleResponse", set: "ways" };

const result = (columns: Readonly<Record<string, readonly TestCell[]>>) =>
  runRequest({ dataset: datasetOf(columns) }, { kind: "multipleResponse", variables: ["a", "b"] }, { seed: 1 })
    .result as MultipleResponseResult;

describe("multipleResponse", () => {
  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "多选题频数
      选项 | 频数 | 普及率／% | 响应率／%
      同行评议 | 7 | 77.8 | 63.6
      市场评价 | 4 | 44.4 | 36.4
      n=9人，共11次选择；普及率以人数为分母，合计可超过100%。各选项被选次数是否均等：χ²=0.818，df=1，p=0.366。
      选择较多的是“同行评议”（77.8%）、“市场评价”（44.4%）（n=9）。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Multiple response
      Choice | Count | % of cases | % of responses
      Peer review | 7 | 77.8 | 63.6
      Market | 4 | 44.4 | 36.4
      n=9 cases, 11 choices; percentages of cases may add to more than 100. Equal counts: χ²=0.818, df=1, p=0.366.
      Most chosen: “Peer review” (77.8%), “Market” (44.4%) (n=9). Small sample (n<30); read with care."
    `);
  });

  it("counts cases with a choice, and choices", () => {
    expect(result({ a: [1, 1, 0, null], b: [1, 0, 0, null] })).toMatchObject({
      n: 2,
      responses: 3,
      rows: [
        { value: "a", count: 2, percentOfCases: 100, percentOfResponses: 200 / 3 },
        { value: "b", count: 1, percentOfCases: 50, percentOfResponses: 100 / 3 },
      ],
      goodnessOfFit: { statistic: 1 / 3, df: 1 },
    });
  });

  it("is all zero where nobody chose", () => {
    expect(result({ a: [0, null], b: [0, null] })).toMatchObject({
      n: 0,
      responses: 0,
      rows: [{ percentOfCases: 0 }, {}],
    });
  });

  it("names the sets there are when the asked one is not", () => {
    const ask = (set: string) => show(sampleAnswers, { kind: "multipleResponse", set }, "zh");
    expect(() => ask("way")).toThrow(/variables of a set \(ways\)/);
  });
});
