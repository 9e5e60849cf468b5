import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainKeywordScorer } from "./keyword-scorer.ts";
import { naturalKeywordScorer } from "./keywords.node.ts";

const term = fc.constantFrom(
  "考核",
  "代表作",
  "小同行",
  "𠮷",
  "a",
  "__key",
  "__proto__",
  "constructor",
  "toString",
  "=",
);

describe("plainKeywordScorer and naturalKeywordScorer", () => {
  it("give the same terms, counts, weights and order", () => {
    fc.assert(
      fc.property(fc.array(fc.array(term, { maxLength: 12 }), { maxLength: 6 }), (documents) => {
        const plain = plainKeywordScorer.score(documents);
        const natural = naturalKeywordScorer.score(documents);
        expect(plain.map((rows) => rows.map(({ term, count }) => [term, count]))).toEqual(
          natural.map((rows) => rows.map(({ term, count }) => [term, count])),
        );
        plain.forEach((rows, document) => {
          rows.forEach((row, rank) => {
            expect(row.score).toBeCloseTo(natural[document]?.[rank]?.score ?? Number.NaN, 12);
          });
        });
      }),
    );
  });

  it("weigh a word of one document above a word of all", () => {
    const [first] = plainKeywordScorer.score([["考核", "代表作"], ["考核"], ["考核"]]);
    expect(first?.[0]).toEqual({ term: "代表作", count: 1, score: 1 + Math.log(3 / 2) });
    expect(first?.[1]?.score).toBeCloseTo(1 + Math.log(3 / 4), 14);
  });
});
