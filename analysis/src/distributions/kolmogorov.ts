import { type Tail, tailOf } from "./tails.ts";

/** Below this the series around zero is taken, above it the one that begins with the tail. */
const turn = 1;
const terms = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** P(K ≥ x) of Kolmogorov's limiting distribution (1933; Smirnov 1948, Ann. Math. Statist. 19, p. 279). */
export function kolmogorovTail(x: number): Tail {
  if (!(x > 0)) return { p: 1, log10P: 0 };
  if (x >= turn) {
    const p = terms.reduce((sum, k) => sum + (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * x) ** 2), 0);
    return tailOf(p, () => Math.LN2 - 2 * x * x);
  }
  const inside = terms.reduce((sum, k) => sum + Math.exp(-(((2 * k - 1) * Math.PI) ** 2) / (8 * x * x)), 0);
  return tailOf(1 - (Math.sqrt(2 * Math.PI) / x) * inside);
}
