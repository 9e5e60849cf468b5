import { type RandomSource, seededRandom } from "@diaoyan/instruments";
import { eigenSymmetric } from "./eigen.ts";
import { quantileAt } from "./select.ts";

const draws = 200;

/**
 * What eigenvalues of correlations reach by chance alone (Horn 1965, Psychometrika 30, p. 179): the 95th percentile
 * (Glorfeld 1995) over 200 samples of `cases` independent normal cases. Their scatter is drawn at once as a Wishart
 * matrix by Bartlett's factors (1933), so that the work does not grow with the cases.
 */
export function simulateEigenvalues(items: number, cases: number, seed: number): readonly number[] {
  const random = seededRandom(seed);
  const samples = Array.from(
    { length: draws },
    () => eigenSymmetric(drawCorrelations(items, cases, random), false).values,
  );
  return Array.from({ length: items }, (_, place) =>
    quantileAt(
      samples.map((values) => values[place] ?? 0),
      0.95,
    ),
  );
}

function drawCorrelations(items: number, cases: number, random: RandomSource): readonly Float64Array[] {
  const factor = Array.from({ length: items }, (_, row) =>
    Float64Array.from({ length: items }, (__, column) => {
      if (column > row) return 0;
      return column < row ? drawNormal(random) : Math.sqrt(drawChiSquare(cases - 1 - row, random));
    }),
  );
  const sizes = factor.map((row) => Math.hypot(...row));
  const unit = factor.map((row, item) => row.map((value) => value / (sizes[item] ?? 1)));
  return unit.map((a, row) => Float64Array.from(unit, (b, column) => multiplyTo(a, b, Math.min(row, column))));
}

/** Σab up to a place, behind which one of them is 0. */
function multiplyTo(a: Float64Array, b: Float64Array, last: number): number {
  let sum = 0;
  for (let place = 0; place <= last; place += 1) sum += (a[place] ?? 0) * (b[place] ?? 0);
  return sum;
}

/** Box and Muller (1958). */
function drawNormal(random: RandomSource): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** χ² with any degrees of freedom above 0 as twice a gamma variate (Marsaglia & Tsang 2000, ACM TOMS 26, p. 363). */
function drawChiSquare(df: number, random: RandomSource): number {
  const shape = df / 2;
  if (shape < 1) return drawChiSquare(df + 2, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return 2 * d * v;
  }
}
