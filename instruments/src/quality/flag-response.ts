import { type Cell, tabulateAnswers } from "../compile/tabulate-answers.ts";
import { canonicalJson } from "../hash/canonical-json.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import { assignmentName } from "../program/program.ts";
import { readScaleAnswers, type ScaleAnswer } from "./scale-answers.ts";

/** A reason to look at a response; none of them excludes it by itself. */
export interface QualityFlag {
  readonly code: "attention" | "hurried" | "patterned" | "inconsistent" | "duplicate";
  /** What was seen, as data: the question that was failed, seconds, the period, the spread, the id of the twin. */
  readonly seen: string;
}

/** A flag as it is kept with a response, e.g. `attention:CHECK`. */
export function writeFlag({ code, seen }: QualityFlag): string {
  return `${code}:${seen}`;
}

/** Thresholds of the flags; they stand in the methods appendix of every report that uses them. */
export interface QualityRules {
  /** Fewest seconds an answered question takes. */
  readonly secondsAQuestion: number;
  /** Share of the median duration below which a response counts as hurried. */
  readonly shareOfMedian: number;
  /** Fewest answered scale items for a verdict on their pattern. */
  readonly fewestItems: number;
  /** Longest period of a pattern, and the share of items that must follow it. */
  readonly longestPeriod: number;
  readonly shareInPattern: number;
  /** Spread within constructs, as a share of what answering by dice gives, from which answers count as inconsistent. */
  readonly shareOfDice: number;
}

export const qualityRules: QualityRules = {
  secondsAQuestion: 2,
  shareOfMedian: 0.4,
  fewestItems: 12,
  longestPeriod: 4,
  shareInPattern: 0.9,
  shareOfDice: 0.7,
};

/** A response as far as its quality is concerned. */
export interface CheckedResponse {
  readonly answers: Answers;
  /** Null when unknown, as for paper or imported responses. */
  readonly seconds: number | null;
}

/** What one response shows by itself. `medianSeconds` is that of its questionnaire, null while too few are there. */
export function flagResponse(
  version: { readonly definition: QuestionnaireDefinition; readonly compiled: CompiledQuestionnaire },
  response: CheckedResponse,
  { medianSeconds, rules = qualityRules }: { readonly medianSeconds: number | null; readonly rules?: QualityRules },
): readonly QualityFlag[] {
  const cells = tabulateAnswers(version.compiled, response.answers);
  const items = readScaleAnswers(version.compiled, cells);
  return [
    ...flagAttention(version.definition, response.answers),
    ...flagHaste(response.seconds, { answered: countAnswered(version.compiled, cells), medianSeconds, rules }),
    ...flagPattern(items, rules),
    ...flagSpread(items, rules),
  ];
}

function flagAttention({ attentionChecks = [] }: QuestionnaireDefinition, answers: Answers): readonly QualityFlag[] {
  return attentionChecks.flatMap(({ question, expected }): readonly QualityFlag[] => {
    const answer = answers[question];
    const failed = answer !== undefined && canonicalJson(answer) !== canonicalJson(expected);
    return failed ? [{ code: "attention", seen: question }] : [];
  });
}

/** Variables the respondent filled; the modules were assigned, not answered. */
function countAnswered({ variables }: CompiledQuestionnaire, cells: ReadonlyMap<string, Cell>): number {
  return variables.filter(({ name, question }) => {
    const cell = cells.get(name);
    return question !== assignmentName && cell !== undefined && "value" in cell;
  }).length;
}

function flagHaste(
  seconds: number | null,
  given: { readonly answered: number; readonly medianSeconds: number | null; readonly rules: QualityRules },
): readonly QualityFlag[] {
  if (seconds === null) return [];
  const { answered, medianSeconds, rules } = given;
  const least = Math.max(answered * rules.secondsAQuestion, (medianSeconds ?? 0) * rules.shareOfMedian);
  return seconds < least ? [{ code: "hurried", seen: `${seconds}/${Math.round(least)}` }] : [];
}

/** The same answer throughout (period 1), or a short series of answers over and over. */
function flagPattern(items: readonly ScaleAnswer[], rules: QualityRules): readonly QualityFlag[] {
  if (items.length < rules.fewestItems) return [];
  for (let period = 1; period <= rules.longestPeriod; period += 1) {
    const compared = items.length - period;
    const equal = items.slice(period).filter(({ value }, index) => value === items[index]?.value).length;
    if (equal / compared >= rules.shareInPattern) return [{ code: "patterned", seen: String(period) }];
  }
  return [];
}

/** Items of one construct that scatter as dice would: mean variance within constructs, reversed items turned round. */
function flagSpread(items: readonly ScaleAnswer[], rules: QualityRules): readonly QualityFlag[] {
  const constructs = [...new Set(items.map(({ construct }) => construct))];
  const groups = constructs
    .map((id) => items.filter(({ construct }) => construct === id).map(toShareOfDice))
    .filter((group) => group.length >= 3);
  const judged = groups.reduce((sum, group) => sum + group.length, 0);
  if (judged < rules.fewestItems) return [];
  const within = groups.reduce((sum, group) => sum + varianceOf(group) * group.length, 0) / judged;
  return within >= rules.shareOfDice ? [{ code: "inconsistent", seen: within.toFixed(2) }] : [];
}

/** The answer scaled so that throwing a die over its scale has variance one: variance of k equally likely steps is (k² − 1)/12. */
function toShareOfDice({ value, min, max, reverse }: ScaleAnswer): number {
  const steps = max - min + 1;
  return (reverse ? min + max - value : value) / Math.sqrt((steps ** 2 - 1) / 12);
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
