import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kendallTauB } from "./kendall.ts";
import { averageRanks, tieSizes } from "./ranks.ts";

const pairs = fc
  .array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 3, maxLength: 30 })
  .filter((list) => [0, 1].every((side) => new Set(list.map((pair) => pair[side])).size > 1));
const sides = (list: readonly (readonly [number, number])[]) => [list.map(([x]) => x), list.map(([, y]) => y)] as const;

describe("kendallTauB", () => {
  it("is what counting every pair gives", () => {
    fc.assert(
      fc.property(pairs, (list) => {
        let [score, untiedX, untiedY] = [0, 0, 0];
        for (const [i, [x1, y1]] of list.entries())
          for (const [x2, y2] of list.slice(i + 1)) {
            score += Math.sign(x1 - x2) * Math.sign(y1 - y2);
            untiedX += Math.abs(Math.sign(x1 - x2));
            untiedY += Math.abs(Math.sign(y1 - y2));
          }
        expect(kendallTauB(...sides(list)).r).toBeCloseTo(score / Math.sqrt(untiedX * untiedY), 12);
      }),
    );
  });

  it("is symmetric, knows only order, and turns with it", () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const [x, y] = sides(list);
        const plain = kendallTauB(x, y);
        expect(kendallTauB(y, x).r).toBeCloseTo(plain.r, 13);
        expect(
          kendallTauB(
            x.map((value) => value ** 3 - 5),
            y,
          ),
        ).toEqual(plain);
        const turned = kendallTauB(
          x.map((value) => -value),
          y,
        );
        expect(turned.r).toBeCloseTo(-plain.r, 13);
        expect(turned.p).toBeCloseTo(plain.p, 12);
      }),
    );
  });
});

describe("averageRanks", () => {
  it("gives ties their middle rank", () => {
    expect([...averageRanks([10, 20, 10, 5])]).toEqual([2.5, 4, 2.5, 1]);
    expect([...averageRanks([])]).toEqual([]);
  });

  it("adds up to n(n + 1)/2 and orders as the values do", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }), (values) => {
        const ranks = averageRanks(values);
        expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo((values.length * (values.length + 1)) / 2, 9);
        for (const [i, a] of values.entries())
          for (const [j, b] of values.entries())
            expect(Math.sign((ranks[i] ?? 0) - (ranks[j] ?? 0))).toBe(Math.sign(a - b));
      }),
    );
  });
});

describe("tieSizes", () => {
  it("adds up to the number of values", () => {
    expect([...tieSizes([3, 1, 3, 3, 2])].sort()).toEqual([1, 1, 3]);
  });
});
