import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandAs, type CodePointOffset } from "../model/ids.ts";
import { alignTexts } from "./align-texts.ts";
import { carrySpan } from "./deidentify.ts";

const span = (start: number, end: number) => ({
  start: brandAs<CodePointOffset>(start),
  end: brandAs<CodePointOffset>(end),
});
const text = fc
  .array(fc.constantFrom("人", "才", "😀", "𠮷", "\n", "。", "a"), { maxLength: 40 })
  .map((all) => all.join(""));

describe("alignTexts", () => {
  it("keeps what did not change and places what stands around a typo", () => {
    const stretches = alignTexts("以前数伦文😀篇数，\n现在看代表作。", "以前数论文😀篇数了，\n现在看代表作。");
    expect(carrySpan(stretches, span(0, 8))).toEqual(span(0, 8));
    expect(carrySpan(stretches, span(10, 12))).toEqual(span(11, 13));
    expect(carrySpan(stretches, span(3, 4))).toEqual(span(3, 4));
  });

  it("gives two typos far apart in a long text two places, not one", () => {
    const line = (at: number) => `受访者：第${at}段，评价改革以后看代表作，不再数论文。\n`;
    const lines = Array.from({ length: 4_000 }, (_, at) => line(at));
    const changed = lines.map((one, at) => (at === 3 || at === 3_990 ? one.replace("评价", "评审") : one));
    const stretches = alignTexts(lines.join(""), changed.join(""));
    expect(stretches.filter(({ kept }) => !kept).map(({ from }) => from.end - from.start)).toEqual([1, 1]);
  });

  it("covers both texts without gap or overlap, and what is kept is equal", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [a, b] = [[...before], [...after]];
        let [i, j] = [0, 0];
        for (const { from, kept, to } of alignTexts(before, after)) {
          expect([from.start, to.start]).toEqual([i, j]);
          if (kept) expect(a.slice(from.start, from.end)).toEqual(b.slice(to.start, to.end));
          [i, j] = [from.end, to.end];
        }
        expect([i, j]).toEqual([a.length, b.length]);
      }),
    );
  });
});
