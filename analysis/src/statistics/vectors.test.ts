import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addCombination, addScaled, dot, dotEach } from "./vectors.ts";

const numbers = (length: number) =>
  fc
    .array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: length, maxLength: length })
    .map((list) => Float64Array.from(list));
const columnsAndVector = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 7 }))
  .chain(([count, length]) =>
    fc.tuple(fc.array(numbers(length), { minLength: count, maxLength: count }), numbers(length), numbers(count)),
  );

describe("four columns at a time", () => {
  it("sums products as one column after the other does", () => {
    fc.assert(
      fc.property(columnsAndVector, ([columns, vector]) => {
        expect(dotEach(columns, vector)).toEqual(Float64Array.from(columns, (column) => dot(vector, column)));
      }),
    );
  });

  it("adds columns as one after the other does", () => {
    fc.assert(
      fc.property(columnsAndVector, ([columns, vector, factors]) => {
        const [together, inTurn] = [vector.slice(), vector.slice()];
        addCombination(together, columns, factors);
        for (const [place, column] of columns.entries()) addScaled(inTurn, column, factors[place] ?? 0);
        expect(together).toEqual(inTurn);
      }),
    );
  });
});
