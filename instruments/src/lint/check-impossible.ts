import { type Expression, referencesOf } from "../expression/expression.ts";
import { parseExpression } from "../expression/parse-expression.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { FieldStep, Program } from "../program/program.ts";
import { checkComparisons } from "./check-conditions.ts";

function parsed(source: string, path: string, list: FindingList): Expression | null {
  try {
    return parseExpression(source);
  } catch (error) {
    list.error("bad-expression", path, error instanceof Error ? error.message : String(error), "correct the condition");
    return null;
  }
}

/** Checks the impossible combinations of a questionnaire against its questions (rule LI17). */
export function checkImpossible(definition: QuestionnaireDefinition, program: Program, list: FindingList): void {
  const fields = new Map<string, FieldStep>(
    program.steps.flatMap((step) => (step.kind === "field" ? [[step.name, step] as const] : [])),
  );
  (definition.impossibleCombinations ?? []).forEach((combination, index) => {
    const path = `impossibleCombinations[${index}].if`;
    const expression = parsed(combination.if, path, list);
    if (expression === null) return;
    const read = new Set(referencesOf(expression).map(({ path: [first] }) => String(first)));
    for (const name of [...read].filter((one) => !fields.has(one))) {
      list.error("unknown-name", path, `{${name}} names no question`, "correct the name; letter case counts");
    }
    if (read.size < 2) {
      list.error("one-question", path, "reads fewer than two questions", "forbid a single answer with a validator");
    }
    checkComparisons([expression], { path, name: "the combination", fields }, list);
  });
}
