import fc from "fast-check";
import { describe, expect, it } from "vitest";
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

describe("products of answers on a scale", () => {
  it("are the sums of products, whatever the number of columns and cases", () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 5, 11).chain(table), (columns) => {
        expect(scaleProducts(columns)).toEqual(crossProducts(columns));
      }),
    );
  });

  it("hold where every answer is the largest", () => {
    const columns = [1, 2, 3].map(() => new Float64Array(5000).fill(11));
    expect(scaleProducts(columns)?.flatMap((row) => [...row])).toEqual(new Array(9).fill(121 * 5000));
  });

  it("are left to others beyond eleven, below nought and between whole numbers", () => {
    for (const value of [12, -1, 0.5, Number.NaN]) expect(scaleProducts([Float64Array.of(1, value)])).toBeNull();
  });
});
