import fc from "fast-check";
import { expect, it } from "vitest";
import { boxOf } from "./box.ts";

it("draws whiskers to the last values within reach, and what lies beyond apart", () => {
  // R 4.2.2: quantile(x), whiskers by hand
  expect(boxOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 30, 30])).toEqual({
    ...{ q1: 3.5, median: 6, q3: 8.5, low: 1, high: 9 },
    outliers: [30],
  });
  expect(boxOf([])).toBeNull();
  expect(boxOf([7])).toEqual({ q1: 7, median: 7, q3: 7, low: 7, high: 7, outliers: [] });
  expect(
    boxOf([...new Array<number>(1000).fill(0), ...Array.from({ length: 240 }, (_, at) => at + 1)])?.outliers,
  ).toHaveLength(100);
});

it("holds its parts in order, whatever the values", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 }), (values) => {
      const box = boxOf(values);
      if (box === null) return;
      const { low, q1, median, q3, high, outliers } = box;
      expect([low, q1, median, q3, high]).toEqual([low, q1, median, q3, high].sort((a, b) => a - b));
      expect(outliers.every((one) => one < low || one > high)).toBe(true);
    }),
    { numRuns: 80 },
  );
});
