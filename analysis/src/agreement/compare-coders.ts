import type { Code, CodeId, TranscriptId } from "@diaoyan/instruments";
import { createOffsetIndex } from "@diaoyan/instruments";
import { coderUnknown, noSharedText, tooMany, transcriptUnknown, unknownCode } from "../errors.ts";
import type { Corpus } from "../model/corpus.ts";
import { type DecidedInBlocks, drawBlocks, type Measured, measureWithIntervals } from "./bootstrap-decisions.ts";
import {
  type CoderMask,
  countBits,
  listHumanCodings,
  listSharedText,
  type SegmentDecision,
  type SegmentUnit,
  type SharedText,
} from "./list-decisions.ts";

/** What is compared, and what is done with text that nobody coded. */
export interface CoderAgreementRequest {
  readonly coders?: readonly string[] | undefined;
  readonly transcripts?: readonly string[] | undefined;
  /** The blind second coder, to whom `transcripts` were given. */
  readonly second?: string | undefined;
  /** Numbers of codes; left out: every code one of the coders used in the shared text. */
  readonly codes?: readonly string[] | undefined;
  readonly segment: SegmentUnit;
  /** `included`: text nobody coded counts as agreement that no code applies. `excluded`: it is left out. */
  readonly uncoded: "included" | "excluded";
  readonly replicates: number;
}

/** Agreement on one code, or on all together. */
export interface CodeAgreement {
  readonly segments: Measured;
  readonly characters: Measured;
  /** Segments that anyone, and that everyone present, gave the code. */
  readonly anyone: number;
  readonly everyone: number;
}

/** A segment that some coders gave a code and others, who saw it, did not. */
export interface Disagreement {
  readonly transcript: TranscriptId;
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly code: string;
  readonly withCode: readonly string[];
  readonly without: readonly string[];
  /** Codings behind it, to be opened. */
  readonly codings: readonly string[];
}

/** Agreement of independent human coders over the text they share. */
export interface CoderAgreementResult {
  /** Segments compared. */
  readonly n: number;
  readonly characters: number;
  readonly transcripts: number;
  readonly coders: readonly string[];
  readonly segment: SegmentUnit;
  readonly uncoded: "included" | "excluded";
  /** Whether the second coder could not see the others' work; otherwise nobody has seen to it. */
  readonly blind: boolean;
  readonly replicates: number;
  readonly seed: number;
  readonly rows: readonly (CodeAgreement & { readonly code: string; readonly number: string; readonly name: string })[];
  /** Every decision on every code of `rows` together. */
  readonly all: CodeAgreement;
  readonly disagreements: readonly Disagreement[];
  /** Codings that rules made; they are nobody's decision. */
  readonly ruleCodings: number;
}

/** A set of coders is kept in the bits of a number. */
const mostCoders = 12;

/** Compares coders; throws `agreement.no-shared-text`, `agreement.coder-unknown`, `corpus.unknown-code`, `data.too-many`. */
export function compareCoders(corpus: Corpus, request: CoderAgreementRequest, seed: number): CoderAgreementResult {
  checkNames(corpus, request);
  const shared = listSharedText(corpus, request);
  if (shared.coders.length > mostCoders)
    throw tooMany("coders compared at once", String(mostCoders), shared.coders.length);
  const segments = shared.segments.filter(({ coded }) => request.uncoded === "included" || coded > 0);
  if (segments.length === 0) throw noSharedText(shared.coders, countWork(corpus));
  const draws = drawBlocks({ blocks: segments.length, replicates: request.replicates, seed });
  const codes = chooseCodes(corpus, request, segments);
  const tables = codes.map((code) => tabulate(segments, code.id, request.uncoded));
  const measure = ({ bySegment, byCharacter, anyone, everyone }: Table): CodeAgreement => ({
    segments: measureWithIntervals(bySegment, shared.coders.length, draws),
    characters: measureWithIntervals(byCharacter, shared.coders.length, draws),
    anyone,
    everyone,
  });
  return {
    n: segments.length,
    characters: segments.reduce((sum, one) => sum + (request.uncoded === "included" ? one.characters : one.coded), 0),
    transcripts: shared.transcripts.length,
    coders: shared.coders,
    segment: request.segment,
    uncoded: request.uncoded,
    blind: request.second !== undefined,
    replicates: request.replicates,
    seed,
    rows: tables.map((table, place) => ({ ...nameOf(codes[place]), ...measure(table) })),
    all: measure(joinTables(tables)),
    disagreements: listDisagreements(shared, segments, codes),
    ruleCodings: corpus.codings.filter(({ origin }) => origin.kind === "rule").length,
  };
}

function nameOf(code: Code | undefined) {
  return { code: code?.id ?? "", number: code?.number ?? "", name: code?.name ?? "" };
}

function checkNames(corpus: Corpus, { coders, transcripts, codes }: CoderAgreementRequest): void {
  const known = new Set<string>(listHumanCodings(corpus).map(({ user }) => user));
  const stranger = coders?.find((coder) => !known.has(coder));
  if (stranger !== undefined) throw coderUnknown(stranger, [...known].sort());
  const absent = transcripts?.find((id) => !corpus.transcripts.some((transcript) => transcript.id === id));
  if (absent !== undefined) throw transcriptUnknown(absent);
  const missing = codes?.find((number) => !corpus.codebook.codes.some((code) => code.number === number));
  if (missing !== undefined) throw unknownCode(missing);
}

/** How many transcripts each coder coded, for the message that none is shared. */
function countWork(corpus: Corpus): ReadonlyMap<string, number> {
  const work = new Map<string, Set<string>>();
  for (const { user, transcript } of listHumanCodings(corpus))
    work.set(user, (work.get(user) ?? new Set()).add(transcript));
  return new Map([...work].map(([user, transcripts]) => [user, transcripts.size]));
}

function chooseCodes(
  { codebook }: Corpus,
  { codes }: CoderAgreementRequest,
  segments: readonly SegmentDecision[],
): readonly Code[] {
  if (codes !== undefined) return codebook.codes.filter(({ number }) => codes.includes(number));
  const used = new Set(segments.flatMap((segment) => [...segment.codes.keys()]));
  return codebook.codes.filter(({ id }) => used.has(id));
}

interface Table {
  readonly bySegment: readonly DecidedInBlocks[];
  readonly byCharacter: readonly DecidedInBlocks[];
  readonly anyone: number;
  readonly everyone: number;
}

/** Collects units with the same decisions. */
function createCollector() {
  const found = new Map<string, { present: CoderMask; yes: CoderMask; blocks: number[]; units: number[] }>();
  return {
    add(block: number, present: CoderMask, yes: CoderMask, units: number): void {
      const key = `${present} ${yes}`;
      const row = found.get(key) ?? { present, yes, blocks: [], units: [] };
      found.set(key, row);
      row.blocks.push(block);
      row.units.push(units);
    },
    list: (): readonly DecidedInBlocks[] => [...found.values()],
  };
}

function tabulate(segments: readonly SegmentDecision[], code: CodeId, uncoded: "included" | "excluded"): Table {
  const [bySegment, byCharacter] = [createCollector(), createCollector()];
  let [anyone, everyone] = [0, 0];
  for (const [block, { present, codes, characters, coded }] of segments.entries()) {
    const decided = codes.get(code);
    const yes = (decided?.mask ?? 0) & present;
    anyone += yes === 0 ? 0 : 1;
    everyone += yes === present ? 1 : 0;
    bySegment.add(block, present, yes, 1);
    let rest = uncoded === "included" ? characters : coded;
    for (const [mask, count] of decided?.characters ?? []) {
      byCharacter.add(block, present, mask & present, count);
      rest -= count;
    }
    if (rest > 0) byCharacter.add(block, present, 0, rest);
  }
  return { bySegment: bySegment.list(), byCharacter: byCharacter.list(), anyone, everyone };
}

function joinTables(tables: readonly Table[]): Table {
  const sum = (pick: (table: Table) => number) => tables.reduce((total, table) => total + pick(table), 0);
  return {
    bySegment: tables.flatMap((table) => table.bySegment),
    byCharacter: tables.flatMap((table) => table.byCharacter),
    anyone: sum(({ anyone }) => anyone),
    everyone: sum(({ everyone }) => everyone),
  };
}

function listDisagreements(
  { coders, codings }: SharedText,
  segments: readonly SegmentDecision[],
  codes: readonly Code[],
): readonly Disagreement[] {
  const indexes = new Map(
    [...new Set(segments.map(({ transcript }) => transcript))].map((one) => [one, createOffsetIndex(one.text)]),
  );
  const named = (mask: CoderMask) => coders.filter((_, bit) => (mask & (1 << bit)) !== 0);
  return segments.flatMap((segment) =>
    codes.flatMap((code): readonly Disagreement[] => {
      const yes = (segment.codes.get(code.id)?.mask ?? 0) & segment.present;
      if (yes === 0 || countBits(yes) === countBits(segment.present)) return [];
      const { transcript, start, end, present } = segment;
      const behind = codings.filter(
        (one) => one.code === code.id && one.transcript === transcript.id && one.start < end && one.end > start,
      );
      const words = indexes.get(transcript)?.slice(segment) ?? "";
      const place = { transcript: transcript.id, start, end, words, code: code.id };
      return [{ ...place, withCode: named(yes), without: named(present & ~yes), codings: behind.map(({ id }) => id) }];
    }),
  );
}
