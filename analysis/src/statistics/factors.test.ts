import { seededRandom } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factorCholesky, invertCholesky, logDeterminant } from "./cholesky.ts";
import { eigenSymmetric } from "./eigen.ts";
import { measureFactorability } from "./factorability.ts";
import { covarianceMatrix, toCorrelations } from "./internal-consistency.ts";
import { invertMatrix } from "./invert-matrix.ts";
import { extractMinres } from "./minres.ts";
import { simulateEigenvalues } from "./parallel-analysis.ts";
import { rotateOblimin, rotateVarimax } from "./rotate.ts";

/** Columns that share factors: items 1–3 the first, 4–6 the second. */
function sample(seed: number, rows = 200) {
  const random = seededRandom(seed);
  const noise = () => random() + random() + random() - 1.5;
  const factors = Array.from({ length: rows }, () => [noise(), noise()]);
  return Array.from({ length: 6 }, (_, item) =>
    Float64Array.from(factors, (row) => (row[item < 3 ? 0 : 1] ?? 0) * (0.6 + 0.1 * (item % 3)) + 0.6 * noise()),
  );
}
const correlationsOf = (seed: number) => toCorrelations(covarianceMatrix(sample(seed)));
const seeds = fc.integer({ min: 1, max: 10_000 });
const product = (a: readonly (readonly number[] | Float64Array)[], b: typeof a) =>
  a.map((row) =>
    Array.from(b[0] ?? [], (_, column) =>
      Array.from(row).reduce((sum, value, k) => sum + value * (b[k]?.[column] ?? 0), 0),
    ),
  );

describe("eigenSymmetric", () => {
  it("gives the matrix back, with vectors at right angles", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), seeds, (size, seed) => {
        const random = seededRandom(seed);
        const half = Array.from({ length: size }, () => Array.from({ length: size }, () => random() - 0.5));
        const matrix = half.map((row, a) => row.map((value, b) => value + (half[b]?.[a] ?? 0)));
        const { values, vectors } = eigenSymmetric(matrix);
        for (const [a, row] of matrix.entries())
          for (const [b, value] of row.entries()) {
            const back = vectors.reduce((sum, v, k) => sum + (values[k] ?? 0) * (v[a] ?? 0) * (v[b] ?? 0), 0);
            expect(back).toBeCloseTo(value, 12);
            const inner = (vectors[a] ?? new Float64Array()).reduce((sum, x, k) => sum + x * (vectors[b]?.[k] ?? 0), 0);
            expect(inner).toBeCloseTo(a === b ? 1 : 0, 12);
          }
        expect([...eigenSymmetric(matrix, false).values].map((value) => value.toFixed(9))).toEqual(
          [...values].map((value) => value.toFixed(9)),
        );
      }),
    );
  });
});

describe("cholesky", () => {
  it("inverts as elimination does, and its determinant is the product of eigenvalues", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const r = correlationsOf(seed);
        const factored = factorCholesky(r);
        if ("singular" in factored) throw new Error("singular");
        for (const [a, row] of invertCholesky(factored.lower).entries())
          for (const [b, value] of row.entries()) expect(value).toBeCloseTo(invertMatrix(r)[a]?.[b] ?? 0, 9);
        const product = eigenSymmetric(r, false).values.reduce((sum, value) => sum + Math.log(value), 0);
        expect(logDeterminant(factored.lower)).toBeCloseTo(product, 9);
      }),
      { numRuns: 20 },
    );
  });

  it("names the column that the others make up", () => {
    const matrix = [
      [1, 0.5, 0.5],
      [0.5, 1, 1],
      [0.5, 1, 1],
    ];
    expect(factorCholesky(matrix)).toEqual({ singular: 2 });
    expect(measureFactorability(matrix, 50)).toEqual({ singular: 2 });
  });
});

describe("extractMinres", () => {
  it("settles on loadings of nought where nothing is correlated", () => {
    const none = [0, 1, 2, 3].map((a) => [0, 1, 2, 3].map((b) => (a === b ? 1 : 0)));
    for (const factors of [1, 2])
      expect(extractMinres(none, factors)).toEqual({
        loadings: none.map(() => new Array(factors).fill(0)),
        converged: true,
        heywood: false,
      });
  });

  it("leaves residuals no change of one loading can make smaller", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const r = correlationsOf(seed);
        const { loadings, heywood } = extractMinres(r, 2);
        const loss = (l: readonly (readonly number[])[]) =>
          r.reduce(
            (sum, row, a) =>
              row.reduce((inner, value, b) => {
                const fitted = (l[a] ?? []).reduce((more, x, k) => more + x * (l[b]?.[k] ?? 0), 0);
                return b < a ? inner + (value - fitted) ** 2 : inner;
              }, sum),
            0,
          );
        const at = loss(loadings);
        if (!heywood)
          for (const item of [0, 3, 5])
            for (const move of [-1e-4, 1e-4]) {
              const moved = loadings.map((row, place) => (place === item ? row.map((value) => value + move) : row));
              expect(loss(moved)).toBeGreaterThanOrEqual(at - 1e-12);
            }
      }),
      { numRuns: 30 },
    );
  });

  it("finds the loadings a matrix was made of", () => {
    const l = [0.9, 0.8, 0.7, 0.6];
    const made = l.map((a, row) => l.map((b, column) => (row === column ? 1 : a * b)));
    expect(extractMinres(made, 1).loadings.map(([value]) => Math.abs(value ?? 0).toFixed(8))).toEqual(
      l.map((value) => value.toFixed(8)),
    );
  });
});

describe("rotations", () => {
  it("keep what the factors explain of every pair of items", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { loadings } = extractMinres(correlationsOf(seed), 2);
        const turn = (rows: readonly (readonly number[])[]) =>
          rows[0]?.map((_, column) => rows.map((row) => row[column] ?? 0)) ?? [];
        const whole = product(loadings, turn(loadings));
        const varimax = rotateVarimax(loadings);
        const { loadings: pattern, correlations } = rotateOblimin(loadings);
        const straight = product(varimax, turn(varimax));
        const oblique = product(product(pattern, correlations ?? []), turn(pattern));
        for (const [a, row] of whole.entries())
          for (const [b, value] of row.entries()) {
            expect(straight[a]?.[b]).toBeCloseTo(value, 10);
            expect(oblique[a]?.[b]).toBeCloseTo(value, 8);
          }
      }),
      { numRuns: 30 },
    );
  });

  it("find a simple structure wherever they start", () => {
    const simple = [
      [0.8, 0],
      [0.7, 0],
      [0, 0.6],
      [0, 0.9],
    ];
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    const turned = simple.map(([x = 0, y = 0]) => [c * x - s * y, s * x + c * y]);
    for (const rotated of [rotateVarimax(turned), rotateOblimin(turned).loadings])
      for (const row of rotated) expect(Math.min(...row.map(Math.abs))).toBeLessThan(1e-6);
  });
});

describe("simulateEigenvalues", () => {
  it("falls, is the same for the same seed, and comes near one with many cases", () => {
    const few = simulateEigenvalues(6, 60, 1);
    expect(few).toEqual([...few].sort((a, b) => b - a));
    expect(simulateEigenvalues(6, 60, 1)).toEqual(few);
    for (const value of simulateEigenvalues(6, 1_000_000, 1)) expect(value).toBeCloseTo(1, 2);
  });

  it("agrees with drawing the cases themselves", () => {
    const random = seededRandom(5);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const first = Array.from({ length: 300 }, () => {
      const columns = Array.from({ length: 4 }, () => Float64Array.from({ length: 50 }, normal));
      return eigenSymmetric(toCorrelations(covarianceMatrix(columns)), false).values[0] ?? 0;
    }).sort((a, b) => a - b);
    expect(simulateEigenvalues(4, 50, 3)[0]).toBeCloseTo(first[285] ?? 0, 1);
  });
});
