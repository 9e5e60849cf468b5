import { looseEqual } from "../expression/compare.ts";
import { type Expression, type Reference, referencesOf } from "../expression/expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { Choice, FieldStep, Program, Step } from "../program/program.ts";
import { constantsOf } from "./answer-domain.ts";
import { findReach } from "./find-reach.ts";

const comparing = new Set(["eq", "ne", "anyof", "allof", "noneof", "contains", "notcontains"]);

/** Choices that the answer a reference reads is one of, or null where it is no choice. */
function choicesRead(reference: Reference, fields: ReadonlyMap<string, FieldStep>): readonly Choice[] | null {
  const answer = fields.get(String(reference.path[0]))?.answer;
  if (answer?.kind === "one" && reference.path.length === 1) return answer.offer.choices;
  if (answer?.kind === "many" && reference.path.length === 1) return answer.offer.choices;
  if (answer?.kind === "grid" && reference.path.length === 2) return answer.columns;
  return null;
}

function comparedValues(left: Expression, right: Expression, fields: ReadonlyMap<string, FieldStep>): readonly Json[] {
  if (left.op !== "ref" || (right.op !== "const" && right.op !== "list")) return [];
  const choices = choicesRead(left, fields);
  if (!choices) return [];
  return constantsOf(right).filter(
    (value) => value !== "" && !choices.some((choice) => looseEqual(choice.value, value)),
  );
}

/** Constants that a condition compares a question with although it offers no such choice. */
function strayConstants(expression: Expression, fields: ReadonlyMap<string, FieldStep>): readonly Json[] {
  if (expression.op === "const" || expression.op === "ref" || expression.op === "list") return [];
  if (expression.op === "call") return expression.args.flatMap((arg) => strayConstants(arg, fields));
  if ("of" in expression) return strayConstants(expression.of, fields);
  const { left, right } = expression;
  const own = comparing.has(expression.op)
    ? [...comparedValues(left, right, fields), ...comparedValues(right, left, fields)]
    : [];
  return [...own, ...strayConstants(left, fields), ...strayConstants(right, fields)];
}

function expressionsOf(step: Step): readonly Expression[] {
  if (step.kind === "calculated") return [step.expression];
  const own = [step.visibleIf, step.enableIf, step.kind === "field" ? step.requiredIf : undefined];
  return own.filter((expression) => expression !== undefined);
}

function nameOf(step: Step): string {
  return step.kind === "container" ? "the panel" : step.name;
}

function checkStray(step: Step, path: string, fields: ReadonlyMap<string, FieldStep>, list: FindingList): void {
  for (const expression of expressionsOf(step)) {
    for (const value of strayConstants(expression, fields)) {
      const names = referencesOf(expression).map(({ path: parts }) => parts.join("."));
      list.error(
        "unknown-value",
        path,
        `a condition of ${nameOf(step)} compares with ${JSON.stringify(value)}, which none of ${names.join(", ")} offers`,
        "compare with the value of a choice",
      );
    }
  }
}

function checkReach(program: Program, index: number, path: string, list: FindingList): void {
  const step = program.steps[index];
  if (!step || step.kind === "calculated" || !step.visibleIf) return;
  const reach = findReach(program, index);
  if (reach === "never") {
    list.error(
      "unreachable",
      path,
      `${nameOf(step)} can never be shown: its conditions contradict each other or those before`,
      "correct visibleIf, or remove the question",
    );
  } else if (reach === "perhaps-never") {
    list.warn("unreachable", path, `no answer was found that shows ${nameOf(step)}`, "check visibleIf");
  } else if (reach === "always") {
    list.warn("always-shown", path, `visibleIf of ${nameOf(step)} always holds`, "remove visibleIf");
  }
}

/** Finds questions that cannot be reached and conditions on choices that do not exist (rules LI13, LI14). `paths[i]` belongs to step i. */
export function checkLogic(program: Program, paths: readonly string[], list: FindingList): void {
  const fields = new Map(program.steps.flatMap((step) => (step.kind === "field" ? [[step.name, step] as const] : [])));
  program.steps.forEach((step, index) => {
    const path = paths[index] ?? "survey";
    checkStray(step, path, fields, list);
    checkReach(program, index, path, list);
  });
}
