import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandAs, type CodePointOffset } from "../model/ids.ts";
import { codePointLength, countCodePoints, fromUtf16Offset, sliceCodePoints, toUtf16Offset } from "./code-points.ts";
import { createOffsetIndex } from "./offset-index.ts";

const at = (offset: number) => brandAs<CodePointOffset>(offset);
const text = fc.string({
  unit: fc.constantFrom("人", "才", "a", "\n", "。", "😀", "𠮷", "𡘙", "e\u0301", "\u200d", "👩‍🔬", "\u{10FFFF}", "é"),
});

describe("createOffsetIndex", () => {
  it("counts an emoji and a rare Han character as one", () => {
    expect(codePointLength("第一行😀人才𠮷")).toBe(7);
    expect(sliceCodePoints("😀𠮷人才", { start: at(1), end: at(3) })).toBe("𠮷人");
    expect(toUtf16Offset("😀𠮷人才", at(2))).toBe(4);
    expect(fromUtf16Offset("😀𠮷人才", 4)).toBe(2);
  });

  it("counts as iterating does, and not where half of a pair stands alone", () => {
    const halves = fc.string({ unit: fc.constantFrom("a", "\ud800", "\udfff", "𠮷") });
    fc.assert(
      fc.property(halves, (value) => {
        expect(countCodePoints(value)).toBe(/\p{Cs}/u.test(value) ? null : [...value].length);
      }),
    );
  });

  it("agrees with iterating over characters at every position", () => {
    fc.assert(
      fc.property(text, (value) => {
        const index = createOffsetIndex(value);
        const characters = [...value];
        expect(index.length).toBe(characters.length);
        let unit = 0;
        for (let offset = 0; offset <= characters.length; offset += 1) {
          expect(index.toUtf16(at(offset))).toBe(unit);
          expect(index.fromUtf16(unit)).toBe(offset);
          unit += characters[offset]?.length ?? 0;
        }
      }),
    );
  });

  it("cuts the same text as slicing an array of characters", () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (value, a, b) => {
        const characters = [...value];
        const [start, end] = [a % (characters.length + 1), b % (characters.length + 1)].sort((x, y) => x - y);
        expect(createOffsetIndex(value).slice({ start: at(start ?? 0), end: at(end ?? 0) })).toBe(
          characters.slice(start, end).join(""),
        );
      }),
    );
  });

  it("refuses positions outside the text and inside a character", () => {
    const index = createOffsetIndex("人😀");
    expect(() => index.toUtf16(at(3))).toThrow("from 0 to 2");
    expect(() => index.toUtf16(at(-1))).toThrow(expect.objectContaining({ code: "text.offset-out-of-range" }));
    expect(() => index.toUtf16(at(0.5))).toThrow(expect.objectContaining({ code: "text.offset-out-of-range" }));
    expect(() => index.fromUtf16(2)).toThrow(expect.objectContaining({ code: "text.offset-inside-character" }));
  });

  it("refuses half a character wherever it stands", () => {
    for (const broken of ["\ud83d人", "人\udc00", "\udc00\ud83d", "😀\ud83d"]) {
      expect(() => createOffsetIndex(broken)).toThrow(expect.objectContaining({ code: "text.lone-surrogate" }));
    }
  });

  it("converts 100,000 positions of 300,000 characters with rare Han among them", () => {
    const long = "天津科技人才𠮷评价".repeat(33_334);
    const index = createOffsetIndex(long);
    let sum = 0;
    for (let offset = 0; offset < 300_000; offset += 3) sum += index.fromUtf16(index.toUtf16(at(offset))) - offset;
    expect(sum).toBe(0);
    expect(index.length).toBe(300_006);
  });
});
