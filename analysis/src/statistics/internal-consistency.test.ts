import fc from "fast-check";
import { sampleCorrelation, sampleVariance } from "simple-statistics";
import { describe, expect, it } from "vitest";
import {
  covarianceMatrix,
  cronbachAlpha,
  feldtInterval,
  itemTotalCorrelation,
  splitInHalves,
  toCorrelations,
} from "./internal-consistency.ts";
import { omegaTotal } from "./omega.ts";

const answer = fc.integer({ min: 1, max: 5 });
const cases = fc
  .array(fc.tuple(answer, answer, answer, answer), { minLength: 6, maxLength: 25 })
  .filter((rows) => [0, 1, 2, 3].every((item) => new Set(rows.map((row) => row[item])).size > 1));
const all = [0, 1, 2, 3];
const columnsOf = (rows: readonly (readonly number[])[]) =>
  (rows[0] ?? []).map((_, item) => Float64Array.from(rows, (row) => row[item] ?? 0));
const alphaOf = (rows: readonly (readonly number[])[]) => cronbachAlpha(covarianceMatrix(columnsOf(rows)), all);
const sum = (row: readonly number[]) => row.reduce((total, value) => total + value, 0);

describe("cronbachAlpha", () => {
  it("is k/(k−1)·(1 − Σ variances / variance of the sum)", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const total = sampleVariance(rows.map(sum));
        fc.pre(total > 0);
        const items = all.reduce((part, item) => part + sampleVariance(rows.map((row) => row[item] ?? 0)), 0);
        expect(alphaOf(rows)).toBeCloseTo((4 / 3) * (1 - items / total), 8);
      }),
    );
  });

  it("does not change when all items are reversed, moved or stretched together, or rows and items reordered", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const plain = alphaOf(rows);
        fc.pre(plain !== null && plain > -100);
        for (const changed of [
          rows.map((row) => row.map((value) => 6 - value)),
          rows.map((row) => row.map((value) => 10 * value + 3)),
          [...rows].reverse().map((row) => [...row].reverse()),
        ])
          expect(alphaOf(changed)).toBeCloseTo(plain ?? Number.NaN, 7);
      }),
    );
  });

  it("is one for items that are equal and null for items that cancel out", () => {
    expect(alphaOf([1, 2, 5].map((value) => [value, value, value, value]))).toBeCloseTo(1, 12);
    expect(alphaOf([0.1, 0.2, 0.5].map((value) => [value, -value, value / 3, -value / 3]))).toBeNull();
  });

  it("of two standardised items is Spearman–Brown, 2r/(1 + r)", () => {
    const rows = [
      [1, 2],
      [2, 1],
      [3, 5],
      [4, 4],
    ];
    const r = toCorrelations(covarianceMatrix(columnsOf(rows)))[0]?.[1] ?? 0;
    expect(cronbachAlpha(toCorrelations(covarianceMatrix(columnsOf(rows))), [0, 1])).toBeCloseTo((2 * r) / (1 + r), 13);
  });
});

describe("itemTotalCorrelation", () => {
  it("is the correlation with the sum of the other items", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const rest = rows.map((row) => sum(row) - row[0]);
        fc.pre(new Set(rest).size > 1);
        const expected = sampleCorrelation(
          rows.map((row) => row[0]),
          rest,
        );
        expect(itemTotalCorrelation(covarianceMatrix(columnsOf(rows)), 0)).toBeCloseTo(expected, 9);
      }),
    );
  });

  it("is null where the others cancel out", () => {
    const rows = [1, 2, 4].map((value) => [value, value * value, -(value * value)]);
    expect(itemTotalCorrelation(covarianceMatrix(columnsOf(rows)), 0)).toBeNull();
  });
});

describe("feldtInterval", () => {
  it("holds alpha and narrows with more cases", () => {
    const [few, many] = [feldtInterval(0.8, 20, 5), feldtInterval(0.8, 500, 5)];
    expect(few[0]).toBeLessThan(0.8);
    expect(few[1]).toBeGreaterThan(0.8);
    expect(many[1] - many[0]).toBeLessThan(few[1] - few[0]);
  });
});

describe("omegaTotal", () => {
  it("finds the loadings of a matrix made of one factor", () => {
    const loadings = [0.9, 0.7, 0.5, 0.3];
    const made = loadings.map((a, row) => loadings.map((b, column) => (row === column ? 1 : a * b)));
    const common = sum(loadings) ** 2;
    const unique = loadings.reduce((total, loading) => total + 1 - loading ** 2, 0);
    expect(omegaTotal(made)).toBeCloseTo(common / (common + unique), 9);
  });

  // two scales of three, whose factors fit nearly alike (residuals 1.451731 and 1.460756): least of 80 random starts of R's optim
  it("takes the factor with the least residuals where items are of two scales", () => {
    const upper = [
      [1, 0.466, 0.485, 0.037, -0.012, 0.008, 0.249],
      [1, 0.375, -0.007, -0.037, 0.048, 0.125],
      [1, 0.014, -0.03, 0.012, 0.231],
      [1, 0.494, -0.486, 0.013],
      [1, -0.494, -0.012],
      [1, 0.019],
      [1],
    ];
    const made = upper.map((_, a) => upper.map((__, b) => upper[Math.min(a, b)]?.[Math.abs(a - b)] ?? 0));
    expect(omegaTotal(made)).toBeCloseTo(0.0467026638, 9);
  });

  // R 4.2.2: nlminb on the uniquenesses with a lower limit of 0.005
  it("keeps uniquenesses above 0.005 where one factor would need a loading above one", () => {
    const made = [
      [1, 0.10696976, 0.01199613],
      [0.10696976, 1, 0.5388902],
      [0.01199613, 0.5388902, 1],
    ];
    expect(omegaTotal(made)).toBeCloseTo(0.6070259, 6);
  });
});

describe("splitInHalves", () => {
  it("is Spearman–Brown and Guttman of two sums, and equal to each other for halves of equal spread", () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const found = splitInHalves(covarianceMatrix(columnsOf(rows)));
        fc.pre(found !== null);
        const [a, b] = [rows.map(([i = 0, j = 0]) => i + j), rows.map(([, , k = 0, l = 0]) => k + l)];
        const r = sampleCorrelation(a, b);
        expect(found.spearmanBrown).toBeCloseTo((2 * r) / (1 + r), 8);
        const guttman = 2 * (1 - (sampleVariance(a) + sampleVariance(b)) / sampleVariance(rows.map(sum)));
        expect(found.guttman).toBeCloseTo(guttman, 8);
      }),
    );
  });

  it("weighs halves of three and two items so that parallel items give the reliability of five", () => {
    const parallel = Array.from({ length: 5 }, (_, a) => Array.from({ length: 5 }, (__, b) => (a === b ? 1 : 0.4)));
    expect(splitInHalves(parallel)?.spearmanBrown).toBeCloseTo((5 * 0.4) / (1 + 4 * 0.4), 10);
    expect(splitInHalves(parallel.slice(0, 3))).toBeNull();
  });
});
