import tfidf from "natural/lib/natural/tfidf/index.js";
import { compareTermScores, type KeywordScorer } from "./keyword-scorer.ts";

/** Put before every term: natural keeps terms as keys of an object, where `__key` and `constructor` mean something else. */
const mark = "=";

/**
 * TF-IDF by the TfIdf class of `natural`, fed with word lists: its own tokenizer finds no Chinese words. Only the
 * sub-module is loaded, since the package's root opens database drivers and reads `.env`.
 */
export const naturalKeywordScorer: KeywordScorer = {
  id: "natural-tfidf",
  score(documents) {
    const model = new tfidf.TfIdf();
    for (const document of documents) model.addDocument(document.map((term) => mark + term));
    return documents.map((_document, position) =>
      model
        .listTerms(position)
        .map(({ term, tf, tfidf: score }) => ({ term: term.slice(mark.length), count: tf, score }))
        .sort(compareTermScores),
    );
  },
};
