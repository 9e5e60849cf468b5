import type { CaseSection, CaseSentence, CaseSummary } from "../model/case-summary.ts";

/** Whether a sentence stands word for word as it was said at its source. */
export type SentenceCheck = (sentence: CaseSentence) => boolean;

/** A case drafted anew, and how many sentences of a person's hand stand in it as they were. */
export interface Redraft {
  readonly summary: CaseSummary;
  readonly kept: number;
}

/**
 * Puts a new draft into a case without touching what a person did: sentences they wrote or reworded stay, with their
 * neighbours as far as these are still there; sentences they took out do not come back; title, attributes, consents and
 * headings stay. Only what still is word for word the machine's is replaced.
 */
export function redraftCase(present: CaseSummary, fresh: CaseSummary, isVerbatim: SentenceCheck): Redraft {
  const byHand = (sentence: CaseSentence): boolean => sentence.source === null || !isVerbatim(sentence);
  const held = present.sections.flatMap(({ sentences }) => sentences.filter(byHand));
  const taken = new Set([...(present.dropped ?? []), ...held.flatMap(({ source }) => source ?? [])].map(placeOf));
  const sections = present.sections.map((section): CaseSection => {
    const drafted = fresh.sections.find(({ id }) => id === section.id)?.sentences ?? [];
    const free = drafted.filter(({ source }) => source !== null && !taken.has(placeOf(source)));
    return { ...section, sentences: mergeSentences(section.sentences, free, byHand) };
  });
  const { withheld = 0, endless = 0, transcripts } = fresh;
  const summary = { ...present, sections, withheld, endless, ...(transcripts !== undefined && { transcripts }) };
  return { summary, kept: held.length };
}

/** The new sentences with those of the hand among them: each behind what it stood behind, as far as that is still there. */
function mergeSentences(
  before: readonly CaseSentence[],
  fresh: readonly CaseSentence[],
  byHand: (sentence: CaseSentence) => boolean,
): readonly CaseSentence[] {
  const merged = [...fresh];
  const placed: CaseSentence[] = [];
  before.forEach((sentence) => {
    if (byHand(sentence)) {
      const anchor = placed.findLast((one) => merged.includes(one));
      merged.splice(anchor === undefined ? 0 : merged.indexOf(anchor) + 1, 0, sentence);
      placed.push(sentence);
      return;
    }
    const twin = fresh.find(
      ({ source }) => source !== null && sentence.source !== null && placeOf(source) === placeOf(sentence.source),
    );
    if (twin !== undefined) placed.push(twin);
  });
  return merged;
}

function placeOf({ transcript, start }: NonNullable<CaseSentence["source"]>): string {
  return `${transcript} ${start}`;
}

/** Places of `before` that `after` no longer has: what a person took out by an edit. */
export function listDropped(before: CaseSummary, after: CaseSummary): NonNullable<CaseSummary["dropped"]> {
  const sourcesOf = ({ sections }: CaseSummary) =>
    sections.flatMap(({ sentences }) => sentences.flatMap(({ source }) => source ?? []));
  const present = new Set(sourcesOf(after).map(placeOf));
  const gone = [...(before.dropped ?? []), ...sourcesOf(before)].filter((source) => !present.has(placeOf(source)));
  const seen = new Set<string>();
  return gone.filter((source) => !seen.has(placeOf(source)) && seen.add(placeOf(source)));
}
