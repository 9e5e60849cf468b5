import {
  brandAs,
  type Code,
  type Codebook,
  type CodePointOffset,
  type CodingId,
  createOffsetIndex,
  findInterviewers,
  type Instant,
  type OffsetIndex,
  type TextSpan,
  type Transcript,
  type Turn,
} from "@diaoyan/instruments";
import type { Coding } from "../model/corpus.ts";
import { splitClauses, splitWithin } from "../text/split-sentences.ts";
import { readQuote } from "./context.ts";
import { createRuleMatcher, foldText } from "./match-rule.ts";

/** Ids and time of what is made; both come from outside, so that the same input gives the same suggestions. */
export interface SuggestOptions {
  readonly nextId: () => CodingId;
  readonly at: Instant;
}

/**
 * Draft codings by the dictionary rules of the codebook: each clause an interviewee says is held against each code,
 * neighbouring clauses of a turn with the same code become one coding, outer commas are left out. Ordered by place,
 * then by the codebook. A draft is no coding until a person takes it over: its origin names the rule.
 */
export function suggestCodings(codebook: Codebook, transcript: Transcript, options: SuggestOptions): readonly Coding[] {
  const index = createOffsetIndex(transcript.text);
  const asking = findInterviewers(index, transcript.turns);
  const matchers = codebook.codes.map((code, order) => ({ code, order, match: createRuleMatcher(code) }));
  const matches = transcript.turns
    .filter((turn) => !asking.has(turn.speaker))
    .flatMap((turn) => matchTurn(index, turn, matchers))
    .sort((a, b) => a.span.start - b.span.start || a.order - b.order);
  return matches.map(({ span, code, rule }) => ({
    id: options.nextId(),
    transcript: transcript.id,
    transcriptRevision: transcript.revision,
    code: code.id,
    ...span,
    ...readQuote(index, span),
    modifiers: {},
    memo: "",
    origin: { kind: "rule", rule },
    at: options.at,
  }));
}

interface Match {
  readonly span: TextSpan;
  readonly code: Code;
  /** Place of the code in the codebook. */
  readonly order: number;
  readonly rule: string;
}

interface Matcher {
  readonly code: Code;
  readonly order: number;
  readonly match: (folded: string) => string | null;
}

function matchTurn(index: OffsetIndex, turn: Turn, matchers: readonly Matcher[]): readonly Match[] {
  const clauses = splitWithin(index, turn, splitClauses);
  const texts = clauses.map((clause) => foldText(index.slice(clause)));
  return matchers.flatMap(({ code, order, match }) => {
    const rules = texts.map(match);
    return findRuns(rules).map(([first, last]) => ({
      span: dropOuterPauses(index, clauses, first, last),
      code,
      order,
      rule: rules[first] ?? "",
    }));
  });
}

/** Stretches of neighbouring clauses with a rule, as [first, last]. */
function findRuns(rules: readonly (string | null)[]): readonly (readonly [number, number])[] {
  return rules.flatMap((rule, first) => {
    if (rule === null || (first > 0 && rules[first - 1] !== null)) return [];
    const gap = rules.indexOf(null, first);
    return [[first, (gap < 0 ? rules.length : gap) - 1] as const];
  });
}

function dropOuterPauses(index: OffsetIndex, clauses: readonly TextSpan[], first: number, last: number): TextSpan {
  const start = clauses[first]?.start ?? brandAs<CodePointOffset>(0);
  const end = clauses[last]?.end ?? start;
  const text = index.slice({ start, end });
  const pauses = /[，,；;：:\s]*$/u.exec(text)?.[0].length ?? 0;
  return { start, end: brandAs<CodePointOffset>(end - pauses) };
}
