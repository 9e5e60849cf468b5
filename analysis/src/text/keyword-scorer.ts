import { compareCodePoints } from "./compare-code-points.ts";

/** A term of one document with its weight. */
export interface TermScore {
  readonly term: string;
  /** Times the term stands in the document. */
  readonly count: number;
  readonly score: number;
}

/** Weighs the terms of each document against all documents; heaviest first, ties in order of code points. */
export interface KeywordScorer {
  readonly id: string;
  score(documents: readonly (readonly string[])[]): readonly (readonly TermScore[])[];
}

/** Order of `KeywordScorer` results. */
export function compareTermScores(a: TermScore, b: TermScore): number {
  return b.score - a.score || compareCodePoints(a.term, b.term);
}

/**
 * TF-IDF for every runtime: count × (1 + ln(N / (1 + documents with the term))), the weighting of `natural`'s TfIdf
 * (smoothed inverse document frequency after Spärck Jones, 1972), so that results do not depend on the runtime.
 */
export const plainKeywordScorer: KeywordScorer = {
  id: "tfidf",
  score(documents) {
    const counts = documents.map(countTerms);
    const containing = new Map<string, number>();
    for (const document of counts) {
      for (const term of document.keys()) containing.set(term, (containing.get(term) ?? 0) + 1);
    }
    return counts.map((document) =>
      [...document]
        .map(([term, count]) => ({
          term,
          count,
          score: count * (1 + Math.log(documents.length / (1 + (containing.get(term) ?? 0)))),
        }))
        .sort(compareTermScores),
    );
  },
};

/** How often each term stands in a list, in order of first appearance. */
export function countTerms(terms: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
