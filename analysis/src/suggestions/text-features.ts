import type { Segmenter } from "../text/segmenter.ts";

/** Counts of what a text is made of: single Han characters and Latin words, pairs of Han characters, words. */
export interface TextFeatures {
  readonly letters: ReadonlyMap<string, number>;
  readonly pairs: ReadonlyMap<string, number>;
  readonly words: ReadonlyMap<string, number>;
}

/** A kind of feature. */
export type FeatureBlock = keyof TextFeatures;
/** The kinds in the order in which they are counted. */
export const featureBlocks: readonly FeatureBlock[] = ["letters", "pairs", "words"];

const runs = /\p{Script=Han}+|(?!\p{Script=Han})\p{L}(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}-])*/gu;
const han = /^\p{Script=Han}/u;
const carrying = /^\p{L}[\p{L}\p{M}\p{N}-]+$/u;

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Counts the features of a text; letters in lower case, numbers and punctuation left out, pairs never across them. */
export function countFeatures(text: string, segmenter: Segmenter): TextFeatures {
  const lower = text.toLowerCase();
  const [letters, pairs, words] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  for (const [run] of lower.matchAll(runs)) {
    if (!han.test(run)) {
      add(letters, run);
      continue;
    }
    let before = "";
    for (const letter of run) {
      add(letters, letter);
      if (before !== "") add(pairs, before + letter);
      before = letter;
    }
  }
  for (const token of segmenter.cut(lower)) if (carrying.test(token)) add(words, token);
  return { letters, pairs, words };
}
