import { chiSquareTail, type Tail } from "../distributions/tails.ts";

/** How much more a word is used in one text than in another. */
export interface Keyness extends Tail {
  /** Log-likelihood, 0 or more. */
  readonly g2: number;
  /** Binary logarithm of the ratio of relative frequencies; a count of 0 is taken as one half. */
  readonly logRatio: number;
}

/** Dunning's log-likelihood (1993, Comp. Ling. 19, p. 61) as Rayson & Garside (2000) compute it from a word's counts and the sizes of two texts, with Hardie's log ratio (2014). Both sizes are above 0. */
export function measureKeyness(
  [count, other]: readonly [number, number],
  [size, otherSize]: readonly [number, number],
): Keyness {
  const rate = (count + other) / (size + otherSize);
  const part = (found: number, expected: number): number => (found === 0 ? 0 : found * Math.log(found / expected));
  const g2 = Math.max(0, 2 * (part(count, size * rate) + part(other, otherSize * rate)));
  const share = (found: number, whole: number): number => Math.max(found, 0.5) / whole;
  return { g2, ...chiSquareTail(g2, 1), logRatio: Math.log2(share(count, size) / share(other, otherSize)) };
}
