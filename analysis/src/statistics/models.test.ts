import { seededRandom } from "@diaoyan/instruments";
import fc from "fast-check";
import { sampleCorrelation } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { factorColumns } from "./factor-columns.ts";
import type { FactoredColumns } from "./factored-columns.ts";
import { factorHouseholder } from "./householder.ts";
import { largestCook } from "./largest-cook.ts";
import { leveragesOf } from "./leverages.ts";
import { fitLogistic, fitProportionalOdds, logistic } from "./likelihood-models.ts";
import {
  clusterErrors,
  fitLinear,
  inflationFactors,
  type LinearModel,
  robustErrors,
  testEqualVariances,
} from "./linear-model.ts";
import { standardise, toDataUnits } from "./standardise.ts";

const seeds = fc.integer({ min: 1, max: 100_000 });
/** An intercept, two related predictors and an outcome of the first with noise. */
function sample(seed: number, n = 40) {
  const random = seededRandom(seed);
  const noise = () => random() + random() - 1;
  const a = Float64Array.from({ length: n }, noise);
  const b = a.map((value) => value / 2 + noise());
  const y = a.map((value) => 2 + value + noise());
  return { one: new Float64Array(n).fill(1), a, b, y };
}
function linear(columns: readonly Float64Array[], y: Float64Array): LinearModel {
  const model = fitLinear(columns, y);
  if ("singular" in model) throw new Error(`column ${model.singular} is singular`);
  return model;
}

describe("factorColumns", () => {
  const whole = (factored: FactoredColumns | { readonly singular: number }): FactoredColumns => {
    if ("singular" in factored) throw new Error("singular");
    return factored;
  };

  it("leaves residuals at right angles to every column", () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(40, 400), (seed, n) => {
        const { one, a, b, y } = sample(seed, n);
        const { residuals } = whole(factorColumns([one, a, b])).solve(y);
        for (const column of [one, a, b])
          expect(column.reduce((sum, value, row) => sum + value * (residuals[row] ?? 0), 0)).toBeCloseTo(0, 11);
      }),
    );
  });

  it("names the column that those before it make up", () => {
    const { one, a, b } = sample(1);
    const made = a.map((value, row) => 3 - value + 0.1 * (b[row] ?? 0));
    expect(factorColumns([one, a, b, made])).toEqual({ singular: 3 });
  });

  it("gives by sums of products what Householder's way gives, and goes that way where columns are close", () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(0, 3, 1e6), (seed, origin) => {
        const { one, a, b, y } = sample(seed, 500);
        const columns = [one, a.map((value) => origin + value), b];
        const [ours, exact] = [whole(factorColumns(columns)), whole(factorHouseholder(columns))];
        const [own, other] = [ours.solve(y), exact.solve(y)];
        for (const place of columns.keys()) {
          const scale = Math.abs(other.coefficients[place] ?? 0);
          expect(Math.abs((own.coefficients[place] ?? 0) - (other.coefficients[place] ?? 0))).toBeLessThanOrEqual(
            1e-11 * scale,
          );
          const [mine, theirs] = [ours, exact].map(({ inverse }) =>
            (inverse[place] ?? new Float64Array()).reduce((sum, value) => sum + value * value, 0),
          );
          expect((mine ?? 0) / (theirs ?? 1)).toBeCloseTo(1, 10);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("fitLinear", () => {
  it("of one predictor is the correlation squared, with t² = F", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { one, a, y } = sample(seed);
        const model = linear([one, a], y);
        expect(model.rSquared).toBeCloseTo(sampleCorrelation([...a], [...y]) ** 2, 12);
        const t = (model.estimates[1] ?? 0) / (model.sigma * Math.sqrt(model.unscaled[1]?.[1] ?? 1));
        expect(model.fTest?.statistic).toBeCloseTo(t * t, 8);
      }),
    );
  });

  it("moves with origin and unit of a predictor as it should", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { one, a, b, y } = sample(seed);
        const [plain, moved] = [linear([one, a, b], y), linear([one, a.map((value) => 1e4 + 10 * value), b], y)];
        expect(10 * (moved.estimates[1] ?? 0)).toBeCloseTo(plain.estimates[1] ?? 0, 9);
        expect(moved.estimates[2]).toBeCloseTo(plain.estimates[2] ?? 0, 9);
        expect(moved.rSquared).toBeCloseTo(plain.rSquared, 11);
        const leverages = leveragesOf([one, a, b], plain.factored.inverse);
        expect(leverages.reduce((sum, value) => sum + value, 0)).toBeCloseTo(3, 10);
      }),
    );
  });

  it("inflates the variance by 1/(1 − R²) of a predictor on the others, and by nothing alone", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { one, a, b, y } = sample(seed);
        const [vif] = inflationFactors(linear([one, a, b], y).unscaled, [[1], [2]]);
        expect(vif).toBeCloseTo(1 / (1 - linear([one, b], a).rSquared), 8);
        expect(inflationFactors(linear([one, a], y).unscaled, [[1]])).toEqual([1]);
      }),
    );
  });
});

describe("robust errors", () => {
  it("by hand of a mean: e²/(1 − 1/n)² summed, over n²", () => {
    const y = Float64Array.from([1, 2, 4, 9]);
    const one = new Float64Array(4).fill(1);
    const [error] = robustErrors([one], linear([one], y)) ?? [];
    expect(error).toBeCloseTo(Math.sqrt((9 + 4 + 0 + 25) / 0.75 ** 2) / 4, 12);
  });

  it("by clusters of one case each are White's with n/(n − p), and do not depend on the names of clusters", () => {
    const { one, a, y } = sample(7);
    const columns = [one, a];
    const model = linear(columns, y);
    const single = clusterErrors(columns, model, Int32Array.from(y.keys()), y.length);
    const white = robustErrors(columns, model, new Float64Array(model.residuals.length));
    for (const [place, error] of single.entries())
      expect(error).toBeCloseTo((white?.[place] ?? 0) * Math.sqrt(y.length / (y.length - 2)), 12);
    const clusters = Int32Array.from(y, (_, row) => row % 5);
    const there = clusterErrors(columns, model, clusters, 5);
    const back = clusterErrors(
      columns,
      model,
      clusters.map((code) => 4 - code),
      5,
    );
    for (const [place, error] of there.entries()) expect(back[place]).toBeCloseTo(error, 12);
  });

  it("are undefined where a case decides a coefficient alone", () => {
    const { one, y } = sample(3);
    const alone = y.map((_, row) => (row === 4 ? 1 : 0));
    expect(robustErrors([one, alone], linear([one, alone], y))).toBeNull();
  });

  it("are called for where the spread grows", () => {
    const { one, a } = sample(5, 400);
    const random = seededRandom(1);
    const y = a.map((value) => (random() - 0.5) * (1.2 + value));
    expect(testEqualVariances(linear([one, a], y))?.p).toBeLessThan(0.001);
  });
});

describe("the largest of Cook's distances", () => {
  it("is the largest of all, though few are computed", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 39 }), fc.constantFrom(0, 1, 30, 1e4), (seed, odd, far) => {
        const { one, a, b, y } = sample(seed);
        a[odd] = (a[odd] ?? 0) + far;
        const columns = [one, a, b.map((value, row) => value + (a[row] ?? 0))];
        const model = linear(columns, y);
        const all = leveragesOf(columns, model.factored.inverse).map(
          (leverage, row) => ((model.residuals[row] ?? 0) / (model.sigma * (1 - leverage))) ** 2 * (leverage / 3),
        );
        expect(largestCook(columns, model)).toBe(Math.max(...all));
      }),
    );
  });

  it("does not exist where a case decides a coefficient alone", () => {
    const { one, y } = sample(3);
    const columns = [one, y.map((_, row) => (row === 4 ? 1 : 0))];
    expect(largestCook(columns, linear(columns, y))).toBeNull();
  });
});

describe("likelihood models", () => {
  const table = (a: number, b: number, c: number, d: number) => {
    const rows = [
      [1, 1, a],
      [1, 0, b],
      [0, 1, c],
      [0, 0, d],
    ].flatMap(([x = 0, y = 0, count = 0]) => Array.from({ length: count }, () => [x, y]));
    return { x: Float64Array.from(rows, (row) => row[0] ?? 0), y: Float64Array.from(rows, (row) => row[1] ?? 0) };
  };
  const count = fc.integer({ min: 1, max: 30 });

  it("logistic: a fourfold table gives the logarithm of its odds ratio and Woolf's error", () => {
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const { x, y } = table(a, b, c, d);
        const model = fitLogistic([new Float64Array(x.length).fill(1), x], y);
        expect(model?.estimates[1]).toBeCloseTo(Math.log((a * d) / (b * c)), 8);
        expect(model?.covariances[1]?.[1]).toBeCloseTo(1 / a + 1 / b + 1 / c + 1 / d, 8);
      }),
    );
  });

  it("logistic: the fitted shares add up to the events", () => {
    const { one, a, b, y } = sample(11, 80);
    const outcome = y.map((value) => (value > 2 ? 1 : 0));
    const model = fitLogistic([one, a, b], outcome);
    const fitted = outcome.map((_, row) =>
      logistic([one, a, b].reduce((sum, column, k) => sum + (column[row] ?? 0) * (model?.estimates[k] ?? 0), 0)),
    );
    expect(fitted.reduce((sum, value) => sum + value, 0)).toBeCloseTo(
      outcome.reduce((sum, value) => sum + value, 0),
      9,
    );
  });

  it("are null where the outcome is separated, in full or in part", () => {
    const x = Float64Array.from([1, 2, 3, 4, 5, 6]);
    const one = new Float64Array(6).fill(1);
    expect(fitLogistic([one, x], Float64Array.from([0, 0, 0, 1, 1, 1]))).toBeNull();
    expect(fitLogistic([one, Float64Array.from([0, 0, 0, 0, 1, 1])], Float64Array.from([0, 1, 0, 1, 1, 1]))).toBeNull();
    expect(fitProportionalOdds([x], Int32Array.from([0, 0, 1, 1, 2, 2]), 3)).toBeNull();
  });

  it("proportional odds of two categories is logistic regression with a threshold for its intercept", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { one, a, b, y } = sample(seed, 60);
        const outcome = y.map((value) => (value > 2 ? 1 : 0));
        const [binary, ordered] = [
          fitLogistic([one, a, b], outcome),
          fitProportionalOdds([a, b], Int32Array.from(outcome), 2),
        ];
        if (binary === null || ordered === null) return expect(ordered).toBe(binary);
        expect(ordered.logLik).toBeCloseTo(binary.logLik, 9);
        expect(ordered.estimates[0]).toBeCloseTo(-(binary.estimates[0] ?? 0), 8);
        expect(ordered.estimates[1]).toBeCloseTo(binary.estimates[1] ?? 0, 8);
        expect(ordered.covariances[2]?.[2]).toBeCloseTo(binary.covariances[2]?.[2] ?? 0, 7);
      }),
      { numRuns: 30 },
    );
  });

  it("proportional odds turned round change the sign of slopes and thresholds", () => {
    const { a, y } = sample(21, 90);
    const outcome = Int32Array.from(y, (value) => (value < 1.5 ? 0 : value < 2.5 ? 1 : 2));
    const [there, back] = [
      fitProportionalOdds([a], outcome, 3),
      fitProportionalOdds(
        [a],
        outcome.map((code) => 2 - code),
        3,
      ),
    ];
    expect(back?.estimates[2]).toBeCloseTo(-(there?.estimates[2] ?? 0), 9);
    expect(back?.estimates[0]).toBeCloseTo(-(there?.estimates[1] ?? 0), 9);
  });

  it("come back from standardised columns as they would be without", () => {
    const { one, a, b, y } = sample(31, 80);
    const outcome = y.map((value) => (value > 2 ? 1 : 0));
    const plain = fitLogistic([one, a, b], outcome);
    const scaled = standardise([a, b]);
    const model = fitLogistic([one, ...scaled.columns], outcome);
    if (plain === null || model === null) throw new Error("separated");
    const back = toDataUnits(model, scaled, { cuts: 1, sign: -1 });
    for (const [place, estimate] of plain.estimates.entries()) {
      expect(back.estimates[place]).toBeCloseTo(estimate, 9);
      for (const [other, value] of (plain.covariances[place] ?? new Float64Array()).entries())
        expect(back.covariances[place]?.[other]).toBeCloseTo(value, 9);
    }
  });
});
