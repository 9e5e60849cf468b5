import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameColumns } from "./column-names.ts";
import { byteLength, characterCount, fitText } from "./text-length.ts";

const rules = {
  longest: 12,
  measure: byteLength,
  illegal: /[^\p{L}\p{N}_]/gu,
  illegalStart: /^[^\p{L}]/u,
  isReserved: (name: string) => name === "ALL",
  ignoreCase: true,
};
const name = fc.string({ unit: fc.constantFrom("a", "A", "甲", "1", "-", "_", " ", "𠮷"), minLength: 1, maxLength: 9 });

describe("nameColumns", () => {
  it("gives legal names of their own, whatever the names are", () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 12 }), (names) => {
        const written = nameColumns(names, rules);
        expect(new Set(written.map((one) => one.toLowerCase())).size).toBe(names.length);
        for (const one of written) {
          expect(one).toMatch(/^\p{L}[\p{L}\p{N}_]*$/u);
          expect(byteLength(one)).toBeLessThanOrEqual(12);
        }
      }),
    );
  });

  it("keeps what is legal, and the name of a column when others join or leave", () => {
    expect(nameColumns(["Q1", "满意度", "Q1-other", "1st", "ALL"], rules)).toEqual([
      "Q1",
      "满意度",
      "Q1_other",
      "V1st",
      "ALL_",
    ]);
    const [first, second] = nameColumns(["问题的名称很长", "问题的名称很长很长"], rules);
    expect(nameColumns(["问题的名称很长很长"], rules)).toEqual([second]);
    expect(first).toMatch(/^问_[0-9a-f]{6}$/);
    expect(nameColumns(["a-b", "a_b"], rules)).toEqual([expect.stringMatching(/^a_b_[0-9a-f]{6}$/), "a_b"]);
  });
});

describe("fitText", () => {
  it("cuts between characters and says so", () => {
    expect(fitText("科技人才", 12, byteLength)).toBe("科技人才");
    expect(fitText("科技人才评价", 12, byteLength)).toBe("科技人…");
    expect(fitText("𠮷𠮷𠮷", 2, characterCount)).toBe("𠮷…");
  });

  it("measures as the encoder writes, halves of pairs included", () => {
    const units = fc.array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0xd842, 0xdfb7)));
    fc.assert(
      fc.property(units, (list) => {
        const one = String.fromCharCode(...list);
        expect(byteLength(one)).toBe(new TextEncoder().encode(one).length);
      }),
    );
  });
});
