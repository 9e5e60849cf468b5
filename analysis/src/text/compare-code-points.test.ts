import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareCodePoints } from "./compare-code-points.ts";

const text = fc.string({ unit: fc.constantFrom("a", "b", "评", "！", "𠮷", "😀", "\uE000"), maxLength: 4 });

describe("compareCodePoints", () => {
  it("puts a character outside the basic plane after the full-width forms", () => {
    expect(["𠮷", "！", "a", ""].sort(compareCodePoints)).toEqual(["", "a", "！", "𠮷"]);
  });

  it("orders as the lists of code points do", () => {
    const key = (value: string) => [...value].map((one) => String(one.codePointAt(0)).padStart(7, "0")).join("");
    fc.assert(
      fc.property(text, text, (a, b) => {
        const expected = key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
        expect(Math.sign(compareCodePoints(a, b))).toBe(expected);
        expect(Math.sign(compareCodePoints(b, a)) + Math.sign(compareCodePoints(a, b))).toBe(0);
      }),
    );
  });
});
