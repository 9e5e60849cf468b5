import { tabulateAnswers } from "../compile/tabulate-answers.ts";
import { canonicalJson } from "../hash/canonical-json.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import type { ResponseTiming } from "../model/timing.ts";
import { findImpossible } from "./find-impossible.ts";
import { countAnswers, flagHaste, flagRush, type Medians } from "./flag-haste.ts";
import { type CheckedResponse, type QualityFlag, type QualityRules, qualityRules } from "./quality-rules.ts";
import { readScaleAnswers, type ScaleAnswer } from "./scale-answers.ts";

const noMedians: Medians = { observed: null, page: null };

/** What one response shows by itself. `medians` are those of its questionnaire. */
export function flagResponse(
  version: { readonly definition: QuestionnaireDefinition; readonly compiled: CompiledQuestionnaire },
  response: CheckedResponse,
  { medians = noMedians, rules = qualityRules }: { readonly medians?: Medians; readonly rules?: QualityRules } = {},
): readonly QualityFlag[] {
  const cells = tabulateAnswers(version.compiled, response.answers);
  const items = readScaleAnswers(version.compiled, cells);
  return [
    ...flagAttention(version.definition, response.answers),
    ...flagHaste(response, { answered: countAnswers(version.compiled.variables, cells), medians, rules }),
    ...flagRush(version, response, { cells, rules }),
    ...flagForgery(response.timing),
    ...flagImpossible(version.definition, response.answers),
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

/** A proof of time that was not made for this response: no page hands such a thing in by itself. */
function flagForgery(timing: ResponseTiming | null): readonly QualityFlag[] {
  return timing?.reason === "forged" ? [{ code: "forged", seen: "" }] : [];
}

function flagImpossible(definition: QuestionnaireDefinition, answers: Answers): readonly QualityFlag[] {
  const [first] = findImpossible(definition, answers);
  return first === undefined ? [] : [{ code: "impossible", seen: first.reason.zh }];
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
