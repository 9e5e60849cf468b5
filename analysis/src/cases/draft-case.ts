import type { CaseId, Codebook, SessionId, Transcript } from "@diaoyan/instruments";
import type { CaseSection, CaseSentence, CaseSummary } from "../model/case-summary.ts";
import type { Coding } from "../model/corpus.ts";
import type { TextTools } from "../registry/analysis.ts";
import { extractTerms } from "../text/extract-terms.ts";
import type { CaseTemplate, CaseTemplateSection } from "./case-template.ts";
import { type Candidate, collectCandidates } from "./collect-candidates.ts";
import { type Option, selectSentences } from "./select-sentences.ts";
import { findCentroid, measureCosine, type TermVector, toVector } from "./term-vector.ts";
import { leastAffinity, measureAffinities, measureForm } from "./weigh-candidate.ts";

/** What a case is drafted from. */
export interface CaseSource {
  readonly id: CaseId;
  readonly title: string;
  readonly session: SessionId | null;
  readonly template: CaseTemplate;
  readonly transcripts: readonly Transcript[];
  readonly codebook: Codebook;
  readonly codings: readonly Coding[];
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Drafts a case by extraction: transcripts → quotable sentences of interviewees → worth per section (codes, question,
 * cue words, TF-IDF nearness to the whole talk, form) → choice against redundancy → sections in reading order. Every
 * sentence is an exact slice of its transcript; nothing is rewritten or masked, what names a person is left out.
 * The same source gives the same draft.
 */
export function draftCase(source: CaseSource, text: TextTools): CaseSummary {
  const { candidates, withheld } = collectCandidates(source.transcripts, source.codings);
  const weighed = weighCandidates(source, candidates, text);
  const chosen = fillSections(source.template.sections, weighed);
  return {
    id: source.id,
    kind: source.template.kind,
    title: source.title,
    session: source.session,
    status: "draft",
    publicationConsent: false,
    attributes: source.attributes,
    sections: source.template.sections.map((section) => writeSection(section, chosen.get(section.id) ?? [])),
    revision: 1,
    withheld,
  };
}

/** A candidate with its worth in each section it may enter; the first section is where it belongs. */
interface Weighed {
  readonly candidate: Candidate;
  readonly vector: TermVector;
  readonly worths: ReadonlyMap<string, number>;
  readonly home: string | null;
}

function weighCandidates(source: CaseSource, candidates: readonly Candidate[], text: TextTools): readonly Weighed[] {
  const numbers = new Map(source.codebook.codes.map((code) => [code.id, code.number]));
  const terms = candidates.map((candidate) => extractTerms(candidate.text, text.segmenter));
  const vectors = text.scorer.score(terms).map(toVector);
  const centroid = findCentroid(vectors);
  return candidates.map((candidate, position) => {
    const vector = vectors[position] ?? new Map<string, number>();
    const base = 2 * measureCosine(vector, centroid) + measureForm(candidate);
    const affinities = measureAffinities(candidate, source.template.sections, numbers)
      .map((affinity, place) => [source.template.sections[place]?.id ?? "", affinity] as const)
      .filter(([, affinity]) => affinity >= leastAffinity)
      .sort((a, b) => b[1] - a[1]);
    const worths = new Map(affinities.map(([section, affinity]) => [section, base + affinity - leastAffinity]));
    return { candidate, vector, worths, home: affinities[0]?.[0] ?? null };
  });
}

/** First every section takes from the sentences that belong to it, then those too short take what is left. */
function fillSections(
  sections: readonly CaseTemplateSection[],
  weighed: readonly Weighed[],
): ReadonlyMap<string, readonly Option[]> {
  const chosen = new Map<string, readonly Option[]>();
  for (const pass of ["home", "rest"]) {
    for (const section of sections) {
      const own = chosen.get(section.id) ?? [];
      const length = own.reduce((sum, { candidate }) => sum + candidate.span.end - candidate.span.start, 0);
      if (pass === "rest" && length >= section.minimum) continue;
      const used = [...chosen.values()].flat();
      const free = weighed.filter((item) => !used.some(({ candidate }) => candidate === item.candidate));
      const options = toOptions(pass === "home" ? free.filter(({ home }) => home === section.id) : free, section.id);
      const budget = { minimum: section.minimum - length, maximum: section.maximum - length };
      const more = selectSentences(options, budget, used);
      chosen.set(
        section.id,
        [...own, ...more].sort((a, b) => a.candidate.position - b.candidate.position),
      );
    }
  }
  return chosen;
}

function toOptions(weighed: readonly Weighed[], section: string): readonly Option[] {
  return weighed.flatMap(({ candidate, vector, worths }) => {
    const worth = worths.get(section);
    return worth === undefined ? [] : [{ candidate, vector, worth }];
  });
}

function writeSection(section: CaseTemplateSection, options: readonly Option[]): CaseSection {
  const sentences = options.map(({ candidate }): CaseSentence => {
    const { transcript, span, text } = candidate;
    return { text, source: { ...span, transcript: transcript.id, revision: transcript.revision } };
  });
  return { id: section.id, heading: section.heading, guidance: section.guidance, sentences };
}
