import { quadrature } from "./gauss-legendre.ts";
import { normalCdf } from "./tails.ts";

/** Density of two standard normals with correlation `rho` at (h, k); 0 at infinity. */
export function bivariateDensity(h: number, k: number, rho: number): number {
  if (!Number.isFinite(h) || !Number.isFinite(k)) return 0;
  const rest = 1 - rho * rho;
  return Math.exp(-(h * h - 2 * rho * h * k + k * k) / (2 * rest)) / (2 * Math.PI * Math.sqrt(rest));
}

/** P(X ≤ h, Y ≤ k) of two standard normals: Φ(h)Φ(k) and the density integrated over the angle of the correlation (Drezner & Wesolowsky 1990; Genz 2004). Made once for a correlation. */
export function createBivariateCdf(rho: number): (h: number, k: number) => number {
  const angle = Math.asin(rho);
  const nodes = quadrature([0, angle], Math.abs(rho) > 0.9 ? 24 : 4).map(({ x, weight }) => ({
    sine: Math.sin(x),
    rest: 2 * Math.cos(x) ** 2,
    weight: weight / (2 * Math.PI),
  }));
  return (h, k) => {
    if (h === Number.NEGATIVE_INFINITY || k === Number.NEGATIVE_INFINITY) return 0;
    if (h === Number.POSITIVE_INFINITY) return k === Number.POSITIVE_INFINITY ? 1 : normalCdf(k);
    if (k === Number.POSITIVE_INFINITY) return normalCdf(h);
    let sum = normalCdf(h) * normalCdf(k);
    for (const { sine, rest, weight } of nodes) sum += weight * Math.exp(-(h * h + k * k - 2 * h * k * sine) / rest);
    return sum;
  };
}
