import type { TermVector } from "./term-vector.ts";

const damping = 0.85;
const mostRounds = 100;
const settled = 1e-9;
/** A term more sentences bear links none: it says little, and would make the graph of a long talk quadratic. */
const commonest = 300;

/**
 * Ranks sentences by their place in the graph of likeness: continuous LexRank (Erkan & Radev, JAIR 22, 2004), the
 * stationary distribution of a walk that goes to a sentence in proportion to its cosine, and with probability 0.15 to any.
 * Values are shares of the highest, so that 1 is the most central sentence; the same vectors give the same ranks. O(links).
 */
export function rankSentences(vectors: readonly TermVector[]): readonly number[] {
  const links = linkSentences(vectors);
  const count = vectors.length;
  let ranks = new Float64Array(count).fill(1 / Math.max(1, count));
  for (let round = 0; round < mostRounds; round += 1) {
    const next = walk(links, ranks);
    const moved = next.reduce((sum, rank, at) => sum + Math.abs(rank - (ranks[at] ?? 0)), 0);
    ranks = next;
    if (moved < settled) break;
  }
  const highest = ranks.reduce((most, rank) => Math.max(most, rank), 0);
  return [...ranks].map((rank) => (highest === 0 ? 0 : rank / highest));
}

interface Links {
  /** Cosines to other sentences, by sentence. */
  readonly cosines: readonly ReadonlyMap<number, number>[];
  readonly sums: readonly number[];
}

/** Cosines of all pairs that share a term, from a list of sentences by term. */
function linkSentences(vectors: readonly TermVector[]): Links {
  const bearers = new Map<string, (readonly [sentence: number, weight: number])[]>();
  vectors.forEach((vector, sentence) => {
    for (const [term, weight] of vector) {
      const list = bearers.get(term) ?? [];
      list.push([sentence, weight]);
      bearers.set(term, list);
    }
  });
  const cosines = vectors.map((vector, sentence) => {
    const own = new Map<number, number>();
    for (const [term, weight] of vector) {
      if ((bearers.get(term) ?? []).length > commonest) continue;
      for (const [other, otherWeight] of bearers.get(term) ?? []) {
        if (other !== sentence) own.set(other, (own.get(other) ?? 0) + weight * otherWeight);
      }
    }
    return own;
  });
  return { cosines, sums: cosines.map((own) => [...own.values()].reduce((sum, cosine) => sum + cosine, 0)) };
}

/** One step of the walk; a sentence without likeness to any sends its share to all. */
function walk({ cosines, sums }: Links, ranks: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const count = ranks.length;
  const next = new Float64Array(count);
  let spread = 0;
  ranks.forEach((rank, sentence) => {
    const sum = sums[sentence] ?? 0;
    if (sum === 0) spread += rank;
    else
      for (const [other, cosine] of cosines[sentence] ?? []) next[other] = (next[other] ?? 0) + (rank * cosine) / sum;
  });
  return next.map((rank) => (1 - damping) / count + damping * (rank + spread / count));
}
