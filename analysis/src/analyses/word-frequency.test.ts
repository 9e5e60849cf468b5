import { describe, expect, it } from "vitest";
import { chinese } from "../testing/contexts.ts";
import { sampleCorpus as corpus } from "../testing/sample-corpus.ts";
import { wordFrequency } from "./word-frequency.ts";

const seed = { seed: 1 };

describe("wordFrequency", () => {
  it("counts the words of interviewees with the transcripts they stand in", () => {
    const params = wordFrequency.params.parse({ top: 3 });
    const result = wordFrequency.run({ corpus }, params, seed);
    expect(result).toMatchObject({ n: 3, unit: "document", segmenter: expect.stringMatching(/^intl\+/u) });
    expect(result.rows).toEqual([
      { term: "小同行", count: 3, documents: 2, ids: ["t1", "t2"] },
      { term: "专家库", count: 2, documents: 1, ids: ["t2"] },
      { term: "代表作", count: 1, documents: 1, ids: ["t1"] },
    ]);
    expect(wordFrequency.table(result, params, chinese).body[0]?.map(({ text }) => text)).toEqual(["小同行", "3", "2"]);
    expect(wordFrequency.narrate(result, params, chinese)[0]?.text).toBe(
      "3份访谈中受访者说得最多的词是小同行（3次）、专家库（2次）、代表作（1次）。",
    );
  });

  it("draws bars, or a cloud in which the most frequent word is the largest", () => {
    const params = wordFrequency.params.parse({ picture: "cloud" });
    const spec = wordFrequency.chart(wordFrequency.run({ corpus }, params, seed), params, chinese);
    const words = (spec?.["data"] as { values: { term: string; size: number }[] } | undefined)?.values ?? [];
    expect(words[0]).toMatchObject({ term: "小同行", size: 48 });
    expect(words.slice(1).every(({ size }) => size < 48)).toBe(true);
  });

  it("leaves out the words it is told to", () => {
    const params = wordFrequency.params.parse({ without: ["小同行"] });
    expect(wordFrequency.run({ corpus }, params, seed).rows[0]?.term).toBe("专家库");
  });
});
