import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandAs, type CodePointOffset } from "../model/ids.ts";
import type { TextSpan } from "../model/transcript.ts";
import { createOffsetIndex } from "./offset-index.ts";
import { snapToUnits, trimSpan } from "./snap-span.ts";

const span = (start: number, end: number): TextSpan => ({
  start: brandAs<CodePointOffset>(start),
  end: brandAs<CodePointOffset>(end),
});
const units = [span(0, 5), span(5, 9), span(12, 20)];

describe("snapToUnits", () => {
  it("widens to every unit it touches and takes the unit of a caret", () => {
    expect(snapToUnits(span(3, 6), units)).toEqual(span(0, 9));
    expect(snapToUnits(span(5, 9), units)).toEqual(span(5, 9));
    expect(snapToUnits(span(13, 13), units)).toEqual(span(12, 20));
    expect(snapToUnits(span(10, 11), units)).toEqual(span(10, 11));
  });

  it("never loses a selected character and changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.nat(25), fc.nat(25), (a, b) => {
        const selection = span(Math.min(a, b), Math.max(a, b));
        const once = snapToUnits(selection, units);
        expect(once.start).toBeLessThanOrEqual(selection.start);
        expect(once.end).toBeGreaterThanOrEqual(selection.end);
        expect(snapToUnits(once, units)).toEqual(once);
      }),
    );
  });
});

describe("trimSpan", () => {
  it("drops white space, also full-width, at both ends", () => {
    const index = createOffsetIndex("　 😀人才 \n");
    expect(index.slice(trimSpan(index, span(0, index.length)))).toBe("😀人才");
  });

  it("makes an all-white span empty", () => {
    const index = createOffsetIndex("人 \n 才");
    expect(trimSpan(index, span(1, 4))).toEqual(span(1, 1));
  });
});
