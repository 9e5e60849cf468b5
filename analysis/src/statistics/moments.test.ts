import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeValues, describeWeighted } from "./moments.ts";

const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 30 });
const near = (value: number | null, digits = 9) => (value === null ? null : Number(value.toFixed(digits)));

describe("describeValues", () => {
  it("gives G1 and G2 of a small sample by hand", () => {
    const { mean, sd, median, skewness, kurtosis } = describeValues([1, 2, 3, 10]);
    expect({ mean, median }).toEqual({ mean: 4, median: 2.5 });
    expect(sd).toBeCloseTo(Math.sqrt(50 / 3), 14);
    // m2 = 12.5, m3 = 45, m4 = 348.5
    expect(skewness).toBeCloseTo((45 / 12.5 ** 1.5) * (Math.sqrt(12) / 2), 13);
    expect(kurtosis).toBeCloseTo((3 / 2) * (5 * (348.5 / 12.5 ** 2 - 3) + 6), 12);
  });

  it.each([[0.1], [1 / 3], [1e12 + 0.1]])("finds no spread in a constant %d", (constant) => {
    const { mean, sd, skewness, kurtosis, ciLow, ciHigh } = describeValues([constant, constant, constant]);
    expect([mean, sd, skewness, kurtosis, ciLow, ciHigh]).toEqual([constant, 0, null, null, constant, constant]);
  });

  it("leaves null what needs more cases", () => {
    expect(describeValues([])).toMatchObject({ n: 0, mean: null, median: null, sd: null });
    expect(describeValues([3])).toMatchObject({ n: 1, mean: 3, sd: null, ciLow: null });
    expect(describeValues([1, 2])).toMatchObject({ skewness: null, kurtosis: null });
    expect(describeValues([1, 2, 4])).toMatchObject({ kurtosis: null });
  });

  it("does not depend on the order of cases", () => {
    fc.assert(
      fc.property(values, (list) => {
        const [a, b] = [describeValues(list), describeValues([...list].reverse())];
        for (const key of ["mean", "sd", "median", "skewness", "kurtosis", "ciLow"] as const)
          expect(near(a[key])).toBe(near(b[key]));
      }),
    );
  });

  it("moves and stretches with its values, while the shape stays", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -9, max: 9 }), fc.constantFrom(0.5, 2, 8), (list, shift, factor) => {
        const a = describeValues(list);
        const b = describeValues(list.map((value) => shift + factor * value));
        expect(b.mean).toBeCloseTo(shift + factor * (a.mean ?? 0), 9);
        expect(b.sd).toBeCloseTo(factor * (a.sd ?? 0), 9);
        expect(near(b.skewness, 6)).toBe(near(a.skewness, 6));
        expect(near(b.kurtosis, 6)).toBe(near(a.kurtosis, 6));
      }),
    );
  });
});

describe("describeWeighted", () => {
  it("is the plain description where every weight is one", () => {
    fc.assert(
      fc.property(values, (list) => {
        const [plain, weighted] = [
          describeValues(list),
          describeWeighted(
            list,
            list.map(() => 1),
          ),
        ];
        for (const key of ["n", "mean", "sd", "median", "min", "max"] as const)
          expect(weighted[key]).toBeCloseTo(plain[key] ?? Number.NaN, 9);
      }),
    );
  });

  it("is the plain description of repeated cases where weights are whole", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.nat(4)), { maxLength: 12 }), (pairs) => {
        const repeated = pairs.flatMap(([value, times]) => new Array<number>(times).fill(value));
        fc.pre(repeated.length > 1);
        const plain = describeValues(repeated);
        const [list, weights] = [pairs.map(([value]) => value), pairs.map(([, weight]) => weight)];
        const weighted = describeWeighted(list, weights);
        for (const key of ["mean", "sd", "median", "min", "max"] as const)
          expect(weighted[key]).toBeCloseTo(plain[key] ?? Number.NaN, 9);
        expect([weighted.weightedN, weighted.n]).toEqual([repeated.length, pairs.length]);
      }),
    );
  });

  it("leaves out cases without a value or a weight and is null without weight", () => {
    expect(describeWeighted([1, Number.NaN, 3, 5], [2, 1, Number.NaN, 2])).toMatchObject({ n: 2, mean: 3, median: 3 });
    expect(describeWeighted([1, 2], [0, 0])).toMatchObject({ n: 2, weightedN: 0, mean: null, sd: null, min: null });
  });
});
