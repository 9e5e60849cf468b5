import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustTails } from "./adjust-p.ts";
import { testKruskalWallis, testMannWhitney, testSignedRanks } from "./rank-tests.ts";

const values = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 12 });
const two = fc.tuple(values, values).filter(([a, b]) => new Set([...a, ...b]).size > 1);
const tail = (p: number) => ({ p, log10P: Math.log10(p) });

describe("testMannWhitney", () => {
  it("counts the pairs the first group wins, ties half", () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const wins = a.flatMap((x) => b.map((y) => (x > y ? 1 : x === y ? 0.5 : 0) as number));
        expect(testMannWhitney(a, b)?.u).toBeCloseTo(
          wins.reduce((sum, one) => sum + one, 0),
          9,
        );
      }),
    );
  });

  it("is turned round with the groups and with the scale, and keeps p under any order-keeping change", () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const plain = testMannWhitney(a, b);
        expect(testMannWhitney(b, a)?.z).toBeCloseTo(-(plain?.z ?? 0), 12);
        const cube = (list: readonly number[]) => list.map((value) => value ** 3 + 2);
        expect(testMannWhitney(cube(a), cube(b))?.p).toBeCloseTo(plain?.p ?? 0, 12);
      }),
    );
  });
});

describe("testSignedRanks", () => {
  it("sums the ranks of what is positive", () => {
    expect(testSignedRanks([1, -2, 3, 0])).toMatchObject({ v: 4, used: 3, rankBiserial: 1 / 3 });
    expect(testSignedRanks([0, 0])).toBeNull();
  });

  it("turns its sign with the differences", () => {
    fc.assert(
      fc.property(values, (list) => {
        const differences = list.map((value) => value - 6.5);
        const [there, back] = [testSignedRanks(differences), testSignedRanks(differences.map((value) => -value))];
        expect(back?.z).toBeCloseTo(-(there?.z ?? 0), 12);
        expect(back?.p).toBeCloseTo(there?.p ?? 0, 12);
      }),
    );
  });
});

describe("testKruskalWallis", () => {
  it("is the squared Mann–Whitney z without continuity for two groups, and Dunn's z its root", () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const tested = testKruskalWallis([
          { group: "a", values: a },
          { group: "b", values: b },
        ]);
        const half = testMannWhitney(a, b);
        const plain = (half?.u ?? 0) - (a.length * b.length) / 2;
        const sd = half && half.z !== 0 ? (plain - Math.sign(plain) / 2) / half.z : null;
        if (sd !== null) expect(tested?.statistic).toBeCloseTo((plain / sd) ** 2, 8);
        expect((tested?.pairs[0]?.z ?? 0) ** 2).toBeCloseTo(tested?.statistic ?? 0, 8);
      }),
    );
  });
});

describe("adjustTails", () => {
  const tails = [0.01, 0.04, 0.03, 0.005].map(tail);

  it.each([
    ["bonferroni", [0.04, 0.16, 0.12, 0.02]],
    ["holm", [0.03, 0.06, 0.06, 0.02]],
    ["bh", [0.02, 0.04, 0.04, 0.02]],
  ] as const)("gives R's p.adjust for %s", (method, expected) => {
    for (const [place, one] of adjustTails(tails, method).entries())
      expect(one.pAdjusted).toBeCloseTo(expected[place] ?? 0, 14);
  });

  it("keeps what lies below the smallest double as a logarithm", () => {
    expect(adjustTails([{ p: 0, log10P: -400 }, tail(0.5)], "holm")[0]?.log10PAdjusted).toBeCloseTo(-399.69897, 5);
  });
});
