import { describe, expect, it } from "vitest";
import { runRequest } from "../registry/run-request.ts";
import { datasetOf, type TestCell } from "../testing/dataset-of.ts";
import { sampleAnswers } from "../testing/sample-answers.ts";
import { show } from "../testing/show.ts";
import type { RankingResult } from "./ranking.ts";

const request = { kind: "ranking", variables: ["rank1", "rank2", "rank3"] };

const result = (columns: Readonly<Record<string, readonly TestCell[]>>) =>
  runRequest({ dataset: datasetOf(columns) }, { kind: "ranking", variables: Object.keys(columns) }, { seed: 1 })
    .result as RankingResult;

describe("ranking", () => {
  it("speaks Chinese and English", () => {
    expect(show(sampleAnswers, request, "zh")).toMatchInlineSnapshot(`
      "排序题得分
      选项 | 入选人数 | 首选／% | 平均名次 | 平均综合得分
      论文 | 12 | 66.7 | 1.42 | 2.58
      专利 | 12 | 33.3 | 2.00 | 2.00
      标准 | 12 | 0.0 | 2.58 | 1.42
      n=12；综合得分：排第r位得（位数−r+1）分，未入选得0分，按人数平均。
      综合得分居前的是“论文”（2.58）、“专利”（2.00）、“标准”（1.42）（n=12）。样本较小（n<30），结果仅供参考。"
    `);
    expect(show(sampleAnswers, request, "en")).toMatchInlineSnapshot(`
      "Ranking
      Choice | Ranked by | First / % | Mean rank | Mean Borda points
      Papers | 12 | 66.7 | 1.42 | 2.58
      Patents | 12 | 33.3 | 2.00 | 2.00
      Standards | 12 | 0.0 | 2.58 | 1.42
      n=12; rank r of m places gives m − r + 1 points, unranked 0, averaged over cases.
      Highest by points: “Papers” (2.58), “Patents” (2.00), “Standards” (1.42) (n=12). Small sample (n<30); read with care."
    `);
  });

  it("counts ranks, firsts and Borda points of partial rankings", () => {
    const { n, rows, kendallW } = result({ a: [1, 1, 2, null], b: [2, null, 1, null], c: [null, 2, null, null] });
    expect(n).toBe(3);
    expect(rows.map(({ count, meanRank, borda }) => [count, meanRank, borda])).toEqual([
      [3, 4 / 3, 5 / 3],
      [2, 1.5, 1],
      [1, 2, 1 / 3],
    ]);
    expect(kendallW).toBeNull();
  });

  it("finds full concordance, none, and the same however cases and things are ordered", () => {
    expect(result({ a: [1, 1, 1], b: [2, 2, 2], c: [3, 3, 3] }).kendallW).toBe(1);
    expect(result({ a: [1, 2], b: [2, 1] }).kendallW).toBe(0);
    expect(result({ a: [1, 2, 1], b: [2, 1, 3], c: [3, 3, 2] }).kendallW).toBeCloseTo(
      result({ c: [2, 3, 3], a: [1, 2, 1], b: [3, 1, 2] }).kendallW ?? Number.NaN,
      12,
    );
  });

  it("corrects concordance for ties and has none where every case ties everything", () => {
    expect(result({ a: [1, 1, 2], b: [1, 2, 2] }).kendallW).toBeCloseTo(1 / 3, 12);
    expect(result({ a: [1, 1], b: [1, 1] }).kendallW).toBeNull();
  });
});
