import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";
import type { ReliabilityResult } from "./reliability.ts";

const request = { kind: "reliability", items: ["fair1", "fair2", "fair3"], reverse: ["fair3"] };

const about = { a: { scale: { min: 1, max: 5 } }, b: { scale: { min: 1, max: 5 } }, c: { scale: { min: 1, max: 5 } } };
const result = (columns: Readonly<Record<string, readonly TestCell[]>>, more = {}, described: object = about) =>
  runRequest(
    { dataset: datasetOf(columns, { ...described }) },
    { kind: "reliability", items: ["a", "b", "c"], ...more },
    {
      seed: 1,
    },
  ).result as ReliabilityResult;
const columns = { a: [1, 2, 3, 4, 5, 5], b: [2, 2, 3, 5, 4, 5], c: [5, 4, 3, 3, 1, 2] };

describe("reliability", () => {
  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "量表的信度（3题）
      题项 | CITC | 删项后α
      程序公正 | 0.852 | 0.872
      结果公正 | 0.828 | 0.894
      评价不公（反向） | 0.834 | 0.887
      Cronbach's α=0.920，ω=0.921；n=12；评判规则：≥0.90很好，≥0.80好，≥0.70可接受，≥0.60勉强，<0.60需修订
      该量表共3题，Cronbach's α为0.920，信度很好（n=12）。样本较小（n<30），结果仅供参考。
      各题CITC均不低于0.4，删除任一题项后α未明显提高。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Reliability of Scale (3 items)
      Item | CITC | α if deleted
      Fair procedure | 0.852 | 0.872
      Fair outcome | 0.828 | 0.894
      Unfair review (reversed) | 0.834 | 0.887
      Cronbach's α=0.920, ω=0.921; n=12; Rule: ≥0.90 very good, ≥0.80 good, ≥0.70 acceptable, ≥0.60 barely, <0.60 revise
      The scale has 3 items; Cronbach's α is 0.920, very good (n=12). Small sample (n<30); read with care.
      Every item-total correlation is at least 0.4 and no deletion clearly raises α."
    `);
  });

  it("is the same whether an item is reversed by hand or by declaration", () => {
    const byHand = result({ ...columns, c: columns.c.map((value) => 6 - value) });
    expect(result(columns, { reverse: ["c"] })).toEqual(byHand);
    expect(result(columns, { reverse: ["c"], scale: { min: 1, max: 5 } }, {})).toEqual(byHand);
    expect(result(columns, { reverse: ["a", "b"] }).alpha).toBeCloseTo(byHand.alpha, 12);
  });

  it("keeps the same alpha when the limits move, since only differences count", () => {
    const { alpha } = result(columns, { reverse: ["c"] });
    expect(result(columns, { reverse: ["c"], scale: { min: 0, max: 10 } }).alpha).toBeCloseTo(alpha, 12);
  });

  it("says Spearman–Brown of two items and has neither interval nor omega", () => {
    expect(result(columns, { items: ["a", "b"] })).toMatchObject({
      method: "spearmanBrown",
      alphaCiLow: null,
      omegaTotal: null,
      items: [{ alphaIfDeleted: null }, {}],
    });
  });

  it.each<[string, Readonly<Record<string, readonly TestCell[]>>, object, RegExp]>([
    ["too few cases", { a: [1, 2, null], b: [1, 2, 3], c: [2, 1, 3] }, {}, /at least three complete cases, got 2/],
    ["a constant item", { ...columns, b: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1] }, {}, /“b” has the same value/],
    [
      "items that cancel out",
      { ...columns, b: columns.a.map((value) => -value) },
      { items: ["a", "b"] },
      /name items worded/,
    ],
    ["a reversed item that is not asked", columns, { items: ["a", "b"], reverse: ["c"] }, /stand in items/],
  ])("refuses %s", (_, data, more, message) => {
    expect(() => result(data, more)).toThrow(message);
  });

  it("never takes the limits of a reversed item from the answers", () => {
    expect(() => result(columns, { reverse: ["c"] }, {})).toThrow(expect.objectContaining({ code: "scale.unknown" }));
  });
});
