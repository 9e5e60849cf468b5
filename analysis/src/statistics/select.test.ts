import fc from "fast-check";
import { median } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { middleOf, quantileAt } from "./select.ts";

const values = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 });

describe("quantileAt", () => {
  it("stands where sorting would put it, whatever the order", () => {
    fc.assert(
      fc.property(values, fc.nat(), (list, seed) => {
        const place = seed % list.length;
        const sorted = Float64Array.from(list).sort();
        expect(quantileAt(list, list.length === 1 ? 0 : place / (list.length - 1))).toBeCloseTo(sorted[place] ?? 0, 9);
      }),
    );
  });

  it("lies between two values as R's type 7 does, and has none of nothing", () => {
    expect(quantileAt([4, 1, 2, 3], 0.25)).toBe(1.75);
    expect(quantileAt([], 0.5)).toBeNaN();
  });

  it("is the median in the middle and leaves its argument as it was", () => {
    fc.assert(
      fc.property(values, (list) => {
        const given = Float64Array.from(list);
        expect(middleOf(given)).toBeCloseTo(median(list), 12);
        expect([...given]).toEqual(list);
      }),
    );
  });
});
