import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IdentifierHit, Replacement } from "../model/deidentify.ts";
import { findIdentifiers } from "./find-identifiers.ts";
import { joinPlaces } from "./join-places.ts";

const text = "张三在😀样例大学，李四也在样例大学。";
const rules = [{ kind: "words" as const, name: "高校", words: ["样例大学"], replacement: "〔某高校〕" }];
const hits = findIdentifiers(text, rules);
const place = (start: number, end: number, replacement = "〔手工〕") =>
  ({ start, end, replacement }) as unknown as Replacement;

describe("joinPlaces", () => {
  it("adds a marked place, and lets one that overlaps take in what the rules found", () => {
    expect(joinPlaces(text, hits, [place(0, 2), place(2, 6)]).map(({ rule, text: words }) => [rule, words])).toEqual([
      ["", "张三"],
      ["", "在😀样例大学"],
      ["高校", "样例大学"],
    ]);
    expect(joinPlaces(text, hits, [place(4, 8, "某校")])).toMatchObject([{ rule: "高校", replacement: "某校" }, {}]);
  });

  it("keeps places in order and apart, and leaves out nothing that was marked or found", () => {
    const marked = fc.array(
      fc.tuple(fc.nat(14), fc.integer({ min: 1, max: 4 })).map(([start, length]) => place(start, start + length)),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(marked, (byHand) => {
        const joined = joinPlaces(text, hits, byHand);
        for (const [at, one] of joined.entries()) {
          expect(one.start).toBeLessThan(one.end);
          expect(one.start).toBeGreaterThanOrEqual(joined[at - 1]?.end ?? 0);
          expect([...text].slice(one.start, one.end).join("")).toBe(one.text);
        }
        const covers = ({ start, end }: Pick<IdentifierHit, "start" | "end">) =>
          joined.some((one) => one.start <= start && one.end >= end);
        expect([...hits, ...byHand].every(covers)).toBe(true);
      }),
    );
  });
});
