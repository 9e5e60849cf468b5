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

  it("leaves out what is merely counted, and keeps names that begin with a number", () => {
    const cut = (text: string) => extractTerms(text, { cut: () => text.split(" ") } as never);
    expect(cut("一年 三年 四个 第二年 两份 十几篇 几个月 四唯 一流 三农 一等奖 二级教授 个人")).toEqual(
      cut("四唯 一流 三农 一等奖 二级教授 个人"),
    );
    expect(cut("四唯 一流 三农 一等奖 二级教授 个人")).toHaveLength(6);
  });

  it("takes other lists", () => {
    const options = { stopWords: new Set(["成果"]), synonyms: new Map([["转化", "成果"]]) };
    expect(extractTerms("转化经费", intlSegmenter, options)).toEqual(["经费"]);
  });
});
