import type { CodeId } from "@diaoyan/instruments";
import type { CaseTemplateSection } from "./case-template.ts";
import type { Candidate } from "./collect-candidates.ts";

/** What speaks for a sentence; own weights, set on simulated interviews and checked by reading the drafts. */
const weights = {
  humanCode: 3,
  ruleCode: 1.5,
  question: 1.8,
  furtherQuestion: 0.5,
  otherQuestion: -0.8,
  cue: 0.7,
  cues: 2,
  figure: 0.2,
  opening: 0.2,
  bulk: -0.5,
};

/** A sentence below this affinity does not enter a section. */
export const leastAffinity = 1.2;

/**
 * How much speaks for putting a sentence into each section, in the order of the sections: its codes, the words it uses,
 * and the question it answers, which also speaks against the sections it does not ask about.
 */
export function measureAffinities(
  candidate: Candidate,
  sections: readonly CaseTemplateSection[],
  numbers: ReadonlyMap<CodeId, string>,
): readonly number[] {
  const hits = sections.map(({ questions }) => countHits(questions, candidate.question));
  const plain = Math.max(0, ...hits) >= 2;
  return sections.map((section, place) => {
    const asked = Math.min(3, hits[place] ?? 0);
    const otherwise = plain ? weights.otherQuestion : 0;
    const question = asked > 0 ? weights.question + (asked - 1) * weights.furtherQuestion : otherwise;
    const cues = Math.min(weights.cues, countHits(section.cues, candidate.text));
    return measureCodes(candidate, section, numbers) + question + cues * weights.cue;
  });
}

function measureCodes(
  candidate: Candidate,
  section: CaseTemplateSection,
  numbers: ReadonlyMap<CodeId, string>,
): number {
  const coded = candidate.codings.filter(({ code }) => covers(section.codes, numbers.get(code) ?? ""));
  if (coded.some(({ origin }) => origin.kind === "human")) return weights.humanCode;
  return coded.length > 0 ? weights.ruleCode : 0;
}

function countHits(words: readonly string[], text: string): number {
  return words.filter((word) => text.includes(word)).length;
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
