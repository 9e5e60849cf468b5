import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseOneWay, comparePairs, testLevene, testWelch } from "./anova.ts";
import type { GroupValues } from "./group-values.ts";
import { compareGroups } from "./t-test.ts";

const values = fc
  .array(fc.integer({ min: 0, max: 50 }), { minLength: 3, maxLength: 12 })
  .filter((list) => new Set(list).size > 1);
const groupsOf = (...lists: readonly (readonly number[])[]): readonly GroupValues[] =>
  lists.map((list, place) => ({ group: String(place), values: list }));
const two = fc.tuple(values, values);
const three = fc.tuple(values, values, values);

describe("analyseOneWay", () => {
  it("splits sums of squares by hand", () => {
    const outcome = analyseOneWay(groupsOf([1, 2, 3], [3, 4, 5]));
    expect(outcome).toMatchObject({ ssBetween: 6, ssWithin: 4, dfBetween: 1, dfWithin: 4, statistic: 6 });
    expect(outcome.etaSquared).toBeCloseTo(0.6, 14);
    expect(outcome.omegaSquared).toBeCloseTo(5 / 11, 14);
  });

  it("does not depend on the origin, however far, of values that are whole", () => {
    fc.assert(
      fc.property(three, (lists) => {
        const far = lists.map((list) => list.map((value) => value + 1e12));
        const [near, moved] = [groupsOf(...lists), groupsOf(...far)];
        const { ssBetween } = analyseOneWay(near);
        expect(Math.abs(analyseOneWay(moved).ssBetween - ssBetween)).toBeLessThan(1e-9 * (1 + ssBetween));
        expect(testWelch(moved)?.statistic).toBeCloseTo(testWelch(near)?.statistic ?? 0, 7);
      }),
      { numRuns: 30 },
    );
  });

  it("is the squared t test with equal variances for two groups", () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const [f, t] = [analyseOneWay(groupsOf(a, b)), compareGroups(a, b, true)];
        expect(f.statistic).toBeCloseTo(t.statistic ** 2, 7);
        expect(f.p).toBeCloseTo(t.p, 9);
      }),
    );
  });

  it("does not depend on the order of groups, the origin or the unit", () => {
    fc.assert(
      fc.property(three, ([a, b, c]) => {
        const plain = analyseOneWay(groupsOf(a, b, c));
        const moved = analyseOneWay(groupsOf(...[c, a, b].map((list) => list.map((value) => 7 - 4 * value).reverse())));
        expect(moved.statistic).toBeCloseTo(plain.statistic, 7);
        expect(moved.etaSquared).toBeCloseTo(plain.etaSquared, 9);
        expect(moved.ssWithin).toBeCloseTo(16 * plain.ssWithin, 6);
      }),
    );
  });
});

describe("testWelch", () => {
  it("is the squared Welch t test for two groups", () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        const [welch, t] = [testWelch(groupsOf(a, b)), compareGroups(a, b, false)];
        expect(welch?.statistic).toBeCloseTo(t.statistic ** 2, 7);
        expect(welch?.df2).toBeCloseTo(t.df, 7);
      }),
    );
  });

  it.each([[[0.1, 0.1, 0.1]], [[5]]])("is null where a group is %j", (group) => {
    expect(testWelch(groupsOf([1, 2, 3], group))).toBeNull();
  });
});

describe("testLevene", () => {
  it("is an analysis of variance of the distances from the medians", () => {
    expect(testLevene(groupsOf([1, 2, 3], [0, 5, 10]))).toMatchObject({
      statistic: analyseOneWay(groupsOf([1, 0, 1], [5, 0, 5])).statistic,
      df1: 1,
      df2: 4,
    });
  });

  it("is null where all distances of a group are equal, rounding aside", () => {
    expect(testLevene(groupsOf([0.1, 0.3], [0.4, 0.6], [0.5, 0.7]))).toBeNull();
  });
});

describe("comparePairs", () => {
  it("is the t test where there are two groups only", () => {
    fc.assert(
      fc.property(two, ([a, b]) => {
        for (const [method, equal] of [
          ["tukey", true],
          ["gamesHowell", false],
        ] as const) {
          const [pair] = comparePairs(groupsOf(a, b), method);
          const t = compareGroups(b, a, equal);
          expect(pair).toMatchObject({ a: "1", b: "0" });
          expect(pair?.difference).toBeCloseTo(t.meanDifference, 10);
          expect(pair?.p).toBeCloseTo(t.p, 8);
          expect(pair?.ciLow).toBeCloseTo(t.ciLow, 6);
        }
      }),
      { numRuns: 8 },
    );
  });

  it("lists every pair once, later before earlier, with p below 0.05 exactly where the interval misses zero", () => {
    fc.assert(
      fc.property(three, fc.constantFrom("tukey", "gamesHowell"), (lists, method) => {
        const pairs = comparePairs(groupsOf(...lists), method);
        expect(pairs.map(({ a, b }) => a + b)).toEqual(["10", "20", "21"]);
        for (const { ciLow, ciHigh, p } of pairs) expect(ciLow > 0 || ciHigh < 0).toBe(p < 0.05);
      }),
      { numRuns: 8 },
    );
  });

  it("has a logarithm where p is far below what a table prints", () => {
    const far = groupsOf(...[0, 900, 1].map((shift) => Array.from({ length: 40 }, (_, row) => shift + (row % 3))));
    const [first] = comparePairs(far, "tukey");
    expect(first?.p).toBeLessThan(1e-200);
    expect(first?.log10P).toBeLessThan(-200);
    const log = Math.log10(first?.p ?? 1);
    expect(first?.log10P).toBeCloseTo(log, 10);
  });
});
