import type { CaseId, Codebook, SessionId, Transcript } from "@diaoyan/instruments";
import type { CaseSection, CaseSentence, CaseSummary } from "../model/case-summary.ts";
import type { Coding } from "../model/corpus.ts";
import type { TextTools } from "../registry/analysis.ts";
import { extractTerms } from "../text/extract-terms.ts";
import type { CaseTemplate, CaseTemplateSection } from "./case-template.ts";
import { type Candidate, collectCandidates } from "./collect-candidates.ts";
import { rankSentences } from "./rank-sentences.ts";
import { compareOptions, type Option, selectSentences } from "./select-sentences.ts";
import { type TermVector, toVector } from "./term-vector.ts";
import { borrowedAffinity, leastAffinity, listThemes, measureAffinities, measureForm } from "./weigh-candidate.ts";

/** Worth of the most central sentence. */
const rankWeight = 2;

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
 * cue words, rank in the graph of likeness, form) → choice of what adds a theme against redundancy → sections in reading order. Every
 * sentence is an exact slice of its transcript; nothing is rewritten or masked, what names a person is left out.
 * The same source gives the same draft.
 */
export function draftCase(source: CaseSource, text: TextTools): CaseSummary {
  const { candidates, withheld, endless } = collectCandidates(source.transcripts, source.codings);
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
    ...(endless > 0 && { endless }),
  };
}

/** A candidate with its affinity to each section it may enter; `base` is its worth apart from that, `home` the strongest. */
interface Weighed {
  readonly candidate: Candidate;
  readonly vector: TermVector;
  readonly base: number;
  readonly affinities: ReadonlyMap<string, number>;
  /** Numbers of a section's codes it bears, by section. */
  readonly themes: ReadonlyMap<string, readonly string[]>;
  readonly home: string | null;
}

function weighCandidates(source: CaseSource, candidates: readonly Candidate[], text: TextTools): readonly Weighed[] {
  const numbers = new Map(source.codebook.codes.map((code) => [code.id, code.number]));
  const measured = measureAffinities(candidates, source.template.sections, numbers);
  const terms = candidates.map((candidate) => extractTerms(candidate.text, text.segmenter));
  const vectors = text.scorer.score(terms).map(toVector);
  const ranks = rankSentences(vectors);
  return candidates.map((candidate, position) => {
    const vector = vectors[position] ?? new Map<string, number>();
    const base = rankWeight * (ranks[position] ?? 0) + measureForm(candidate);
    const ranked = source.template.sections
      .map(({ id, ofNow }, place) => {
        const affinity = ofNow && candidate.notNow ? 0 : (measured[position]?.[place] ?? 0);
        return [id, affinity] as const;
      })
      .filter(([, affinity]) => affinity >= leastAffinity)
      .sort((a, b) => b[1] - a[1]);
    const themes = new Map(
      source.template.sections.map((section) => [section.id, listThemes(candidate, section, numbers)]),
    );
    return { candidate, vector, base, affinities: new Map(ranked), themes, home: ranked[0]?.[0] ?? null };
  });
}

type Pass = "own" | "joined" | "borrowed";

/**
 * First every section takes from the sentences that belong to it, then those whose limit stands in it, whatever section
 * they are of, then those too short borrow what others left.
 */
function fillSections(
  sections: readonly CaseTemplateSection[],
  weighed: readonly Weighed[],
): ReadonlyMap<string, readonly Option[]> {
  const chosen = new Map<string, readonly Option[]>();
  for (const pass of ["own", "joined", "borrowed"] as const) {
    for (const section of sections) {
      const own = chosen.get(section.id) ?? [];
      const length = own.reduce((sum, { candidate }) => sum + candidate.span.end - candidate.span.start, 0);
      if (pass === "borrowed" && length >= section.minimum) continue;
      const taken = [...chosen.values()].flat();
      const standing = new Set(own.map(({ candidate }) => candidate.position));
      const options = listOptions(weighed, section.id, { pass, standing });
      const budget = { minimum: section.minimum - length, maximum: section.maximum - length };
      const both = [...own, ...selectSentences(options, budget, { taken, own })];
      chosen.set(section.id, both.sort(compareOptions));
    }
  }
  return chosen;
}

function listOptions(
  weighed: readonly Weighed[],
  section: string,
  { pass, standing }: { readonly pass: Pass; readonly standing: ReadonlySet<number> },
): readonly Option[] {
  const options = weighed.map(({ candidate, vector, base, affinities, themes, home }) => {
    const joins = pass === "joined" && home !== null && standing.has(candidate.upTo);
    const affinity = affinities.get(joins ? home : section) ?? 0;
    const enters = home === section || joins || (pass === "borrowed" && affinity >= borrowedAffinity);
    const worth = enters ? base + affinity - leastAffinity : Number.NEGATIVE_INFINITY;
    return { candidate, vector, worth, themes: themes.get(section) ?? [] };
  });
  // a sentence that limits one before it comes with that one, wherever it would belong by itself
  let reach = Number.NEGATIVE_INFINITY;
  return options.filter(({ worth, candidate: { position, upTo } }) => {
    const comes = worth > Number.NEGATIVE_INFINITY || position <= reach;
    if (comes) reach = Math.max(reach, upTo);
    return comes;
  });
}

function writeSection(section: CaseTemplateSection, options: readonly Option[]): CaseSection {
  const sentences = options.map(({ candidate }): CaseSentence => {
    const { transcript, span, text } = candidate;
    return { text, source: { ...span, transcript: transcript.id, revision: transcript.revision } };
  });
  return { id: section.id, heading: section.heading, guidance: section.guidance, sentences };
}
