import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../model/questionnaire.ts";
import { containsAll, containsAny, isLess, looseEqual } from "./compare.ts";
import { referencesOf } from "./expression.ts";
import { parseExpression } from "./parse-expression.ts";
import { prepareExpression } from "./prepare-expression.ts";

function run(source: string, values: Readonly<Record<string, Json>> = {}): unknown {
  return prepareExpression(parseExpression(source))({ values: new Map(Object.entries(values)) });
}

describe("parseExpression (EX1–EX5)", () => {
  it.each([
    ["1 + 2 * 3", 7],
    ["2 ^ 3 ^ 2", 64],
    ["10 - 2 - 3", 5],
    ["8 / 4 / 2", 1],
    ["-5 % 3", -2],
    ["(1 + 2) * 3", 9],
    ["'it\\'s'", "it's"],
    ["1 < 2 and 2 < 3 or 1 = 2", true],
    ["1 = 2 || 3 = 3 && 1 = 1", true],
    ["0.1 + 0.2", 0.3],
    ["iif(1 > 2, 'yes', 'no')", "no"],
    ["sum([1, 2], '3')", 6],
    ["round(2.345, 2)", 2.35],
    ["min(3, 1, 2) + max(3, 1, 2)", 4],
  ])("EX2 reads %s", (source, value) => {
    expect(run(source)).toBe(value);
  });

  it("EX3 reads members and positions", () => {
    const values = { m: { r: 2 }, list: [{ x: 1 }, { x: 5 }] };
    expect(run("{m.r} = 2 and {list[1].x} = 5", values)).toBe(true);
    expect(run("{list[7].x} empty and {m.z} empty and {nothing} empty", values)).toBe(true);
    expect(run("sumInArray({list}, 'x') + countInArray({list}, 'x')", values)).toBe(8);
    expect(referencesOf(parseExpression("{a} > 1 and sum({b.c}, {d[0].e}) < 2")).map(({ path }) => path)).toEqual([
      ["a"],
      ["b", "c"],
      ["d", 0, "e"],
    ]);
  });

  it.each([
    ["{a} = yes", /bare/],
    ["{a} = ", /too early/],
    ["({a} = 1", /expected "\)"/],
    ["today() > {a}", /not accepted/],
    ["random() > 1", /not accepted/],
    ["age({b}) > 18", /not accepted/],
    ["iif(1, 2)", /takes/],
    ["{} = 1", /not a reference/],
    ["{#a} = 1", /prefixes/],
    ["{a} = 1 @", /unexpected/],
    ["'open", /unexpected/],
    [`${"(".repeat(70)}1${")".repeat(70)}`, /brackets/],
    ["1 +".repeat(1000), /longer/],
    ["{a} = constructor('x')", /not accepted/],
  ])("EX5 refuses %s", (source, message) => {
    expect(() => parseExpression(source)).toThrow(message);
    expect(() => parseExpression(source)).toThrow(expect.objectContaining({ code: "expression.syntax" }));
  });

  it("never throws anything else, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (source) => {
        try {
          run(source);
        } catch (error) {
          expect(error).toMatchObject({ code: "expression.syntax" });
        }
      }),
    );
  });
});

describe("comparisons (EX6–EX10)", () => {
  it.each<[Json | undefined, Json | undefined, boolean]>([
    ["1", 1, true],
    [true, "true", true],
    ["01", 1, false],
    ["ABC", " abc ", true],
    [[1, 2], [2, "1"], true],
    [[1, 1], [1, 2], false],
    [[1], 1, false],
    [{ a: 1 }, { a: "1" }, true],
    [null, "", true],
    [0, "", false],
  ])("EX7 %j = %j is %s", (a, b, equal) => {
    expect(looseEqual(a, b)).toBe(equal);
    expect(looseEqual(b, a)).toBe(equal);
  });

  it("EX8 orders numbers by size and texts by code units, nothing below empty", () => {
    expect(isLess("9", 10)).toBe(true);
    expect(isLess("2024-01-02", "2024-01-10")).toBe(true);
    expect(isLess("b", 1)).toBe(false);
    expect(run("{z} < 1 or {z} <= 1 or {z} >= 0 or {z} > -1")).toBe(false);
  });

  it("EX9 looks into texts and lists", () => {
    expect(run("{t} contains 'B' and {l} contains '2' and {l} notcontains [2, 3]", { t: "abc", l: [1, 2] })).toBe(true);
    expect(containsAny([1, 2], [2, 9])).toBe(true);
    expect(containsAll([1, 2], [2, 9])).toBe(false);
    expect(run("{z} anyof [1] or {z} allof [1] or {z} contains 1")).toBe(false);
  });

  it("EX10 gives no answer for what cannot be calculated", () => {
    expect(run("{t} * 2", { t: "abc" })).toBeUndefined();
    expect(run("1 / 0")).toBeUndefined();
    expect(run("{z} + 1")).toBe(1);
    expect(run("{t} + 1", { t: "a" })).toBe("a1");
  });

  it("does not see what objects inherit", () => {
    expect(run("{o.constructor} empty and {o.__proto__} empty and {l.length} empty", { o: { a: 1 }, l: [1] })).toBe(
      false,
    );
    expect(run("{o.constructor} empty and {o.__proto__} empty and {o.toString} empty", { o: { a: 1 } })).toBe(true);
  });
});
