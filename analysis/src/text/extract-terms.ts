import type { Segmenter } from "./segmenter.ts";
import { stopWords } from "./stop-words.ts";
import { synonyms } from "./synonyms.ts";

/** Options of `extractTerms`; what is left out takes the product's lists. */
export interface TermOptions {
  readonly stopWords?: ReadonlySet<string>;
  readonly synonyms?: ReadonlyMap<string, string>;
}

/**
 * The words of a text that can carry its topic, in order, with repetition: synonyms merged, Latin letters in lower
 * case; stop words, numbers, punctuation and single characters left out.
 */
export function extractTerms(text: string, segmenter: Segmenter, options: TermOptions = {}): readonly string[] {
  const stopped = options.stopWords ?? stopWords;
  const merged = options.synonyms ?? synonyms;
  return segmenter.cut(text).flatMap((token) => {
    const word = token.trim().toLowerCase();
    const term = merged.get(word) ?? word;
    const carries = /^\p{L}[\p{L}\p{M}\p{N}-]+$/u.test(term) && !stopped.has(word) && !stopped.has(term);
    return carries ? [term] : [];
  });
}
