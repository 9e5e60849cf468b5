import { normalQuantile, normalTail, type Tail } from "../distributions/tails.ts";

/** Sizes the approximation of the p-value was made for. */
export const shapiroSizes = { least: 3, most: 5000 } as const;

/** Coefficients of polynomials, the constant first (Royston 1995, Appl. Statist. 44, p. 547, AS R94). */
const series = {
  last: [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056],
  lastButOne: [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633],
  smallMean: [0.544, -0.39978, 0.025054, -6.714e-4],
  smallSpread: [1.3822, -0.77857, 0.062767, -0.0020322],
  largeMean: [-1.5861, -0.31082, -0.083751, 0.0038915],
  largeSpread: [-0.4803, -0.082676, 0.0030302],
  bound: [-2.273, 0.459],
} as const;

function evaluate(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, one) => sum * x + one, 0);
}

/** Weights of the upper half of the ordered values, the largest first. */
function weigh(n: number): readonly number[] {
  if (n === 3) return [Math.SQRT1_2];
  const half = Math.floor(n / 2);
  const scores = Array.from({ length: half }, (_, place) => -normalQuantile((place + 0.625) / (n + 0.25)));
  const square = 2 * scores.reduce((sum, score) => sum + score * score, 0);
  const [m1 = 0, m2 = 0] = scores;
  const first = evaluate(series.last, 1 / Math.sqrt(n)) + m1 / Math.sqrt(square);
  const second = evaluate(series.lastButOne, 1 / Math.sqrt(n)) + m2 / Math.sqrt(square);
  const [left, taken] =
    n > 5
      ? [square - 2 * m1 * m1 - 2 * m2 * m2, 1 - 2 * first * first - 2 * second * second]
      : [square - 2 * m1 * m1, 1 - 2 * first * first];
  const scale = Math.sqrt(left / taken);
  return scores.map((score, place) => {
    if (place === 0) return first;
    return place === 1 && n > 5 ? second : score / scale;
  });
}

/** P(Z ≥ z), one side. */
function upperTail(z: number): Tail {
  const { p, log10P } = normalTail(z);
  if (z >= 0) return { p: p / 2, log10P: log10P === null ? null : log10P - Math.log10(2) };
  return { p: 1 - p / 2, log10P: Math.log10(1 - p / 2) };
}

function testW(w: number, n: number): Tail {
  if (n === 3) {
    const p = Math.min(1, Math.max(0, (6 / Math.PI) * (Math.asin(Math.sqrt(w)) - Math.PI / 3)));
    return { p, log10P: p > 0 ? Math.log10(p) : null };
  }
  const rest = Math.log1p(-w);
  if (n > 11) {
    const x = Math.log(n);
    return upperTail((rest - evaluate(series.largeMean, x)) / Math.exp(evaluate(series.largeSpread, x)));
  }
  const bound = evaluate(series.bound, n);
  if (rest >= bound) return { p: 0, log10P: null };
  return upperTail(
    (-Math.log(bound - rest) - evaluate(series.smallMean, n)) / Math.exp(evaluate(series.smallSpread, n)),
  );
}

/** Test of normality by Shapiro & Wilk (1965) with Royston's weights and p. `values` are 3 to 5000 numbers that vary. */
export function testShapiroWilk(values: Float64Array): Tail & { readonly w: number } {
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.reduce((sum, value) => sum + value, 0) / n;
  const range = (sorted[n - 1] ?? 0) - (sorted[0] ?? 0);
  const spread = sorted.reduce((sum, value) => sum + ((value - middle) / range) ** 2, 0);
  const slope = weigh(n).reduce(
    (sum, weight, place) => sum + weight * (((sorted[n - 1 - place] ?? 0) - (sorted[place] ?? 0)) / range),
    0,
  );
  const w = Math.min(1, (slope * slope) / spread);
  return { w, ...testW(w, n) };
}
