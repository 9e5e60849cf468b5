import type { CodeId } from "@diaoyan/instruments";
import type { CaseTemplateSection } from "./case-template.ts";
import type { Candidate } from "./collect-candidates.ts";

/** What speaks for a sentence; own weights, set on simulated interviews and checked by reading the drafts. */
const weights = {
  humanCode: 3,
  ruleCode: 1.5,
  question: 1.5,
  furtherQuestion: 0.5,
  /** Share of a question that only a probe carries on. */
  earlierQuestion: 0.5,
  otherQuestion: -0.8,
  cue: 0.8,
  cues: 2,
  /** Share of what speaks for the other sentences of the turn. */
  turn: 0.6,
  /** For standing where the template expects it in the course of an interview. */
  progress: 1,
  figure: 0.2,
  opening: 0.2,
  bulk: -0.5,
};

/** A sentence below this affinity does not enter a section. */
export const leastAffinity = 1.3;

/** What a section that is still too short asks of sentences that belong to another one. */
export const borrowedAffinity = 2.4;

/**
 * How much speaks for putting each sentence into each section (`result[candidate][section]`): its codes, the words it
 * uses, the question it answers (which also speaks against the sections it does not ask about), what speaks for the
 * rest of its turn, since an answer keeps to its topic, and the course of an interview. A section without a code, word
 * or question of its own in the whole turn gets nothing.
 */
export function measureAffinities(
  candidates: readonly Candidate[],
  sections: readonly CaseTemplateSection[],
  numbers: ReadonlyMap<CodeId, string>,
): readonly (readonly number[])[] {
  const patterns = sections.map(compilePatterns);
  const own = candidates.map((candidate) =>
    sections.map((section, place) => measureOwn(candidate, section, patterns[place] ?? noPatterns, numbers)),
  );
  const asked = candidates.map((candidate) => measureQuestion(candidate, patterns));
  const drafted = sections.filter(({ maximum }) => maximum > 0);
  const turns = sumTurns(candidates, own);
  return candidates.map((candidate, item) =>
    sections.map((section, place) => {
      const mine = own[item]?.[place] ?? 0;
      const turn = turns.get(candidate.turn);
      const others = ((turn?.sums[place] ?? mine) - mine) / Math.max(1, (turn?.size ?? 1) - 1);
      const value = mine + weights.turn * others + (asked[item]?.[place] ?? 0);
      const expected = drafted.indexOf(section) / Math.max(1, drafted.length - 1);
      if (value <= 0) return 0;
      // what a person coded counts wherever it was said
      const near = isCodedByHand(candidate, section, numbers) ? 1 : 1 - Math.abs(candidate.progress - expected);
      return value + weights.progress * near;
    }),
  );
}

interface TurnSums {
  readonly size: number;
  /** By section. */
  readonly sums: readonly number[];
}

function sumTurns(
  candidates: readonly Candidate[],
  own: readonly (readonly number[])[],
): ReadonlyMap<number, TurnSums> {
  const turns = new Map<number, TurnSums>();
  candidates.forEach(({ turn }, item) => {
    const before = turns.get(turn);
    const sums = (own[item] ?? []).map((value, place) => value + (before?.sums[place] ?? 0));
    turns.set(turn, { size: (before?.size ?? 0) + 1, sums });
  });
  return turns;
}

interface SectionPatterns {
  readonly cues: readonly RegExp[];
  readonly questions: readonly RegExp[];
}

const noPatterns: SectionPatterns = { cues: [], questions: [] };

function compilePatterns(section: CaseTemplateSection): SectionPatterns {
  const compile = (sources: readonly string[]) => sources.map((source) => new RegExp(source, "u"));
  return { cues: compile(section.cues), questions: compile(section.questions) };
}

function measureOwn(
  candidate: Candidate,
  section: CaseTemplateSection,
  patterns: SectionPatterns,
  numbers: ReadonlyMap<CodeId, string>,
): number {
  const coded = candidate.codings.filter(({ code }) => covers(section.codes, numbers.get(code) ?? ""));
  const human = coded.some(({ origin }) => origin.kind === "human");
  const rule = coded.length > 0 ? weights.ruleCode : 0;
  return (
    (human ? weights.humanCode : rule) + Math.min(weights.cues, countHits(patterns.cues, candidate.text)) * weights.cue
  );
}

function isCodedByHand(
  { codings }: Candidate,
  section: CaseTemplateSection,
  numbers: ReadonlyMap<CodeId, string>,
): boolean {
  return codings.some(({ code, origin }) => origin.kind === "human" && covers(section.codes, numbers.get(code) ?? ""));
}

/** Numbers of the section's codes that a sentence bears. */
export function listThemes(
  { codings }: Candidate,
  { codes }: CaseTemplateSection,
  numbers: ReadonlyMap<CodeId, string>,
): readonly string[] {
  return [...new Set(codings.map(({ code }) => numbers.get(code) ?? "").filter((number) => covers(codes, number)))];
}

function measureQuestion(candidate: Candidate, patterns: readonly SectionPatterns[]): readonly number[] {
  const now = patterns.map(({ questions }) => countHits(questions, candidate.question));
  const probe = Math.max(0, ...now) === 0;
  const hits = probe ? patterns.map(({ questions }) => countHits(questions, candidate.earlierQuestion)) : now;
  const plain = Math.max(0, ...hits) >= 2;
  const share = probe ? weights.earlierQuestion : 1;
  return hits.map((count) => {
    if (count === 0) return plain ? share * weights.otherQuestion : 0;
    return share * (weights.question + (Math.min(3, count) - 1) * weights.furtherQuestion);
  });
}

function countHits(patterns: readonly RegExp[], text: string): number {
  return patterns.filter((pattern) => pattern.test(text)).length;
}

function covers(codes: readonly string[], number: string): boolean {
  return codes.some((code) => number === code || number.startsWith(`${code}.`));
}

/** How well a sentence reads alone, apart from its topic: figures, opening an answer, neither clipped nor endless. */
export function measureForm(candidate: Candidate): number {
  const length = candidate.span.end - candidate.span.start;
  const figure = /\d|[一二三四五六七八九十百千万]+(?:个|名|位|人|篇|项|年|次|%|％|成)/u.test(candidate.text)
    ? weights.figure
    : 0;
  const opening = candidate.place === 0 ? weights.opening : 0;
  const bulk = length < 16 || length > 120 ? weights.bulk : 0;
  return figure + opening + bulk;
}
