import { compareCodePoints } from "../text/compare-code-points.ts";
import { stopWords } from "../text/stop-words.ts";
import type { FeatureSpace, SparseVector } from "./feature-space.ts";

const mostReasons = 4;

/** What a suggestion rests on. */
interface Basis {
  readonly space: FeatureSpace;
  readonly vector: SparseVector;
  /** Weights of each feature for each label, feature by feature. */
  readonly weights: Float32Array;
  readonly labels: number;
  /** Words of the text. */
  readonly words: readonly string[];
}

/**
 * Prepares to name the words of a text that spoke for a label, strongest first: what a word and the pairs of characters in
 * it add to the label's score. Stop words and single characters are never named.
 */
export function createExplainer({
  space,
  vector,
  weights,
  labels,
  words,
}: Basis): (label: number) => readonly string[] {
  const own = new Map(Array.from(vector.places, (place, at) => [place, vector.weights[at] ?? 0]));
  const known = words
    .filter((word) => [...word].length > 1 && !stopWords.has(word))
    .map((word) => ({ word, places: listPlaces(space, word) }));
  return (label) => {
    const shareOf = (place: number): number => (own.get(place) ?? 0) * (weights[place * labels + label] ?? 0);
    return known
      .map(({ word, places }) => ({ word, share: places.reduce((sum, place) => sum + shareOf(place), 0) }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share || compareCodePoints(a.word, b.word))
      .slice(0, mostReasons)
      .map(({ word }) => word);
  };
}

function listPlaces(space: FeatureSpace, word: string): readonly number[] {
  const letters = [...word];
  const pairs = letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
  const places = [space.placeOf("words", word), ...pairs.map((pair) => space.placeOf("pairs", pair))];
  return places.filter((place) => place !== undefined);
}
