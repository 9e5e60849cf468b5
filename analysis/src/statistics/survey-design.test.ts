import { seededRandom } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testRaoScott } from "./rao-scott.ts";
import { covarianceOfTotals, designDegrees, estimateMean, type SurveyDesign } from "./survey-design.ts";

const seeds = fc.integer({ min: 1, max: 10_000 });
/** Cases with weights, in two strata of four clusters each. */
function sample(seed: number, cases = 48) {
  const random = seededRandom(seed);
  const clusters = Int32Array.from({ length: cases }, (_, row) => row % 8);
  return {
    values: Float64Array.from({ length: cases }, () => Math.floor(random() * 10)),
    weights: Float64Array.from({ length: cases }, () => 0.5 + random()),
    rows: Int32Array.from({ length: cases }, (_, row) => (row + Math.floor(2 * random())) % 2),
    columns: Int32Array.from({ length: cases }, () => Math.floor(3 * random())),
    design: { clusters, strataOf: Int32Array.from([0, 0, 0, 0, 1, 1, 1, 1]), fractions: new Float64Array(2) },
  };
}
const single = (cases: number): SurveyDesign => ({
  clusters: Int32Array.from({ length: cases }, (_, row) => row),
  strataOf: new Int32Array(cases),
  fractions: new Float64Array(1),
});

describe("estimateMean", () => {
  it("of equal weights without a design is the mean with its plain error", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { values } = sample(seed);
        const n = values.length;
        const mean = values.reduce((sum, value) => sum + value, 0) / n;
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
        const found = estimateMean(single(n), values, new Float64Array(n).fill(3));
        expect(found.estimate).toBeCloseTo(mean, 12);
        expect(found.se).toBeCloseTo(Math.sqrt(variance / n), 12);
      }),
    );
  });

  it("moves with origin and unit, and not with the unit of the weights", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { values, weights, design } = sample(seed);
        const plain = estimateMean(design, values, weights);
        const moved = estimateMean(
          design,
          values.map((value) => 5 - 2 * value),
          weights.map((weight) => 100 * weight),
        );
        expect(moved.estimate).toBeCloseTo(5 - 2 * plain.estimate, 10);
        expect(moved.se).toBeCloseTo(2 * plain.se, 10);
      }),
    );
  });

  it("is a ratio in a domain: cases outside count for nothing but the clusters they stand in", () => {
    const { values, weights, design } = sample(4);
    const inside = values.map((value, row) => (row % 3 === 0 ? value : Number.NaN));
    const found = estimateMean(design, inside, weights);
    const [y, x] = [values, values].map((list, place) =>
      list.map((value, row) => (row % 3 === 0 ? (weights[row] ?? 0) * (place === 0 ? value : 1) : 0)),
    ) as [Float64Array, Float64Array];
    const v = covarianceOfTotals(design, [y, x]);
    const total = x.reduce((sum, value) => sum + value, 0);
    const r = found.estimate;
    const delta = (v[0]?.[0] ?? 0) - 2 * r * (v[0]?.[1] ?? 0) + r * r * (v[1]?.[1] ?? 0);
    expect(found.se).toBeCloseTo(Math.sqrt(delta) / total, 12);
  });

  it("has no error where every cluster was drawn, and less where half of them were", () => {
    const { values, weights, design } = sample(8);
    const drawn = (share: number) =>
      estimateMean({ ...design, fractions: new Float64Array(2).fill(share) }, values, weights).se;
    expect(drawn(1)).toBe(0);
    expect(drawn(0.5)).toBeCloseTo(drawn(0) * Math.SQRT1_2, 12);
  });

  it("does not notice cases that stand for others of their cluster", () => {
    const { values, weights, design } = sample(9, 8);
    const twice = (list: Float64Array, factor: number) =>
      Float64Array.from([...list, ...list], (value) => value * factor);
    const doubled = { ...design, clusters: Int32Array.from([...design.clusters, ...design.clusters]) };
    const [plain, copied] = [
      estimateMean(design, values, weights),
      estimateMean(doubled, twice(values, 1), twice(weights, 0.5)),
    ];
    expect(copied.se).toBeCloseTo(plain.se, 12);
    expect(designDegrees(doubled, () => true)).toBe(6);
  });
});

describe("testRaoScott", () => {
  const cells = ({ rows, columns, weights }: ReturnType<typeof sample>) => ({
    rows,
    columns,
    weights,
    rowCount: 2,
    columnCount: 3,
  });

  it("does not depend on the order of rows and columns, nor on the unit of weights", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const drawn = sample(seed);
        const plain = testRaoScott(cells(drawn), drawn.design, 6);
        const turned = {
          rows: drawn.columns.map((code) => 2 - code),
          columns: drawn.rows,
          weights: drawn.weights.map((weight) => 7 * weight),
          rowCount: 3,
          columnCount: 2,
        };
        const other = testRaoScott(turned, drawn.design, 6);
        expect(other?.statistic ?? -1).toBeCloseTo(plain?.statistic ?? -1, 8);
        expect(other?.df1 ?? -1).toBeCloseTo(plain?.df1 ?? -1, 8);
      }),
    );
  });

  it("of a fourfold table is the squared difference of logarithms of odds, near independence", () => {
    // df1 is 1, and F compares with the linearised test of equal shares
    const drawn = sample(12, 4000);
    const two = { ...cells(drawn), columns: drawn.columns.map((code) => Math.min(1, code)), columnCount: 2 };
    const design = single(4000);
    const found = testRaoScott(two, design, 3999);
    const share = (row: number) =>
      estimateMean(
        design,
        Float64Array.from(two.columns, (code, place) => (two.rows[place] === row ? code : Number.NaN)),
        two.weights,
      );
    const [a, b] = [share(0), share(1)];
    expect(found?.df1).toBeCloseTo(1, 10);
    const z2 = (a.estimate - b.estimate) ** 2 / (a.se ** 2 + b.se ** 2);
    expect(Math.abs((found?.statistic ?? 0) / z2 - 1)).toBeLessThan(0.02);
  });
});
