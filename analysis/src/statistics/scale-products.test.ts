import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answersOnScale } from "../dataset/scale-answers.ts";
import { crossProducts } from "./cross-products.ts";
import { scaleProducts } from "./scale-products.ts";

const table = (largest: number) =>
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 300 })).chain(([columns, rows]) =>
    fc.array(
      fc
        .float64Array({ minLength: rows, maxLength: rows, noNaN: true })
        .map((values) => values.map((value) => Math.floor(Math.abs(value)) % (largest + 1) || 0)),
      {
        minLength: columns,
        maxLength: columns,
      },
    ),
  );

const multiply = (columns: readonly Float64Array[], rows = [...(columns[0] ?? []).keys()]) =>
  scaleProducts(
    columns.flatMap((column) => answersOnScale(column) ?? []),
    Int32Array.from(rows),
  );

describe("products of answers on a scale", () => {
  it("are the sums of products, whatever the number of columns and cases", () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 5, 11).chain(table), (columns) => {
        const { products, totals } = multiply(columns);
        expect(products).toEqual(crossProducts(columns));
        expect([...totals]).toEqual(columns.map((column) => column.reduce((sum, value) => sum + value, 0)));
      }),
    );
  });

  it("hold where every answer is the largest", () => {
    const columns = [1, 2, 3].map(() => new Float64Array(5000).fill(11));
    expect(multiply(columns).products.flatMap((row) => [...row])).toEqual(new Array(9).fill(121 * 5000));
  });

  it("take the rows they are given", () => {
    const columns = [Float64Array.of(1, 2, Number.NaN, 4), Float64Array.of(5, 4, 3, 2)];
    expect(multiply(columns, [0, 3])).toEqual({
      products: [Float64Array.of(17, 13), Float64Array.of(13, 29)],
      totals: Float64Array.of(5, 7),
    });
  });

  it("are left to others beyond eleven, below nought and between whole numbers", () => {
    for (const value of [12, -1, 0.5, 2 ** 32 + 1, Number.POSITIVE_INFINITY])
      expect(answersOnScale(Float64Array.of(1, value))).toBeNull();
  });
});
