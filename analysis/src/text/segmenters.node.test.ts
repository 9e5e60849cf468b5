import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { domainDictionary } from "./domain-dictionary.ts";
import { intlSegmenter } from "./intl-segmenter.ts";
import { createJiebaSegmenter } from "./jieba-segmenter.node.ts";

const segmenters = [intlSegmenter, createJiebaSegmenter()];

describe.each(segmenters)("segmenter $id", (segmenter) => {
  it("keeps the words of the policy whole", () => {
    const text = "改革试点突出导向，破四唯、立新标，小同行看代表作，长周期考核，唯论文不行。";
    expect(segmenter.cut(text)).toEqual(
      expect.arrayContaining(["试点", "导向", "破四唯", "立新标", "小同行", "代表作", "长周期考核", "唯论文"]),
    );
  });

  it("does not read a domain word across two others", () => {
    expect(segmenter.cut("他在前面引导向前走。")).not.toContain("导向");
  });

  it("gives the text back when the words are joined", () => {
    const unit = fc.constantFrom(
      "科技人才",
      "评价",
      "小同行",
      "代",
      "表",
      "作",
      "。",
      "，",
      "\n",
      " ",
      "😀",
      "𠮷",
      "ab",
      "3.5",
      "「",
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        expect(segmenter.cut(text).join("")).toBe(text);
      }),
    );
  });

  it("reads 100,000 characters in one call", () => {
    const text = "我们单位的考核一年三次，大家意见很大。".repeat(5300);
    expect(segmenter.cut(text).join("").length).toBe(text.length);
  });
});

describe("domainDictionary", () => {
  it("holds each word of two and more characters once, in order", () => {
    expect(domainDictionary.every((word) => word.length >= 2)).toBe(true);
    expect([...domainDictionary].sort()).toEqual([...new Set(domainDictionary)]);
  });
});
