import type { Segmenter } from "./segmenter.ts";
import { stopWords } from "./stop-words.ts";
import { synonyms } from "./synonyms.ts";

/** Options of `extractTerms`; what is left out takes the product's lists. */
export interface TermOptions {
  readonly stopWords?: ReadonlySet<string>;
  readonly synonyms?: ReadonlyMap<string, string>;
}

/** Numerals with a measure word or a part of time; 四唯, 一流 and 三农 are no such. */
const counted =
  /^第?[一二三四五六七八九十百千万两几多半数]+(?:个|年|份|篇|张|条|次|位|项|天|月|名|种|届|轮|批|遍|页|句|场|回|倍|成|岁|块|元|多|来|余|分之[一二三四五六七八九十]+|个月|年级|多个|多年|小时|分钟)$/u;

/**
 * The words of a text that can carry its topic, in order, with repetition: synonyms merged, Latin letters in lower
 * case; stop words, numbers, counted things (一年, 四个, 第二条), punctuation and single characters left out.
 */
export function extractTerms(text: string, segmenter: Segmenter, options: TermOptions = {}): readonly string[] {
  const stopped = options.stopWords ?? stopWords;
  const merged = options.synonyms ?? synonyms;
  return segmenter.cut(text).flatMap((token) => {
    const word = token.trim().toLowerCase();
    const term = merged.get(word) ?? word;
    const carries =
      /^\p{L}[\p{L}\p{M}\p{N}-]+$/u.test(term) && !stopped.has(word) && !stopped.has(term) && !counted.test(term);
    return carries ? [term] : [];
  });
}
