import { tabulateAnswers } from "../compile/tabulate-answers.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import { flagResponse } from "./flag-response.ts";
import { type CheckedResponse, type QualityFlag, type QualityRules, qualityRules } from "./quality-rules.ts";
import { readScaleAnswers } from "./scale-answers.ts";

/** A response with its version, by id. */
export interface ReviewedResponse extends CheckedResponse {
  readonly id: string;
  readonly version: { readonly definition: QuestionnaireDefinition; readonly compiled: CompiledQuestionnaire };
}

/** Fewest durations for a median to be held against. */
const fewestDurations = 20;
const blocks = 4;

/**
 * Flags of responses to one questionnaire, each by itself and beside the others: the median durations are theirs, and a
 * response that repeats another's answers to the scale items, but for a quarter of them in one run, is its twin. The later
 * id of two twins is flagged. Pure; the order of the responses does not matter.
 */
export function flagResponses(
  responses: readonly ReviewedResponse[],
  rules: QualityRules = qualityRules,
): ReadonlyMap<string, readonly QualityFlag[]> {
  const inOrder = [...responses].sort((left, right) => (left.id < right.id ? -1 : 1));
  const medians = {
    observed: medianOf(inOrder.map(({ seconds }) => seconds)),
    page: medianOf(inOrder.map(({ timing }) => timing?.pageClock ?? null)),
  };
  const twins = findTwins(inOrder, rules);
  return new Map(
    inOrder.map((response) => {
      const own = flagResponse(response.version, response, { medians, rules });
      const twin = twins.get(response.id);
      return [response.id, twin === undefined ? own : [...own, { code: "duplicate" as const, seen: twin }]];
    }),
  );
}

function medianOf(durations: readonly (number | null)[]): number | null {
  const values = durations.filter((one) => one !== null);
  if (values.length < fewestDurations) return null;
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** Id of the earlier twin by id of the later one. */
function findTwins(responses: readonly ReviewedResponse[], rules: QualityRules): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const twins = new Map<string, string>();
  for (const { id, version, answers } of responses) {
    const items = readScaleAnswers(version.compiled, tabulateAnswers(version.compiled, answers));
    if (items.length < rules.fewestItems || isUniform(items.map(({ value }) => value))) continue;
    for (const key of keysOf(items.map(({ variable, value }) => `${variable}=${value}`))) {
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, id);
      else if (!twins.has(id)) twins.set(id, earlier);
    }
  }
  return twins;
}

/** One answer throughout is a pattern, not a copy of everybody else who did the same. */
function isUniform(values: readonly number[]): boolean {
  return new Set(values).size === 1;
}

/** The answers cut into blocks, without one block at a time: two responses that differ in one block share a key. */
function keysOf(answers: readonly string[]): readonly string[] {
  const size = Math.ceil(answers.length / blocks);
  return Array.from({ length: blocks }, (_, left) => {
    const rest = answers.filter((_one, index) => Math.floor(index / size) !== left);
    return `${left}|${rest.join("|")}`;
  });
}
