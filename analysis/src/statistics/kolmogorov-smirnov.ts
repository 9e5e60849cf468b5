import { kolmogorovTail } from "../distributions/kolmogorov.ts";
import type { Tail } from "../distributions/tails.ts";

/** Where n1·n2 is below this the exact distribution is taken, as R's `ks.test` does by default. */
export const exactBelowProduct = 10_000;

/** Shares of two groups at or below a value. */
export interface DistributionStep {
  readonly at: number;
  readonly shares: readonly [number, number];
}

/** The largest distance of two distribution functions, and where it lies. */
export interface DistributionComparison extends Tail {
  readonly d: number;
  /** How far the first stands above the second at most, and the second above the first. */
  readonly dPlus: number;
  readonly dMinus: number;
  readonly method: "exact" | "asymptotic";
  readonly ties: boolean;
  /** The smallest value at which the distance is largest. */
  readonly largest: DistributionStep;
  /** Both distribution functions at every value that occurs, rising. */
  readonly steps: readonly DistributionStep[];
}

/**
 * Kolmogorov–Smirnov test of two groups (Smirnov 1939), both sides: exact given the ties (Schröer & Trenkler 1995, CSDA 20,
 * p. 185) where n1·n2 is below 10,000, else by the limiting distribution. Neither group is empty; null where all values are equal.
 */
export function testKolmogorovSmirnov(a: readonly number[], b: readonly number[]): DistributionComparison | null {
  const [m, n] = [a.length, b.length];
  const counted = countSteps(a, b);
  if (counted.length < 2) return null;
  // distances as whole numbers, m·n times as large, so that equal ones are equal
  const distances = counted.map(({ i, j }) => i * n - j * m);
  const plus = distances.reduce((most, one) => Math.max(most, one), 0);
  const minus = distances.reduce((most, one) => Math.max(most, -one), 0);
  const most = Math.max(plus, minus);
  const steps = counted.map(({ at, i, j }): DistributionStep => ({ at, shares: [i / m, j / n] }));
  const largest = steps[distances.findIndex((one) => Math.abs(one) === most)] as DistributionStep;
  const ends = new Set(counted.map(({ i, j }) => i + j));
  const d = most / (m * n);
  const exact = m * n < exactBelowProduct;
  const tail = exact ? exactTail(most, m, n, ends) : kolmogorovTail(d * Math.sqrt((m * n) / (m + n)));
  const [dPlus, dMinus] = [plus / (m * n), minus / (m * n)];
  const method = exact ? "exact" : "asymptotic";
  return { d, dPlus, dMinus, ...tail, method, ties: counted.length < m + n, largest, steps };
}

interface CountedStep {
  readonly at: number;
  readonly i: number;
  readonly j: number;
}

/** How many of each group lie at or below each value that occurs. */
function countSteps(a: readonly number[], b: readonly number[]): readonly CountedStep[] {
  const [first, second] = [Float64Array.from(a).sort(), Float64Array.from(b).sort()];
  const steps: CountedStep[] = [];
  for (let i = 0, j = 0; i < first.length || j < second.length; ) {
    const at = Math.min(first[i] ?? Number.POSITIVE_INFINITY, second[j] ?? Number.POSITIVE_INFINITY);
    while (first[i] === at) i += 1;
    while (second[j] === at) j += 1;
    steps.push({ at, i, j });
  }
  return steps;
}

/**
 * The share of all orders of m and n values that lie `most`/(m·n) or more apart somewhere: along each path of the pooled
 * values, looking only where a run of equal values `ends`. Only sums of shares, so that the far tail keeps its digits.
 */
function exactTail(most: number, m: number, n: number, ends: ReadonlySet<number>): Tail {
  const isFar = (i: number, j: number): boolean => ends.has(i + j) && Math.abs(i * n - j * m) >= most;
  const reached = new Float64Array(n + 1);
  for (let i = 0; i <= m; i += 1) {
    for (let j = 0; j <= n; j += 1) {
      if (i + j === 0) continue;
      const above = j === 0 ? 0 : (reached[j - 1] ?? 0);
      reached[j] = isFar(i, j) ? 1 : (i * (reached[j] ?? 0) + j * above) / (i + j);
    }
  }
  const p = Math.min(1, reached[n] ?? 1);
  return { p, log10P: Math.log10(p) };
}
