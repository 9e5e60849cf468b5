import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactMannWhitney, exactSignedRank } from "./exact-ranks.ts";
import { testMannWhitney, testSignedRanks } from "./rank-tests.ts";

describe("exact rank tests", () => {
  it("meet the example of tritiated water (Hollander & Wolfe 1973, p. 69)", () => {
    const a = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    const found = testMannWhitney(a, [1.15, 0.88, 0.9, 0.74, 1.21]);
    expect(found).toMatchObject({ u: 35, exact: { p: expect.closeTo(0.254412254412, 11) } });
  });

  it("meet the example of depression scores (Hollander & Wolfe 1973, p. 29)", () => {
    const [before, after] = [
      [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3],
      [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29],
    ];
    const found = testSignedRanks(before.map((value, place) => value - (after[place] ?? 0)));
    expect(found).toMatchObject({ v: 40, exact: { p: 0.0390625 } });
  });

  it("are left out with ties, zeros and fifty cases", () => {
    expect(testMannWhitney([1, 2], [2, 3])?.exact).toBeNull();
    expect(testSignedRanks([1, -1, 2])?.exact).toBeNull();
    expect(testSignedRanks([0, -1, 2])?.exact).toBeNull();
    const many = Array.from({ length: 50 }, (_, place) => place + 0.5);
    expect(testMannWhitney(many, [1, 2])?.exact).toBeNull();
    expect(testSignedRanks(many)?.exact).toBeNull();
  });

  it("count what all choices of ranks give", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.nat(25), (n1, n2, at) => {
        const u = at % (n1 * n2 + 1);
        const sums: number[] = [];
        for (let choice = 0; choice < 2 ** (n1 + n2); choice += 1) {
          const ranks = [...Array(n1 + n2).keys()].filter((bit) => (choice >> bit) & 1);
          if (ranks.length === n1) sums.push(ranks.reduce((sum, rank) => sum + rank + 1, -(n1 * (n1 + 1)) / 2));
        }
        const end = Math.min(u, n1 * n2 - u);
        const share = (2 * sums.filter((sum) => sum <= end).length) / sums.length;
        expect(exactMannWhitney(u, n1, n2).p).toBeCloseTo(Math.min(1, share), 12);
      }),
      { numRuns: 60 },
    );
  });

  it("are symmetric", () => {
    expect(exactSignedRank(3, 10).p).toBe(exactSignedRank(52, 10).p);
    expect(exactMannWhitney(100, 40, 45).p).toBeCloseTo(exactMannWhitney(1700, 40, 45).p, 15);
  });
});
