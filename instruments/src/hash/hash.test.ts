import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../model/questionnaire.ts";
import { canonicalJson, canonicalPieces } from "./canonical-json.ts";
import { hashJson, hashJsonInSteps, hashText } from "./content-hash.ts";

const json = fc
  .jsonValue({ maxDepth: 5 })
  .filter((value) => !/\p{Cs}/u.test(JSON.stringify(value))) as fc.Arbitrary<Json>;

function reverseMembers(value: Json): Json {
  if (Array.isArray(value)) return value.map(reverseMembers);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reverseMembers(item)]),
  );
}

describe("canonicalJson", () => {
  it("writes the example of RFC 8785 §3.2.2 as §3.2.3 prints it", () => {
    const value: Json = {
      numbers: JSON.parse("[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]") as Json,
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\u0022/",
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it("sorts member names by UTF-16 code units (RFC 8785 §3.2.3)", () => {
    const value: Json = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, "\u00f6": 7 };
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7);
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}');
  });

  it("reads back equal and does not depend on the order of members", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(JSON.parse(canonicalJson(value)) as Json)).toBe(canonicalJson(value));
        expect(canonicalJson(reverseMembers(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it.each([
    ["NaN", Number.NaN],
    ["an infinity", Number.POSITIVE_INFINITY],
    ["a lone surrogate", ["\ud800"]],
    ["a lone surrogate in a name", { "\udc00": 1 }],
    ["undefined", [undefined as unknown as Json]],
    ["201 levels", JSON.parse("[".repeat(201) + "]".repeat(201)) as Json],
  ])("refuses %s", (_name, value) => {
    expect(() => canonicalJson(value as Json)).toThrow(expect.objectContaining({ code: "json.not-canonical" }));
  });
});

describe("hashText and hashJson", () => {
  it("give the same piece by piece and in steps", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (value) => {
        fc.pre(!/\p{Cs}/u.test(Object.keys(value).join("")));
        expect([...canonicalPieces(value)].join("")).toBe(canonicalJson(value));
      }),
    );
    const large = { of: Array.from({ length: 9_000 }, (_, at) => ({ at, text: `第${at}份` })), none: [], nothing: {} };
    const steps = hashJsonInSteps(large);
    let taken = 1;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) taken += 1;
    expect(step.value).toBe(hashJson(large));
    expect(taken).toBeGreaterThan(2);
    expect(hashJsonInSteps({}).next().value).toBe(hashJson({}));
  });

  it("are SHA-256 of UTF-8 (FIPS 180-4 example 'abc')", () => {
    expect(hashText("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(hashText("科技人才")).toHaveLength(64);
    expect(hashJson({ b: 1, a: 2 })).toBe(hashText('{"a":2,"b":1}'));
  });
});
