import type { TermScore } from "../text/keyword-scorer.ts";

/** Term weights scaled to length one; empty for a sentence without terms. */
export type TermVector = ReadonlyMap<string, number>;

/** Scales weights to Euclidean length one, so that a product of two vectors is their cosine. */
export function scaleToUnit(weights: ReadonlyMap<string, number>): TermVector {
  const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0));
  return new Map(length === 0 ? [] : [...weights].map(([term, weight]) => [term, weight / length]));
}

/** Unit vector of scored terms. */
export function toVector(scores: readonly TermScore[]): TermVector {
  return scaleToUnit(new Map(scores.map(({ term, score }) => [term, score])));
}

/** Cosine of two unit vectors (Salton & McGill, 1983), 0 to 1 for non-negative weights. */
export function measureCosine(a: TermVector, b: TermVector): number {
  const [short, long] = a.size <= b.size ? [a, b] : [b, a];
  let product = 0;
  for (const [term, weight] of short) product += weight * (long.get(term) ?? 0);
  return product;
}
