import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeidentifyRule, Replacement } from "../model/deidentify.ts";
import type { TextSpan } from "../model/transcript.ts";
import { createOffsetIndex } from "../text/offset-index.ts";
import { carryOutward, carrySpan, invertAlignment, replaceIdentifiers } from "./deidentify.ts";
import { findIdentifiers } from "./find-identifiers.ts";

const rules: readonly DeidentifyRule[] = [
  { kind: "words", name: "姓名", words: ["张三", "𠮷田"], replacement: "〔某人〕" },
  { kind: "words", name: "单位", words: ["天津", "天津样例大学"], replacement: "〔某高校〕" },
  { kind: "pattern", name: "电话", pattern: "phone", replacement: "〔电话〕" },
  { kind: "pattern", name: "证件", pattern: "idNumber", replacement: "〔证件号〕" },
  { kind: "pattern", name: "邮箱", pattern: "email", replacement: "〔邮箱〕" },
  { kind: "pattern", name: "项目", pattern: "project", replacement: "〔项目号〕" },
];
const cut = (start: number, end: number) => ({ start, end }) as unknown as TextSpan;

describe("findIdentifiers", () => {
  it("finds names, units, phones, numbers and addresses, the longest first", () => {
    const text =
      "😀张三在天津样例大学，13800001234，022-23500000，ID 12010119900101123X，a.b@x.edu.cn，2021YFB1234567。";
    expect(findIdentifiers(text, rules).map((hit) => [hit.start, hit.text, hit.rule])).toEqual([
      [1, "张三", "姓名"],
      [4, "天津样例大学", "单位"],
      [11, "13800001234", "电话"],
      [23, "022-23500000", "电话"],
      [39, "12010119900101123X", "证件"],
      [58, "a.b@x.edu.cn", "邮箱"],
      [71, "2021YFB1234567", "项目"],
    ]);
  });

  it("finds nothing in longer numbers, and nothing by empty words", () => {
    const empty: DeidentifyRule = { kind: "words", name: "空", words: ["", " "], replacement: "x" };
    expect(findIdentifiers("1380000123456789012345", [...rules, empty])).toEqual([]);
  });
});

describe("replaceIdentifiers", () => {
  const text = fc
    .array(fc.constantFrom("张三", "𠮷田", "😀", "天津", "天津样例大学", "说", "\n", "13800001234"), { maxLength: 30 })
    .map((parts) => parts.join(""));
  const refused = fc.array(fc.boolean(), { minLength: 30, maxLength: 30 });
  const decide = (raw: string, keep: readonly boolean[]): readonly Replacement[] =>
    findIdentifiers(raw, rules).filter((_, at) => keep[at]);

  it("aligns every kept character exactly, without gaps, and leaves none of what was replaced", () => {
    fc.assert(
      fc.property(text, refused, (raw, keep) => {
        const made = replaceIdentifiers(raw, decide(raw, keep));
        const [before, after] = [createOffsetIndex(raw), createOffsetIndex(made.text)];
        let [from, to] = [0, 0];
        for (const stretch of made.alignment) {
          expect([stretch.from.start, stretch.to.start]).toEqual([from, to]);
          if (stretch.kept) expect(after.slice(stretch.to)).toBe(before.slice(stretch.from));
          [from, to] = [stretch.from.end, stretch.to.end];
        }
        expect([from, to]).toEqual([before.length, after.length]);
        const whole = replaceIdentifiers(raw, findIdentifiers(raw, rules)).text;
        expect(findIdentifiers(whole, rules)).toEqual([]);
      }),
    );
  });

  it("carries spans there and back to the same place, or nowhere", () => {
    fc.assert(
      fc.property(text, refused, fc.nat(200), fc.nat(60), (raw, keep, start, length) => {
        const made = replaceIdentifiers(raw, decide(raw, keep));
        const span = cut(start, start + length);
        const there = carrySpan(made.alignment, span);
        if (there === null) return;
        expect(carrySpan(invertAlignment(made.alignment), there)).toEqual(span);
        const inside = made.alignment.some(({ from, kept }) => !kept && from.start < span.end && from.end > span.start);
        const same = createOffsetIndex(made.text).slice(there) === createOffsetIndex(raw).slice(span);
        expect(inside || same).toBe(true);
        expect(carryOutward(made.alignment, span)).toEqual(there);
      }),
    );
  });

  it("places nothing that cuts a replaced stretch", () => {
    const { alignment, text: made } = replaceIdentifiers("请张三说", findIdentifiers("请张三说", rules));
    expect(made).toBe("请〔某人〕说");
    expect(carrySpan(alignment, cut(0, 2))).toBeNull();
    expect(carrySpan(alignment, cut(1, 1))).toBeNull();
    expect(carrySpan(alignment, cut(1, 3))).toEqual(cut(1, 5));
    expect(carryOutward(alignment, cut(0, 2))).toEqual(cut(0, 5));
    expect(carrySpan(alignment, cut(3, 9))).toBeNull();
  });

  it("refuses replacements that overlap", () => {
    const twice = [
      { ...cut(0, 2), replacement: "a" },
      { ...cut(1, 3), replacement: "b" },
    ];
    expect(() => replaceIdentifiers("一二三", twice)).toThrow(
      expect.objectContaining({ code: "transcript.replacements-overlap" }),
    );
  });
});
