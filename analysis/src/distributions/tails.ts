import betainc from "@stdlib/math-base-special-betainc";
import erfc from "@stdlib/math-base-special-erfc";
import gammainc from "@stdlib/math-base-special-gammainc";
import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { logBetaTail, logGammaTail } from "./log-tails.ts";

/** A tail probability with its decimal logarithm, which is right even where `p` underflows; null where `p` is 0 beyond that. */
export interface Tail {
  readonly p: number;
  readonly log10P: number | null;
}

const smallest = 1e-290;

/** A probability with its logarithm; `logTail` gives the natural one where `p` is too small to take it from. */
export function tailOf(p: number, logTail?: () => number): Tail {
  if (p > smallest || logTail === undefined) return { p, log10P: p > 0 ? Math.log10(p) : null };
  return { p, log10P: logTail() / Math.LN10 };
}

/** P(|T| ≥ |t|) of Student's t with `df` degrees of freedom. */
export function studentTail(t: number, df: number): Tail {
  return betaTail(df / (df + t * t), df / 2, 0.5);
}

/** P(F ≥ f) with `df1` and `df2` degrees of freedom. */
export function fisherTail(f: number, df1: number, df2: number): Tail {
  return betaTail(df2 / (df2 + df1 * f), df2 / 2, df1 / 2);
}

/** P(X ≥ x) of chi-square with `df` degrees of freedom. */
export function chiSquareTail(x: number, df: number): Tail {
  if (x <= 0) return { p: 1, log10P: 0 };
  return tailOf(gammainc(x / 2, df / 2, true, true), () => logGammaTail(x / 2, df / 2));
}

/** P(|Z| ≥ |z|) of the standard normal. */
export function normalTail(z: number): Tail {
  return chiSquareTail(z * z, 1);
}

/** The quantile of Student's t: half-width factor of an interval with this `level`, e.g. 0.95. */
export function studentCritical(level: number, df: number): number {
  return tQuantile((1 + level) / 2, df);
}

/** The quantile of the standard normal for 95 % intervals. */
export const normalCritical95 = 1.959963984540054;

/** P(Z ≤ z) of the standard normal. */
export function normalCdf(z: number): number {
  return 0.5 * erfc(-z / Math.SQRT2);
}

/** The z that the standard normal stays below with probability `p`; Newton's steps on the tail from a rough start. */
export function normalQuantile(p: number): number {
  if (p === 0.5) return 0;
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  let z = -Math.sqrt(Math.max(0, -2 * Math.log(2 * p)));
  for (let step = 0; step < 100; step += 1) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const move = (normalCdf(z) - p) / density;
    z -= move / (1 + (move * z) / 2);
    if (Math.abs(move) < 1e-15 * (1 + Math.abs(z))) break;
  }
  return z;
}

/** The value that F with these degrees of freedom exceeds with probability `upper`; bisection on the tail. */
export function fisherQuantile(upper: number, df1: number, df2: number): number {
  let low = 0;
  let high = 1;
  while (fisherTail(high, df1, df2).p > upper) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-15 * high; step += 1) {
    const middle = (low + high) / 2;
    if (fisherTail(middle, df1, df2).p > upper) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** I_x(a, b) as a tail; x = 0 is what a perfect fit gives. */
function betaTail(x: number, a: number, b: number): Tail {
  if (x <= 0) return { p: 0, log10P: null };
  return tailOf(betainc(Math.min(1, x), a, b, true, false), () => logBetaTail(x, a, b));
}
