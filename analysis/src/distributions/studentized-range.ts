import gammaln from "@stdlib/math-base-special-gammaln";
import { quadrature } from "./gauss-legendre.ts";
import { normalCdf, type Tail, tailOf } from "./tails.ts";

const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** Beyond this many standard deviations to either side of its peak an integrand adds nothing. */
const reach = 8.5;

/** Nodes of the inner integral with what does not depend on the range: density times weight, and the distribution. */
const inner = quadrature([-reach, 38], 22).map(({ x, weight }) => ({
  z: x,
  density: normalDensity(x) * weight,
  upper: normalCdf(x),
}));

/**
 * P(range of `groups` standard normals > w) = k∫φ(z){Φ(z)^(k−1) − [Φ(z) − Φ(z−w)]^(k−1)}dz; the difference is taken
 * through logarithms, so that it keeps its digits however small it is. Its peak lies between 0 and w/2.
 */
function rangeTail(w: number, groups: number): number {
  if (w > 80) return 0;
  let sum = 0;
  for (const { z, density, upper } of inner) {
    if (z > w / 2 + reach) break;
    if (z < w / 2 - reach && w > 2 * reach) continue;
    const kept = Math.log1p(-Math.min(1, normalCdf(z - w) / upper));
    sum += density * upper ** (groups - 1) * -Math.expm1((groups - 1) * kept);
  }
  return Math.min(1, groups * sum);
}

/**
 * P(Q > q) of the studentized range of `groups` means with `df` degrees of freedom (Copenhaver & Holland 1988, J. Stat.
 * Comput. Simul. 30, eq. 2): the range tail averaged over s = χ/√df, on the scale of log s. Pieces are added from large
 * s, where nothing is left, down past the peak. Relative error below 1e-9 until the tail underflows to p = 0.
 */
export function studentizedRangeTail(q: number, groups: number, df: number): Tail {
  if (!(q > 0)) return { p: 1, log10P: 0 };
  const constant = logChiConstant(df / 2);
  const logDensity = (t: number): number => constant + df * (t - Math.expm1(2 * t) / 2);
  const width = 3 / Math.sqrt(2 * df);
  let sum = 0;
  let before = 0;
  for (let top = 3 * width; top > 0 || logDensity(top) > Math.log(Number.MIN_VALUE); top -= width) {
    const piece = quadrature([top - width, top], 1).reduce(
      (total, { x, weight }) => total + weight * Math.exp(logDensity(x)) * rangeTail(q * Math.exp(x), groups),
      0,
    );
    sum += piece;
    if (piece < before && piece < sum * 1e-17) break;
    before = piece;
  }
  return tailOf(Math.min(1, sum));
}

/** log(2aᵃe⁻ᵃ/Γ(a)), the constant in the density of log s; by Stirling's series (DLMF 5.11.1) where Γ is large. */
function logChiConstant(a: number): number {
  if (a < 50) return Math.LN2 + a * Math.log(a) - a - gammaln(a);
  return Math.LN2 + Math.log(a / (2 * Math.PI)) / 2 - 1 / (12 * a) + 1 / (360 * a ** 3);
}

/** The q that the studentized range exceeds with probability `upper`; secant steps within bisection. */
export function studentizedRangeCritical(upper: number, groups: number, df: number): number {
  const tail = (q: number): number => studentizedRangeTail(q, groups, df).p - upper;
  let low = 0;
  let high = 4;
  while (tail(high) > 0) high *= 2;
  let before = { q: low, gap: 1 - upper };
  let now = { q: high, gap: tail(high) };
  for (let step = 0; step < 60 && Math.abs(now.gap) > 1e-13; step += 1) {
    if (now.gap > 0) low = Math.max(low, now.q);
    else high = Math.min(high, now.q);
    const secant = now.q - (now.gap * (now.q - before.q)) / (now.gap - before.gap);
    const q = secant > low && secant < high ? secant : (low + high) / 2;
    before = now;
    now = { q, gap: tail(q) };
  }
  return now.q;
}
