import { isEmptyValue, truthOf } from "../expression/compare.ts";
import { referencesOf } from "../expression/expression.ts";
import { parseExpression } from "../expression/parse-expression.ts";
import { type PreparedExpression, prepareExpression } from "../expression/prepare-expression.ts";
import type { ImpossibleCombination, Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";

interface PreparedCombination {
  readonly combination: ImpossibleCombination;
  readonly reads: readonly string[];
  readonly holds: PreparedExpression;
}

const kept = new WeakMap<QuestionnaireDefinition, readonly PreparedCombination[]>();

/** Parsed once a definition; the lint has seen to it that they parse. */
function prepareCombinations(definition: QuestionnaireDefinition): readonly PreparedCombination[] {
  const known = kept.get(definition);
  if (known !== undefined) return known;
  const prepared = (definition.impossibleCombinations ?? []).map((combination) => {
    const expression = parseExpression(combination.if);
    const reads = referencesOf(expression).map(({ path: [first] }) => String(first));
    return { combination, reads, holds: prepareExpression(expression) };
  });
  kept.set(definition, prepared);
  return prepared;
}

/** The impossible combinations that answers contain; one that reads a question left open does not hold. */
export function findImpossible(
  definition: QuestionnaireDefinition,
  answers: Answers,
): readonly ImpossibleCombination[] {
  const combinations = prepareCombinations(definition);
  if (combinations.length === 0) return [];
  const values = new Map<string, Json>(Object.entries(answers));
  return combinations
    .filter(({ reads }) => reads.every((name) => !isEmptyValue(values.get(name))))
    .filter(({ holds }) => truthOf(holds({ values })))
    .map(({ combination }) => combination);
}
