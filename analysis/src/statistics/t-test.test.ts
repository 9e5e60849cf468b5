import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareGroups, compareWithMean, welchDegrees } from "./t-test.ts";

const values = fc
  .array(fc.integer({ min: -30, max: 30 }), { minLength: 2, maxLength: 12 })
  .filter((list) => new Set(list).size > 1);

describe("compareGroups", () => {
  it("gives Student's t by hand", () => {
    const outcome = compareGroups([1, 2, 3], [3, 4, 5], true);
    expect(outcome).toMatchObject({ df: 4, meanDifference: -2 });
    expect(outcome.statistic).toBeCloseTo(-Math.sqrt(6), 14);
    expect(outcome.cohenD).toBeCloseTo(-2, 14);
  });

  it("turns its sign with the groups and keeps p", () => {
    fc.assert(
      fc.property(values, values, fc.boolean(), (a, b, equal) => {
        const [plain, turned] = [compareGroups(a, b, equal), compareGroups(b, a, equal)];
        expect(turned.statistic).toBeCloseTo(-plain.statistic, 9);
        expect(turned.p).toBeCloseTo(plain.p, 12);
        expect(turned.ciLow).toBeCloseTo(-plain.ciHigh, 9);
      }),
    );
  });

  it("keeps t, d and p under another unit and origin", () => {
    fc.assert(
      fc.property(values, values, fc.boolean(), (a, b, equal) => {
        const change = (list: readonly number[]) => list.map((value) => 100 + 8 * value);
        const [plain, changed] = [compareGroups(a, b, equal), compareGroups(change(a), change(b), equal)];
        for (const key of ["statistic", "df", "p", "cohenD", "hedgesG"] as const)
          expect(changed[key]).toBeCloseTo(plain[key] ?? Number.NaN, 8);
      }),
    );
  });

  it("excludes zero from the interval exactly where p is below 0.05", () => {
    fc.assert(
      fc.property(values, values, fc.boolean(), (a, b, equal) => {
        const { ciLow, ciHigh, p } = compareGroups(a, b, equal);
        expect(ciLow > 0 || ciHigh < 0).toBe(p < 0.05);
      }),
    );
  });

  it("gives Welch the degrees of freedom of Student where sizes and variances are equal", () => {
    expect(compareGroups([1, 2, 3], [11, 12, 13], false).df).toBeCloseTo(4, 12);
    expect(welchDegrees([1e-200, 5], [1e-200, 5])).toBeCloseTo(8, 12);
    expect(welchDegrees([0, 9], [1, 4])).toBe(3);
  });

  it("corrects d of small samples as Hedges: about 1 − 3/(4·df − 1)", () => {
    const { cohenD, hedgesG } = compareGroups([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 9], true);
    expect((hedgesG ?? 0) / cohenD).toBeCloseTo(1 - 3 / (4 * 10 - 1), 3);
  });
});

describe("compareWithMean", () => {
  it("on differences is the paired test, whose sign turns with the pair", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { minLength: 3 }), (pairs) => {
        const differences = pairs.map(([a, b]) => a - b);
        fc.pre(new Set(differences).size > 1);
        const plain = compareWithMean(differences, 0);
        const turned = compareWithMean(
          differences.map((value) => -value),
          0,
        );
        expect(turned.statistic).toBeCloseTo(-plain.statistic, 10);
        expect(turned.p).toBeCloseTo(plain.p, 12);
      }),
    );
  });

  it("does not depend on a shift of values and mu together", () => {
    expect(compareWithMean([11, 12, 15], 13).statistic).toBeCloseTo(compareWithMean([1, 2, 5], 3).statistic, 12);
  });
});
