import { type CaseSentence, type CaseSummary, compareCases } from "@diaoyan/analysis";
import { createOffsetIndex, hashJson, type Json, type TextSpan, type Transcript } from "@diaoyan/instruments";
import type { Write } from "../ports/journal.ts";
import type { Ports } from "../ports/ports.ts";

type CaseSource = NonNullable<CaseSentence["source"]>;

/** A new revision of a transcript and where spans of the one before are in it. */
interface Next {
  readonly transcript: Transcript;
  readonly carry: (span: TextSpan) => TextSpan | null;
  readonly replaceWords: (text: string) => string;
  /** Account that brought the revision in. */
  readonly actor: string;
  /** The words before must stand nowhere any more. */
  readonly forget: boolean;
}

/**
 * Carries the sentences of cases over to a new revision: words taken from the transcript become the new words, what a
 * person wrote has the same words replaced, and a source without a place is left out. What the person already confirmed
 * keeps its words.
 */
export async function carryCases(
  ports: Pick<Ports, "cases" | "caseTrail" | "journal" | "clock">,
  study: string,
  before: Transcript,
  next: Next,
): Promise<readonly Write[]> {
  const [old, fresh] = [createOffsetIndex(before.text), createOffsetIndex(next.transcript.text)];
  const carry = (sentence: CaseSentence, isDraft: boolean): CaseSentence => {
    const { source, text } = sentence;
    if (source?.transcript !== before.id) return sentence;
    const place = next.carry(source);
    const quoted = source.end <= old.length && old.slice(source) === text;
    const words = place !== null && quoted ? fresh.slice(place) : next.replaceWords(text);
    const carried = place && { transcript: source.transcript, revision: next.transcript.revision, ...place };
    return { text: isDraft ? words : text, source: carried };
  };
  const move = (source: CaseSource): CaseSource[] => {
    const place = source.transcript === before.id ? next.carry(source) : source;
    return place === null ? [] : [{ ...source, ...place, revision: revisionAt(source) }];
  };
  const revisionAt = ({ transcript, revision }: CaseSource) =>
    transcript === before.id ? next.transcript.revision : revision;
  const touched = (await ports.cases.list(study)).filter((one) => cites(one, before.id));
  return touched.flatMap((summary) => {
    const isDraft = summary.status === "draft";
    const sections = summary.sections.map((section) => ({
      ...section,
      sentences: section.sentences.map((sentence) => carry(sentence, isDraft)),
    }));
    const { dropped } = summary;
    const carried = { ...summary, sections, ...(dropped !== undefined && { dropped: dropped.flatMap(move) }) };
    const { revision: present, ...content } = carried;
    const revision = present + 1;
    const contentHash = hashJson(content as unknown as Json);
    const claim = ports.journal.claim(study, { kind: "case", id: summary.id, revision, contentHash });
    const { actor, forget } = next;
    const sentences = forget ? [] : compareCases(summary, carried);
    const change = { case: summary.id, revision, kind: "carry" as const, actor, at: ports.clock.now(), note: "" };
    return [
      claim,
      ports.cases.put(study, { ...carried, revision }),
      ...(forget ? [ports.caseTrail.forgetWords(study, summary.id)] : []),
      ports.caseTrail.add(study, { ...change, sentences }),
    ];
  });
}

/** Whether a sentence of the case, or one that was taken out, comes from a transcript. */
export function cites({ sections, dropped = [] }: CaseSummary, transcript: string): boolean {
  const sources = sections.flatMap(({ sentences }) => sentences.map(({ source }) => source));
  return [...sources, ...dropped].some((source) => source?.transcript === transcript);
}
