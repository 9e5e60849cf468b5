import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";

const request = { kind: "choicesByGroup", set: "ways", by: "sex" };
const repeat = (cell: TestCell, times: number): readonly TestCell[] => new Array<TestCell>(times).fill(cell);

/** Thirty of each group who chose something: 20 and 8 of them a, 15 and 18 of them b; two who chose nothing, one of no group. */
const many = {
  a: [...repeat(1, 20), ...repeat(0, 10), ...repeat(1, 8), ...repeat(0, 22), 0, 0, 1],
  b: [...repeat(0, 15), ...repeat(1, 15), ...repeat(0, 12), ...repeat(1, 18), 0, null, 1],
  c: [...repeat(1, 60), 0, 0, 1],
  g: [...repeat("甲", 30), ...repeat("乙", 30), "甲", "乙", null],
};

describe("choicesByGroup", () => {
  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "不同性别的多选题选择情况
      选项 | 男 | 女 | 合计 | χ² | p
      同行评议 | 3（60.0） | 3（100.0） | 6（75.0） | 1.600 | 0.412
      市场评价 | 3（60.0） | 1（33.3） | 4（50.0） | 0.533 | 0.465
      作答人数 | 5 | 3 | 8 |  | 
      n=8人；可选多项，各列合计可超过100%；每个选项单独作卡方检验（选与未选），p经Holm校正；部分期望频数小于5，检验结果仅供参考；* p<0.05，** p<0.01，*** p<0.001
      未发现不同性别对各选项的选择存在显著差异（Holm校正）。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Choices by Sex
      Choice | men | women | All | χ² | p
      Peer review | 3 (60.0) | 3 (100.0) | 6 (75.0) | 1.600 | 0.412
      Market | 3 (60.0) | 1 (33.3) | 4 (50.0) | 0.533 | 0.465
      Cases | 5 | 3 | 8 |  | 
      n=8 cases; several choices can be made, so columns may add to more than 100 %; each choice is tested by itself (chosen or not), p adjusted by Holm; some expected counts are below 5, read with care; * p<0.05, ** p<0.01, *** p<0.001
      No significant difference between the choices by Sex was found (Holm). Small sample (n<30); read with care."
    `);
  });

  it("tests each choice by itself, Holm's p over those that can be tested", () => {
    const asked = { kind: "choicesByGroup", variables: ["a", "b", "c"], by: "g" };
    // R 4.2.2: chisq.test(rbind(c(8, 20), c(22, 10)), correct = FALSE), p.adjust(…, "holm")
    expect(runRequest({ dataset: datasetOf(many) }, asked, { seed: 1 }).result).toMatchObject({
      n: 60,
      groups: [
        { group: "乙", n: 30 },
        { group: "甲", n: 30 },
      ],
      rows: [
        {
          count: 28,
          cells: [{ count: 8 }, { count: 20, percentOfCases: 200 / 3 }],
          test: {
            statistic: expect.closeTo(9.6428571428571423, 12),
            df: 1,
            pAdjusted: expect.closeTo(0.00380178650089334, 12),
          },
        },
        {
          count: 33,
          test: {
            statistic: expect.closeTo(0.60606060606060597, 12),
            pAdjusted: expect.closeTo(0.43627492884052926, 12),
          },
        },
        { count: 60, percentOfCases: 100, test: null },
      ],
    });
    expect(show(datasetOf(many), asked, "zh")).toContain(
      "不同g选择“a”的比例差异具有统计学意义（χ²=9.643，校正后p=0.004），“甲”最高（66.7%），“乙”最低（26.7%）。",
    );
  });

  it.each<[string, object, RegExp]>([
    ["one group", { variables: ["a"], by: "one" }, /at least two groups with a choice made.*got 1/],
    ["neither variables nor set", { by: "g" }, /expected variables or set/],
  ])("refuses %s", (_, asked, message) => {
    const dataset = datasetOf({ ...many, one: repeat("x", 63) });
    expect(() => runRequest({ dataset }, { kind: "choicesByGroup", ...asked }, { seed: 1 })).toThrow(message);
  });
});
