import { normalCdf, type Tail, tailOf } from "../distributions/tails.ts";

/** Below this Lilliefors' p has no table. */
export const fewestForLilliefors = 5;

/** Coefficients of p by the modified statistic, the constant first, each up to a limit of it (Stephens 1974, JASA 69, p. 730). */
const pieces = [
  { upTo: 0.302, coefficients: [1] },
  { upTo: 0.5, coefficients: [2.76773, -19.828315, 80.709644, -138.55152, 81.218052] },
  { upTo: 0.9, coefficients: [-4.901232, 40.662806, -97.490286, 94.029866, -32.355711] },
  { upTo: 1.31, coefficients: [6.198765, -19.558097, 23.186922, -12.234627, 2.423045] },
] as const;

/**
 * Test of normality by Kolmogorov & Smirnov's largest distance from a normal distribution with the mean and deviation of
 * the values themselves (Lilliefors 1967, JASA 62, p. 399): p after Dallal & Wilkinson (1986, Am. Stat. 40, p. 294), above
 * 0.1 after Stephens. `values` are at least 5 numbers that vary.
 */
export function testLilliefors(values: Float64Array, mean: number, sd: number): Tail & { readonly d: number } {
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  let d = 0;
  for (let place = 0; place < n; place += 1) {
    const share = normalCdf(((sorted[place] ?? 0) - mean) / sd);
    d = Math.max(d, (place + 1) / n - share, share - place / n);
  }
  return { d, ...tailOfDistance(d, n) };
}

/** The probability that `n` normal values lie so far from their own normal distribution. */
export function tailOfDistance(d: number, n: number): Tail {
  const log = logShare(d, n);
  if (log <= Math.log(0.1)) return tailOf(Math.exp(log), () => log);
  const modified = (Math.sqrt(n) - 0.01 + 0.85 / Math.sqrt(n)) * d;
  const piece = pieces.find(({ upTo }) => modified <= upTo);
  const p = piece?.coefficients.reduceRight<number>((sum, one) => sum * modified + one, 0) ?? 0.1;
  return tailOf(Math.min(1, p));
}

/** The logarithm of p where it is small; beyond 100 cases the distance is brought to that of 100. */
function logShare(d: number, n: number): number {
  const size = Math.min(100, n);
  const distance = n > 100 ? d * (n / 100) ** 0.49 : d;
  const width = distance * Math.sqrt(size + 2.78019);
  return -7.01256 * width * width + 2.99587 * width - 0.122119 + 0.974598 / Math.sqrt(size) + 1.67997 / size;
}
