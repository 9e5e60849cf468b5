import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kishDesignEffect, type RakeMargin, rakeTrimmed, rakeWeights } from "./rake-weights.ts";

const sumsOf = ({ codes, totals }: RakeMargin, weights: Float64Array) =>
  totals.map((_, code) => weights.filter((__, row) => codes[row] === code).reduce((sum, weight) => sum + weight, 0));

/** Two margins over cases that fill every cell, so that weights exist for any totals of one sum. */
const margins = fc
  .record({ more: fc.array(fc.nat(5), { maxLength: 20 }), rows: fc.nat(80), columns: fc.tuple(fc.nat(40), fc.nat(40)) })
  .map(({ more, rows, columns: [first, second] }): readonly RakeMargin[] => {
    const cells = [0, 1, 2, 3, 4, 5, ...more];
    return [
      { codes: cells.map((cell) => cell % 2), totals: [10 + rows, 90 + 10 - rows + 10] },
      { codes: cells.map((cell) => Math.floor(cell / 2)), totals: [15 + first, 15 + second, 90 - first - second] },
    ];
  });

describe("rakeWeights", () => {
  it("leaves every weight at one where the totals are what the cases have", () => {
    const outcome = rakeWeights(
      [
        { codes: [0, 0, 1, 1, 1], totals: [2, 3] },
        { codes: [0, 1, 0, 1, 1], totals: [2, 3] },
      ],
      5,
    );
    expect(outcome).toEqual({ weights: new Float64Array(5).fill(1), iterations: 1, converged: true });
  });

  it("is post-stratification with one margin", () => {
    expect([...rakeWeights([{ codes: [0, 0, 0, 1], totals: [6, 2] }], 4).weights]).toEqual([2, 2, 2, 2]);
  });

  it("meets every margin with positive weights", () => {
    fc.assert(
      fc.property(margins, (list) => {
        const { weights, converged } = rakeWeights(list, list[0]?.codes.length ?? 0);
        expect(converged).toBe(true);
        expect(weights.every((weight) => weight > 0)).toBe(true);
        for (const margin of list)
          for (const [code, sum] of sumsOf(margin, weights).entries())
            expect(sum).toBeCloseTo(margin.totals[code] ?? Number.NaN, 6);
      }),
    );
  });

  it("does not depend on the order of cases or margins", () => {
    fc.assert(
      fc.property(margins, (list) => {
        const turned = [...list].reverse().map(({ codes, totals }) => ({ codes: Array.from(codes).reverse(), totals }));
        const cases = list[0]?.codes.length ?? 0;
        const [plain, other] = [rakeWeights(list, cases).weights, rakeWeights(turned, cases).weights];
        for (const [row, weight] of [...other].reverse().entries())
          expect(weight / (plain[row] ?? Number.NaN)).toBeCloseTo(1, 7);
      }),
    );
  });

  it("does not converge where no weights can meet the margins", () => {
    const diagonal = [
      { codes: [0, 0, 1], totals: [1, 9] },
      { codes: [0, 1, 1], totals: [9, 1] },
    ];
    expect(rakeWeights(diagonal, 3).converged).toBe(false);
    expect(rakeWeights([{ codes: [0], totals: [1, 1] }], 1).converged).toBe(false);
  });
});

describe("rakeTrimmed", () => {
  const codes = Array.from({ length: 60 }, (_, row) => (row < 3 ? 0 : 1));
  const other = Array.from({ length: 60 }, (_, row) => row % 2);
  const margin = [
    { codes, totals: [12, 48] },
    { codes: other, totals: [36, 24] },
  ];

  it("keeps the margins where they can be met under the limit, and says so where they cannot", () => {
    const cut = rakeTrimmed(margin, 60, { limit: 4.5 });
    expect(cut.converged).toBe(true);
    expect(Math.max(...cut.weights)).toBeLessThanOrEqual(4.5 * (1 + 1e-6));
    expect(cut.weights.slice(0, 3).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(12, 6);
    expect(rakeTrimmed(margin, 60, { limit: 2 }).converged).toBe(false);
  });

  it("starts from weights, and changes nothing that already fits", () => {
    const start = rakeWeights(margin, 60).weights;
    expect([...rakeTrimmed(margin, 60, { start }).weights]).toEqual(
      [...start].map((weight) => expect.closeTo(weight, 8)),
    );
  });
});

describe("kishDesignEffect", () => {
  it("is one of equal weights, does not depend on their unit, and grows with their spread", () => {
    expect(kishDesignEffect([2, 2, 2])).toBeCloseTo(1, 14);
    expect(kishDesignEffect([1, 3])).toBeCloseTo(1.25, 14);
    expect(kishDesignEffect([10, 30])).toBeCloseTo(1.25, 14);
  });
});
