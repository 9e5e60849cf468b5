import { type FeatureBlock, featureBlocks, type TextFeatures } from "./text-features.ts";

/** A text as the places of its features and their weights; the squares of all weights sum to at most 1. */
export interface SparseVector {
  readonly places: Int32Array;
  readonly weights: Float64Array;
}

/** Shares of the three kinds of features in the likeness of two texts. */
export type BlockShares = Readonly<Record<FeatureBlock, number>>;

/** The features of the examples with how telling each is. */
export interface FeatureSpace {
  /** Features known. */
  readonly size: number;
  placeOf(block: FeatureBlock, name: string): number | undefined;
  toVector(features: TextFeatures): SparseVector;
}

/** Repetition counts less and less: c / (c + saturation), as in BM25 (Robertson & Zaragoza 2009). */
const saturation = 1.2;

/**
 * Learns the features of the examples with their inverse document frequencies (Spärck Jones 1972). Each kind of features is
 * brought to unit length and weighted by its share, so that the product of two vectors is a mean of cosines.
 */
export function learnFeatures(examples: readonly TextFeatures[], shares: BlockShares): FeatureSpace {
  const total = featureBlocks.reduce((sum, block) => sum + shares[block], 0);
  const rarity: number[] = [];
  const known = new Map<FeatureBlock, Map<string, number>>();
  for (const block of featureBlocks) {
    const frequency = new Map<string, number>();
    for (const example of examples)
      for (const name of example[block].keys()) frequency.set(name, (frequency.get(name) ?? 0) + 1);
    const places = new Map<string, number>();
    for (const [name, count] of frequency) {
      places.set(name, rarity.length);
      rarity.push(Math.log((examples.length + 1) / count) + 1);
    }
    known.set(block, places);
  }
  return {
    size: rarity.length,
    placeOf: (block, name) => known.get(block)?.get(name),
    toVector(features) {
      const [places, weights]: [number[], number[]] = [[], []];
      for (const block of featureBlocks) {
        if (shares[block] === 0) continue;
        const first = weights.length;
        let squares = 0;
        for (const [name, count] of features[block]) {
          const place = known.get(block)?.get(name);
          if (place === undefined) continue;
          const weight = (count / (count + saturation)) * (rarity[place] ?? 0);
          squares += weight * weight;
          places.push(place);
          weights.push(weight);
        }
        const scale = Math.sqrt(shares[block] / total / (squares || 1));
        for (let at = first; at < weights.length; at += 1) weights[at] = (weights[at] ?? 0) * scale;
      }
      return { places: Int32Array.from(places), weights: Float64Array.from(weights) };
    },
  };
}
