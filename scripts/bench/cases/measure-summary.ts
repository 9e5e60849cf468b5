import { type Coding, extractTerms, type TextTools } from "@diaoyan/analysis";
import type { TextSpan } from "@diaoyan/instruments";

/** How good a choice of sentences is: codes and codings a person made that it holds, how much it says twice, how long it is. */
export interface SummaryQuality {
  /** Share of the codes given by hand of which at least one place is in the choice. */
  readonly themes: number;
  /** Share of the codings of which more than half is in it. */
  readonly codings: number;
  /** Mean over sentences of the greatest cosine to another one. */
  readonly redundancy: number;
  readonly characters: number;
}

/** Holds chosen spans of one text against the codings a person made of it. */
export function measureSummary(
  chosen: readonly (TextSpan & { readonly text: string })[],
  gold: readonly Coding[],
  text: TextTools,
): SummaryQuality {
  const held = gold.filter(({ start, end }) => {
    const shared = chosen.reduce(
      (sum, span) => sum + Math.max(0, Math.min(end, span.end) - Math.max(start, span.start)),
      0,
    );
    return shared > (end - start) / 2;
  });
  const scores = text.scorer.score(chosen.map((span) => extractTerms(span.text, text.segmenter)));
  const vectors = scores.map((terms) => new Map(terms.map(({ term, score }) => [term, score])));
  const likest = vectors.map((one, at) =>
    Math.max(0, ...vectors.filter((_, other) => other !== at).map((other) => cosine(one, other))),
  );
  return {
    themes: new Set(held.map(({ code }) => code)).size / new Set(gold.map(({ code }) => code)).size,
    codings: held.length / gold.length,
    redundancy: likest.reduce((sum, value) => sum + value, 0) / Math.max(1, likest.length),
    characters: chosen.reduce((sum, { start, end }) => sum + end - start, 0),
  };
}

function cosine(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const norm = (vector: ReadonlyMap<string, number>) =>
    Math.sqrt([...vector.values()].reduce((sum, value) => sum + value * value, 0));
  const product = [...one].reduce((sum, [term, value]) => sum + value * (other.get(term) ?? 0), 0);
  return product === 0 ? 0 : product / (norm(one) * norm(other));
}
