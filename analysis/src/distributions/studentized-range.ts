import erfc from "@stdlib/math-base-special-erfc";
import gammaln from "@stdlib/math-base-special-gammaln";
import { quadrature } from "./gauss-legendre.ts";

const normalCdf = (z: number): number => 0.5 * erfc(-z / Math.SQRT2);
const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/** Nodes of the inner integral with what does not depend on the range: density times weight, and the distribution. */
const inner = quadrature([-8.5, 8.5], 8).map(({ x, weight }) => ({
  z: x,
  density: normalDensity(x) * weight,
  upper: normalCdf(x),
}));

/** P(range of `groups` standard normals > w); DLMF has no closed form, so the defining integral is taken. */
function rangeTail(w: number, groups: number): number {
  if (w <= 0) return 1;
  // 1 − k∫φ(z)[Φ(z) − Φ(z−w)]^(k−1)dz, taken as an integral of what is missing so that small tails keep their digits
  let missing = 0;
  for (const { z, density, upper } of inner) {
    missing += density * (upper ** (groups - 1) - (upper - normalCdf(z - w)) ** (groups - 1));
  }
  return Math.min(1, groups * missing);
}

/**
 * P(Q > q) of the studentized range of `groups` means with `df` degrees of freedom (Copenhaver & Holland 1988, eq. 2):
 * the range tail averaged over s = χ/√df. Absolute error below 1e-10.
 */
export function studentizedRangeTail(q: number, groups: number, df: number): number {
  if (!(q > 0)) return 1;
  if (!Number.isFinite(df) || df > 1e6) return rangeTail(q, groups);
  const constant = (df / 2) * Math.log(df / 2) - gammaln(df / 2) + Math.LN2;
  const density = (s: number): number => Math.exp(constant + (df - 1) * Math.log(s) - (df * s * s) / 2);
  const spread = 9 / Math.sqrt(2 * df);
  const from = Math.max(1e-12, 1 - spread);
  const to = 1 + spread * (df < 5 ? 3 : 1.3);
  const nodes = quadrature([from, to], df < 20 ? 16 : 8);
  return Math.min(
    1,
    nodes.reduce((sum, { x, weight }) => sum + weight * density(x) * rangeTail(q * x, groups), 0),
  );
}

/** The q that the studentized range exceeds with probability `upper`; bisection, then secant steps. */
export function studentizedRangeCritical(upper: number, groups: number, df: number): number {
  let low = 0;
  let high = 4;
  while (studentizedRangeTail(high, groups, df) > upper) high *= 2;
  let before = { q: low, gap: 1 - upper };
  let now = { q: high, gap: studentizedRangeTail(high, groups, df) - upper };
  for (let step = 0; step < 60 && Math.abs(now.gap) > 1e-13; step += 1) {
    if (now.gap > 0) low = Math.max(low, now.q);
    else high = Math.min(high, now.q);
    const secant = now.q - (now.gap * (now.q - before.q)) / (now.gap - before.gap);
    const q = secant > low && secant < high ? secant : (low + high) / 2;
    before = now;
    now = { q, gap: studentizedRangeTail(q, groups, df) - upper };
  }
  return now.q;
}
