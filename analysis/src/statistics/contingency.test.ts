import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  adjustedResiduals,
  type Counts,
  cramersV,
  expectedCounts,
  likelihoodRatio,
  marginsOf,
  pearsonChiSquare,
} from "./contingency.ts";
import { testFisher } from "./fisher-exact.ts";

const tableOf = (rows: number, columns: number): fc.Arbitrary<Counts> =>
  fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  });
const tables = fc.oneof(tableOf(2, 2), tableOf(2, 4), tableOf(3, 3));
const transpose = (counts: Counts): Counts =>
  (counts[0] ?? []).map((_, column) => counts.map((row) => row[column] ?? 0));

describe("tests of independence", () => {
  it("do not change when rows and columns change places", () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const turned = transpose(counts);
        expect(pearsonChiSquare(turned).statistic).toBeCloseTo(pearsonChiSquare(counts).statistic, 9);
        expect(likelihoodRatio(turned).statistic).toBeCloseTo(likelihoodRatio(counts).statistic, 9);
        expect(cramersV(turned)).toBeCloseTo(cramersV(counts), 9);
        expect(pearsonChiSquare(turned).df).toBe(pearsonChiSquare(counts).df);
      }),
    );
  });

  it("grow with the sample while Cramér's V stays", () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const twice = counts.map((row) => row.map((count) => 2 * count));
        expect(pearsonChiSquare(twice).statistic).toBeCloseTo(2 * pearsonChiSquare(counts).statistic, 8);
        expect(likelihoodRatio(twice).statistic).toBeCloseTo(2 * likelihoodRatio(counts).statistic, 8);
        expect(cramersV(twice)).toBeCloseTo(cramersV(counts), 9);
      }),
    );
  });

  it("in a fourfold table are the squared adjusted residual of any cell", () => {
    fc.assert(
      fc.property(tableOf(2, 2), (counts) => {
        const { statistic } = pearsonChiSquare(counts);
        for (const residual of adjustedResiduals(counts).flat()) expect((residual ?? 0) ** 2).toBeCloseTo(statistic, 9);
      }),
    );
  });

  it("find nothing where rows are alike", () => {
    const alike = [
      [1, 2, 3],
      [2, 4, 6],
    ];
    expect(expectedCounts(alike)).toEqual(alike);
    expect(pearsonChiSquare(alike)).toMatchObject({ statistic: 0, df: 2, p: 1 });
    expect(likelihoodRatio(alike)).toMatchObject({ statistic: 0, p: 1, log10P: 0 });
  });

  it("leave residuals null where a margin is the whole table", () => {
    expect(adjustedResiduals([[3, 4]])).toEqual([[null, null]]);
  });

  it("keep the margins in the expected counts", () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const [kept, found] = [marginsOf(expectedCounts(counts)), marginsOf(counts)];
        for (const side of ["rows", "columns"] as const)
          for (const [place, sum] of kept[side].entries()) expect(sum).toBeCloseTo(found[side][place] ?? Number.NaN, 9);
      }),
    );
  });
});

describe("testFisher", () => {
  // Fisher (1935, The Design of Experiments, §5): the lady tasting tea, 1 + 16 + 16 + 1 of 70
  it("gives 34/70 for three of four cups", () => {
    expect(
      testFisher(
        [
          [3, 1],
          [1, 3],
        ],
        1,
      ),
    ).toMatchObject({ method: "exact", p: expect.closeTo(34 / 70, 12) });
  });

  it("does not change when rows and columns change places", () => {
    fc.assert(
      fc.property(fc.oneof(tableOf(2, 2), tableOf(2, 3)), (counts) => {
        const [plain, turned] = [testFisher(counts, 1), testFisher(transpose(counts), 1)];
        fc.pre(plain.method === "exact" && turned.method === "exact");
        expect(turned.p).toBeCloseTo(plain.p, 9);
      }),
      { numRuns: 30 },
    );
  });

  it("simulates what it could compute, within its standard error", () => {
    // 6×6 with an empty association: too many tables to walk, p near chi-square's
    const counts = Array.from({ length: 6 }, (_, row) =>
      Array.from({ length: 6 }, (__, column) => 6 + ((row * column) % 5)),
    );
    const found = testFisher(counts, 7);
    if (found.method !== "monteCarlo") throw new Error("expected a simulation");
    const { p, se, ciLow, ciHigh, draws } = found;
    expect(draws).toBe(20_000);
    expect(Math.abs(p - pearsonChiSquare(counts).p)).toBeLessThan(0.02 + 4 * se);
    expect(p).toBeGreaterThanOrEqual(ciLow);
    expect(p).toBeLessThanOrEqual(ciHigh + 1 / draws);
    expect(ciHigh - ciLow).toBeLessThan(4 * se + 10 / draws);
    expect(testFisher(counts, 7).p).toBe(p);
  });

  it("keeps the logarithm where p underflows: 2/C(2000, 1000)", () => {
    const { p, log10P } = testFisher(
      [
        [1000, 0],
        [0, 1000],
      ],
      1,
    );
    const logs = Array.from({ length: 1000 }, (_, i) => Math.log10((1000 + i + 1) / (i + 1)));
    expect(p).toBe(0);
    expect(log10P).toBeCloseTo(Math.log10(2) - logs.reduce((sum, log) => sum + log, 0), 6);
  });

  it("is one where the table is the most probable one", () => {
    expect(
      testFisher(
        [
          [2, 2],
          [2, 2],
        ],
        1,
      ),
    ).toMatchObject({ p: 1, log10P: 0 });
  });
});
