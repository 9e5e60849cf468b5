import { createOffsetIndex } from "@diaoyan/instruments";
import { domainDictionary, nameDictionary } from "./domain-dictionary.ts";
import type { Segmenter } from "./segmenter.ts";
import { splitSentences } from "./split-sentences.ts";

/**
 * Segmenter of the platform (`Intl.Segmenter`, UAX #29 with the dictionary of ICU) plus our dictionary: words of three
 * and more characters are taken by longest match; shorter ones are only joined where the platform cuts at both their
 * ends, so that 引导向前 is not read as 导向. Fed sentence by sentence, since the platform keeps the whole input
 * alive with every word.
 */
export function createIntlSegmenter(dictionary: readonly string[] = domainDictionary): Segmenter {
  const platform = new Intl.Segmenter("zh", { granularity: "word" });
  const words = new Set(dictionary);
  const longest = Math.max(1, ...dictionary.map((word) => word.length));
  const cutSentence = (sentence: string): readonly string[] => {
    const ends = new Set([0]);
    for (const part of platform.segment(sentence)) ends.add(part.index + part.segment.length);
    return joinWords(sentence, ends, (from) => matchLongest({ sentence, from, ends, words, longest }));
  };
  return {
    id: `intl+${nameDictionary(dictionary)}`,
    cut: (text) => cutPieces(text).flatMap(cutSentence),
  };
}

/** The segmenter of every runtime, with the product's dictionary. */
export const intlSegmenter: Segmenter = createIntlSegmenter();

/** Sentences with the white space between them, so that the pieces joined give the text back. */
function cutPieces(text: string): readonly string[] {
  const index = createOffsetIndex(text);
  const starts = splitSentences(text).map((span) => index.toUtf16(span.start));
  const edges = [...new Set([0, ...starts, text.length])];
  return edges.slice(1).map((end, position) => text.slice(edges[position], end));
}

interface Lookup {
  readonly sentence: string;
  readonly from: number;
  readonly ends: ReadonlySet<number>;
  readonly words: ReadonlySet<string>;
  readonly longest: number;
}

/** Length of the longest dictionary word that begins at `from`, 0 where none does. */
function matchLongest({ sentence, from, ends, words, longest }: Lookup): number {
  for (let length = Math.min(longest, sentence.length - from); length >= 2; length -= 1) {
    const aligned = length > 2 || (ends.has(from) && ends.has(from + length));
    if (aligned && words.has(sentence.slice(from, from + length))) return length;
  }
  return 0;
}

function joinWords(sentence: string, ends: ReadonlySet<number>, match: (from: number) => number): readonly string[] {
  const tokens: string[] = [];
  let start = 0;
  for (let at = 0; at < sentence.length; ) {
    const length = match(at);
    if (length > 0) {
      if (at > start) tokens.push(sentence.slice(start, at));
      tokens.push(sentence.slice(at, at + length));
      at += length;
      start = at;
    } else {
      at += 1;
      if (ends.has(at)) {
        tokens.push(sentence.slice(start, at));
        start = at;
      }
    }
  }
  if (start < sentence.length) tokens.push(sentence.slice(start));
  return tokens;
}
