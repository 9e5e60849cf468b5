import { createOffsetIndex, type TextSpan } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitClauses, splitSentences, splitWithin } from "./split-sentences.ts";

function words(text: string, spans: readonly TextSpan[]): readonly string[] {
  const index = createOffsetIndex(text);
  return spans.map((span) => index.slice(span));
}
const sentences = (text: string) => words(text, splitSentences(text));
const clauses = (text: string) => words(text, splitClauses(text));

describe("splitSentences", () => {
  it.each<[string, readonly string[]]>([
    ["考核太频繁。希望三年一次！行不行？", ["考核太频繁。", "希望三年一次！", "行不行？"]],
    ["第一行\n第二行。\n\n  第三行", ["第一行", "第二行。", "第三行"]],
    ["增长3.5个百分点，到12.8%。再看。", ["增长3.5个百分点，到12.8%。", "再看。"]],
    ["他说：「看不懂。真看不懂。」然后走了。", ["他说：「看不懂。真看不懂。」", "然后走了。"]],
    ["这是“谁来评？”的问题。", ["这是“谁来评？”的问题。"]],
    ["（一）评什么。（二）谁来评。", ["（一）评什么。", "（二）谁来评。"]],
    ["附则（见第三条。第四条除外。）照办。", ["附则（见第三条。第四条除外。）", "照办。"]],
    ["我觉得……不好说。是的…… 第1条见附件。", ["我觉得……不好说。", "是的……", "第1条见附件。"]],
    ["真的吗？！太好了！！", ["真的吗？！", "太好了！！"]],
    ["We asked. They answered. See 1. 一是 and 3.5.", ["We asked.", "They answered.", "See 1. 一是 and 3.5."]],
    ["一是减负；二是放权。", ["一是减负；二是放权。"]],
    ["😀来了。𠮷先生走了。", ["😀来了。", "𠮷先生走了。"]],
    ['他说"不行。"然后走了。', ['他说"不行。"', "然后走了。"]],
    [" \n ", []],
  ])("%s", (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it("cuts a quotation that fills more than a paragraph into its own sentences", () => {
    const long = `「${"这一段讲了很长时间的评审经历。".repeat(12)}」`;
    expect(sentences(long)).toHaveLength(12);
  });
});

describe("splitClauses", () => {
  it.each<[string, readonly string[]]>([
    ["不看数量，看质量；三年一次。", ["不看数量，", "看质量；", "三年一次。"]],
    ["他说：「行，就这样。」走了", ["他说：", "「行，", "就这样。」", "走了"]],
    ["约1,200人，8:30到3.5小时，12：30走", ["约1,200人，", "8:30到3.5小时，", "12：30走"]],
  ])("%s", (text, expected) => {
    expect(clauses(text)).toEqual(expected);
  });
});

describe("both splitters", () => {
  const text = fc.string({
    unit: fc.constantFrom(...'人才评价。！？；，：…、「」“”（）()"\n 　a3.?!😀𠮷的'),
    maxLength: 80,
  });

  it("cover every visible character once, in order, without outer white space", () => {
    fc.assert(
      fc.property(text, (value) => {
        for (const spans of [splitSentences(value), splitClauses(value)]) {
          const index = createOffsetIndex(value);
          let last = 0;
          let covered = "";
          for (const span of spans) {
            expect(span.start).toBeGreaterThanOrEqual(last);
            expect(index.slice(span)).toBe(index.slice(span).trim());
            expect(index.slice(span)).not.toBe("");
            expect([...value].slice(span.start, span.end).join("")).toBe(index.slice(span));
            covered += index.slice(span);
            last = span.end;
          }
          expect(covered.replace(/\s/gu, "")).toBe(value.replace(/\s/gu, ""));
        }
      }),
    );
  });

  it("count inside a span from the beginning of the whole text", () => {
    fc.assert(
      fc.property(text, text, (before, value) => {
        const index = createOffsetIndex(before + value);
        const head = createOffsetIndex(before).length;
        const start = index.fromUtf16(before.length);
        const whole = { start, end: index.fromUtf16(index.text.length) };
        expect(splitWithin(index, whole, splitSentences).map((span) => span.start - head)).toEqual(
          splitSentences(value).map((span) => span.start),
        );
      }),
    );
  });
});
