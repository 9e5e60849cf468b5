import {
  type CodeId,
  createOffsetIndex,
  findInterviewers,
  type TextSpan,
  type Transcript,
  type UserId,
} from "@diaoyan/instruments";
import type { Coding, Corpus } from "../model/corpus.ts";
import { type SpanSplitter, splitClauses, splitSentences, splitWithin } from "../text/split-sentences.ts";

/** What a segment is: a turn of speech, a sentence or a clause of one. */
export type SegmentUnit = "turn" | "sentence" | "clause";

/** Coders as a set of bits: bit k is the kth coder of the comparison. */
export type CoderMask = number;

/** How many characters of a segment each set of coders gave a code; characters that nobody gave it are not in here. */
export type MaskCounts = ReadonlyMap<CoderMask, number>;

/** One segment of shared text and what its coders decided. */
export interface SegmentDecision extends TextSpan {
  readonly transcript: Transcript;
  /** Coders who worked on the transcript. */
  readonly present: CoderMask;
  /** Visible characters. */
  readonly characters: number;
  /** Visible characters that somebody gave any code. */
  readonly coded: number;
  /** By code: who gave it to any of the segment, and to how many of its characters. */
  readonly codes: ReadonlyMap<CodeId, { readonly mask: CoderMask; readonly characters: MaskCounts }>;
}

/** What of a corpus two or more coders share. */
export interface SharedText {
  readonly coders: readonly UserId[];
  readonly transcripts: readonly Transcript[];
  readonly segments: readonly SegmentDecision[];
  readonly codings: readonly Coding[];
}

/** Whose codings of which transcripts are compared, and what counts as one unit. */
export interface SharedOptions {
  /** Left out: everyone who coded. */
  readonly coders?: readonly string[] | undefined;
  /** Ids of transcripts that were given to every coder, coded or not; left out: those in which two coders coded. */
  readonly transcripts?: readonly string[] | undefined;
  /** The coder `transcripts` were given to, coded or not; all others are taken for coders of what they coded only. */
  readonly second?: string | undefined;
  readonly segment: SegmentUnit;
}

/** Human codings of the revision at hand; what a rule made, or nobody named made, is nobody's decision. */
export function listHumanCodings(corpus: Corpus): readonly (Coding & { readonly user: UserId })[] {
  const revisions = new Map(corpus.transcripts.map(({ id, revision }) => [id, revision]));
  return corpus.codings.flatMap((coding) =>
    coding.origin.kind === "human" &&
    coding.origin.user !== "" &&
    revisions.get(coding.transcript) === coding.transcriptRevision
      ? [{ ...coding, user: coding.origin.user }]
      : [],
  );
}

/**
 * Cuts the words of interviewees in shared transcripts into segments and notes what every coder decided. A code counts for
 * a segment when its coding covers at least one visible character of it.
 */
export function listSharedText(corpus: Corpus, options: SharedOptions): SharedText {
  const { second, transcripts: sample } = options;
  const all = listHumanCodings(corpus).filter(
    ({ transcript }) => second === undefined || (sample?.includes(transcript) ?? true),
  );
  const found = options.coders ?? [...all.map(({ user }) => user), ...(second === undefined ? [] : [second])];
  const coders = [...new Set(found)].sort() as UserId[];
  const bits = new Map(coders.map((coder, bit) => [coder, 1 << bit]));
  const codings = all.filter(({ user }) => bits.has(user));
  const everybody = coders.reduce((mask, _, bit) => mask | (1 << bit), 0);
  const shared = corpus.transcripts.flatMap((transcript) => {
    const own = codings.filter((coding) => coding.transcript === transcript.id);
    const worked = own.reduce((mask, { user }) => mask | (bits.get(user) ?? 0), 0);
    const given = second === undefined ? everybody : worked | (bits.get(second as UserId) ?? 0);
    const present = sample === undefined ? worked : sample.includes(transcript.id) ? given : 0;
    return countBits(present) < 2 ? [] : [{ transcript, own, present }];
  });
  const maskOf = (user: UserId) => bits.get(user) ?? 0;
  return {
    coders,
    transcripts: shared.map(({ transcript }) => transcript),
    segments: shared.flatMap((one) => decideSegments({ ...one, maskOf, unit: options.segment })),
    codings: shared.flatMap(({ own }) => own),
  };
}

/** How many coders a set holds. */
export function countBits(mask: CoderMask): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

const splitters: Readonly<Record<Exclude<SegmentUnit, "turn">, SpanSplitter>> = {
  sentence: splitSentences,
  clause: splitClauses,
};

interface ToDecide {
  readonly transcript: Transcript;
  readonly own: readonly (Coding & { readonly user: UserId })[];
  readonly present: CoderMask;
  readonly maskOf: (user: UserId) => CoderMask;
  readonly unit: SegmentUnit;
}

function decideSegments({ transcript, own, present, maskOf, unit }: ToDecide): readonly SegmentDecision[] {
  const index = createOffsetIndex(transcript.text);
  const asking = findInterviewers(index, transcript.turns);
  const turns = transcript.turns.filter(({ speaker }) => !asking.has(speaker));
  const spans = unit === "turn" ? turns : turns.flatMap((turn) => splitWithin(index, turn, splitters[unit]));
  const ordered = [...own].sort((a, b) => a.start - b.start);
  let first = 0;
  const longest = ordered.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  return spans.map((span) => {
    while ((ordered[first]?.start ?? Number.POSITIVE_INFINITY) < span.start - longest) first += 1;
    const touching: (Coding & { readonly user: UserId })[] = [];
    for (let at = first; (ordered[at]?.start ?? Number.POSITIVE_INFINITY) < span.end; at += 1) {
      const coding = ordered[at];
      if (coding && coding.end > span.start) touching.push(coding);
    }
    const letters = [...index.slice(span)];
    const visible = letters.map((letter) => letter.trim() !== "");
    const { codes, coded } = decideLetters({ span, visible, touching, maskOf });
    const characters = visible.filter(Boolean).length;
    return { transcript, start: span.start, end: span.end, present, characters, coded, codes };
  });
}

function decideLetters({
  span,
  visible,
  touching,
  maskOf,
}: {
  readonly span: TextSpan;
  readonly visible: readonly boolean[];
  readonly touching: readonly (Coding & { readonly user: UserId })[];
  readonly maskOf: (user: UserId) => CoderMask;
}): Pick<SegmentDecision, "codes" | "coded"> {
  const masks = new Map<CodeId, Int32Array>();
  const anyone = new Uint8Array(visible.length);
  for (const coding of touching) {
    const row = masks.get(coding.code) ?? new Int32Array(visible.length);
    masks.set(coding.code, row);
    const [from, to] = [Math.max(0, coding.start - span.start), Math.min(visible.length, coding.end - span.start)];
    for (let at = from; at < to; at += 1) {
      if (!visible[at]) continue;
      row[at] = (row[at] ?? 0) | maskOf(coding.user);
      anyone[at] = 1;
    }
  }
  const codes = new Map([...masks].map(([code, row]) => [code, summarise(row)]));
  return { codes, coded: anyone.reduce((sum, one) => sum + one, 0) };
}

function summarise(row: Int32Array): { readonly mask: CoderMask; readonly characters: MaskCounts } {
  const characters = new Map<CoderMask, number>();
  let mask = 0;
  for (const one of row) {
    mask |= one;
    if (one !== 0) characters.set(one, (characters.get(one) ?? 0) + 1);
  }
  return { mask, characters };
}
