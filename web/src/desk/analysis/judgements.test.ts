import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge, judgementScale, type Matrix, pairsOf, resizeMatrix, writeJudgement } from "./judgements.ts";

const criterion = (count: number) => fc.nat(count - 1);

describe("judgements of an expert", () => {
  it("stay reciprocal with a diagonal of ones, whatever is judged in whatever order", () => {
    const steps = fc.array(fc.record({ pair: fc.nat(5), value: fc.constantFrom(...judgementScale) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(steps, (given) => {
        const pairs = pairsOf(4);
        const start: Matrix = resizeMatrix([], 4);
        const made = given.reduce<Matrix>(
          (matrix, { pair, value }) => judge(matrix, pairs[pair] ?? { a: 0, b: 1 }, value),
          start,
        );
        for (const [a, row] of made.entries()) {
          expect(row[a]).toBe(1);
          for (const [b, cell] of row.entries()) expect(cell * (made[b]?.[a] ?? 0)).toBeCloseTo(1, 12);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("are kept when criteria come or go at the end", () => {
    fc.assert(
      fc.property(criterion(3), criterion(3), (a, b) => {
        fc.pre(a < b);
        const judged = judge(resizeMatrix([], 3), { a, b }, 5);
        expect(resizeMatrix(resizeMatrix(judged, 5), 3)).toEqual(judged);
        expect(resizeMatrix(judged, 4)[3]).toEqual([1, 1, 1, 1]);
      }),
    );
  });

  it("are written as by hand, and every pair stands once", () => {
    expect(judgementScale.map(writeJudgement)).toEqual("9 8 7 6 5 4 3 2 1 1/2 1/3 1/4 1/5 1/6 1/7 1/8 1/9".split(" "));
    expect(pairsOf(3)).toEqual([
      { a: 0, b: 1 },
      { a: 0, b: 2 },
      { a: 1, b: 2 },
    ]);
  });
});
