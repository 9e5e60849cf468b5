import { describe, expect, it } from "vitest";
import { chinese } from "../testing/contexts.ts";
import { sampleCorpus as corpus } from "../testing/sample-corpus.ts";
import { keywords } from "./keywords.ts";

const seed = { seed: 1 };

describe("keywords", () => {
  it("sums the weights of a word over transcripts", () => {
    const params = keywords.params.parse({ top: 2 });
    const result = keywords.run({ corpus }, params, seed);
    expect(result.rows.map(({ term, count, ids }) => [term, count, ids])).toEqual([
      ["小同行", 3, ["t1", "t2"]],
      ["专家库", 2, ["t2"]],
    ]);
    expect(result.rows[0]?.score).toBeCloseTo(3 * (1 + Math.log(3 / 3)), 12);
    expect(result.rows[1]?.score).toBeCloseTo(2 * (1 + Math.log(3 / 2)), 12);
    expect(result).toMatchObject({ n: 3, unit: "document", scorer: "tfidf", groups: [] });
  });

  it("tells groups apart and leaves out transcripts without the attribute", () => {
    const params = keywords.params.parse({ by: "单位类型", top: 1 });
    const result = keywords.run({ corpus }, params, seed);
    expect(result).toMatchObject({ n: 2, groups: ["企业", "高校"] });
    expect(result.rows.map(({ group, term }) => [group, term])).toEqual([
      ["企业", "专家库"],
      ["高校", "小同行"],
    ]);
    expect(keywords.chart(result, params, chinese)?.["data"]).toMatchObject({
      values: expect.arrayContaining([expect.objectContaining({ row: "小同行", column: "高校" })]),
    });
    expect(keywords.narrate(result, params, chinese).map(({ text }) => text)).toEqual([
      "企业的关键词依次为“专家库”。",
      "高校的关键词依次为“小同行”。",
    ]);
  });
});
