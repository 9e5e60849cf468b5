import { brandAs, type CodePointOffset, createOffsetIndex } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { dropFillers, isQuotable, leansOnPrevious } from "./tidy-sentence.ts";

function drop(text: string): string {
  const index = createOffsetIndex(text);
  const end = brandAs<CodePointOffset>(index.length);
  return index.slice(dropFillers(index, { start: brandAs<CodePointOffset>(0), end }));
}

describe("dropFillers", () => {
  it.each([
    ["嗯，对，怎么说呢，考核太频繁。", "考核太频繁。"],
    ["😀考核太频繁。", "😀考核太频繁。"],
    ["对青年人要放手。", "对青年人要放手。"],
    ["这个指标不合适。", "这个指标不合适。"],
    ["好的，嗯……我们分了四类。", "我们分了四类。"],
    ["……二〇一九年秋天改的。", "二〇一九年秋天改的。"],
  ])("%s", (text, kept) => {
    expect(drop(text)).toBe(kept);
  });
});

describe("isQuotable", () => {
  it.each([
    "您怎么看这件事？",
    "好的。",
    "是在二〇二二年八月。",
    "我觉得这个……",
    "考核太频繁，材料太多",
    "”然后他就走了不再回来。",
    `${"长".repeat(200)}。`,
  ])("refuses %s", (text) => {
    expect(isQuotable(text)).toBe(false);
  });

  it("refuses a bare year, though it limits another sentence", () => {
    expect(isQuotable("前年。", true)).toBe(false);
  });

  it("takes a whole statement", () => {
    expect(isQuotable("攻关的人三五年出不了文章。")).toBe(true);
  });
});

describe("leansOnPrevious", () => {
  it("knows what cannot stand alone", () => {
    expect(["所以我们改了。", "他们都走了。", "第二要有系统。"].every(leansOnPrevious)).toBe(true);
    expect(["第一要有任务。", "考核太频繁。"].some(leansOnPrevious)).toBe(false);
  });
});
