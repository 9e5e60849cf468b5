import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { studentizedRangeCritical, studentizedRangeTail } from "./studentized-range.ts";
import { studentTail } from "./tails.ts";

const degrees = fc.constantFrom(1, 2, 3, 7.5, 20, 120, 1000, 1e5);

describe("studentizedRangeTail", () => {
  it("is Student's t for two groups, far into the tail: q = √2·|t|", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 5, noNaN: true }), degrees, (log, df) => {
        const t = 10 ** (log - 2);
        const [range, student] = [studentizedRangeTail(Math.SQRT2 * t, 2, df), studentTail(t, df)];
        fc.pre(student.p > 1e-300);
        expect(Math.abs(range.p / student.p - 1)).toBeLessThan(1e-9);
        expect(range.log10P).toBeCloseTo(student.log10P ?? Number.NaN, 8);
      }),
      { numRuns: 40 },
    );
  });

  it("falls with q and rises with the number of groups", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.integer({ min: 2, max: 30 }),
        degrees,
        (q, k, df) => {
          const { p } = studentizedRangeTail(q, k, df);
          expect(studentizedRangeTail(q * 1.1, k, df).p).toBeLessThan(p + 1e-12);
          expect(studentizedRangeTail(q, k + 1, df).p).toBeGreaterThan(p - 1e-12);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is one at zero, and 0 without a logarithm where the tail underflows", () => {
    expect(studentizedRangeTail(0, 3, 10)).toEqual({ p: 1, log10P: 0 });
    expect(studentizedRangeTail(1e4, 3, 1000)).toEqual({ p: 0, log10P: null });
  });
});

describe("studentizedRangeCritical", () => {
  // Harter (1960, Ann. Math. Statist. 31, table of percentage points), upper 5 %
  it.each([
    [3, 10, 3.877],
    [5, 20, 4.232],
    [3, 1, 26.98],
    [10, 120, 4.56],
    [3, 1e7, 3.314],
  ])("of %d groups with %d degrees of freedom is %d", (groups, df, expected) => {
    expect(studentizedRangeCritical(0.05, groups, df)).toBeCloseTo(expected, expected > 10 ? 1 : 2);
  });

  it("is exceeded with the probability asked for", () => {
    for (const upper of [0.1, 0.05, 0.001])
      expect(studentizedRangeTail(studentizedRangeCritical(upper, 4, 12), 4, 12).p).toBeCloseTo(upper, 12);
  });
});
