import fc from "fast-check";
import { sampleCorrelation } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { correlatePairs, createRankCorrelation } from "./pearson.ts";
import { averageRanks } from "./ranks.ts";

const cell = fc.option(fc.integer({ min: 1, max: 7 }), { nil: Number.NaN, freq: 6 });
const column = fc.array(cell, { minLength: 8, maxLength: 30 });
const two = fc
  .tuple(column, column)
  .map(([a, b]) => [a.slice(0, b.length), b.slice(0, a.length)] as const)
  .filter((pair) => complete(...pair).every((list) => new Set(list).size > 1));

function complete(a: readonly number[], b: readonly number[]): readonly number[][] {
  const rows = [...a.keys()].filter((row) => !Number.isNaN(a[row]) && !Number.isNaN(b[row]));
  return [a, b].map((list) => rows.map((row) => list[row] ?? 0));
}

describe("correlatePairs", () => {
  it("is the correlation of the complete pairs, far from zero too", () => {
    fc.assert(
      fc.property(two, fc.constantFrom(0, 1e9), ([a, b], far) => {
        const [x = [], y = []] = complete(a, b);
        const { n, r } = correlatePairs(
          Float64Array.from(a, (value) => value + far),
          Float64Array.from(b),
        );
        expect(n).toBe(x.length);
        expect(r).toBeCloseTo(sampleCorrelation(x, y), 9);
      }),
    );
  });
});

describe("createRankCorrelation", () => {
  it("is the correlation of the middle ranks of the complete pairs", () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const [x = [], y = []] = complete(a, b);
        const r = createRankCorrelation([Float64Array.from(a), Float64Array.from(b)])(0, 1);
        expect(r).toBeCloseTo(sampleCorrelation([...averageRanks(x)], [...averageRanks(y)]), 12);
      }),
    );
  });

  it("does not change with a transformation that keeps the order", () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const columns = [Float64Array.from(a), Float64Array.from(b), Float64Array.from(a, (value) => value ** 3 - 40)];
        const rank = createRankCorrelation(columns);
        expect(rank(2, 1)).toBeCloseTo(rank(0, 1), 12);
      }),
    );
  });
});
