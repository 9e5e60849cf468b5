import { describe, expect, it } from "vitest";
import { extractTerms } from "./extract-terms.ts";
import { intlSegmenter } from "./intl-segmenter.ts";

describe("extractTerms", () => {
  it("leaves out fillers, numbers and single characters and merges synonyms", () => {
    expect(extractTerms("嗯，就是说我们这个标志性成果，2023年的代表作，SCI文章。", intlSegmenter)).toEqual([
      "代表作",
      "代表作",
      "sci",
      "论文",
    ]);
  });

  it("takes other lists", () => {
    const options = { stopWords: new Set(["成果"]), synonyms: new Map([["转化", "成果"]]) };
    expect(extractTerms("转化经费", intlSegmenter, options)).toEqual(["经费"]);
  });
});
