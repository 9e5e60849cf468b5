import { looseEqual } from "../expression/compare.ts";
import { type Expression, type Reference, referencesOf } from "../expression/expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { Choice, FieldStep, Offer, Program, Step } from "../program/program.ts";
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

const listing = new Set(["anyof", "allof", "noneof", "contains", "notcontains"]);

/** List operators on 0 and false, which SurveyJS takes for no answer when they stand alone. */
function zeroInList(expression: Expression, fields: ReadonlyMap<string, FieldStep>): boolean {
  if (expression.op === "const" || expression.op === "ref" || expression.op === "list") return false;
  if (expression.op === "call") return expression.args.some((arg) => zeroInList(arg, fields));
  if ("of" in expression) return zeroInList(expression.of, fields);
  const { op, left, right } = expression;
  const several = left.op === "ref" && fields.get(String(left.path[0]))?.answer.kind === "many";
  const zero = constantsOf(right).some((value) => value === 0 || value === false);
  return (listing.has(op) && zero && !several) || zeroInList(left, fields) || zeroInList(right, fields);
}

function offersOf(step: FieldStep): readonly Offer[] {
  const { answer } = step;
  if (answer.kind === "one" || answer.kind === "many" || answer.kind === "order") return [answer.offer];
  return answer.kind === "grid" || answer.kind === "table" ? [answer.rows] : [];
}

function fieldExpressions(step: FieldStep): readonly (Expression | undefined)[] {
  const offers = offersOf(step).flatMap(({ visibleIf, enableIf, choices }) => [
    visibleIf,
    enableIf,
    ...choices.flatMap((choice) => [choice.visibleIf, choice.enableIf]),
  ]);
  const validators = (step.validators ?? []).map((validator) =>
    validator.type === "expression" ? validator.expression : undefined,
  );
  const inner = "steps" in step.answer ? step.answer.steps.flatMap(expressionsOf) : [];
  const formula = step.answer.kind === "computed" ? [step.answer.expression] : [];
  return [step.requiredIf, ...offers, ...validators, ...inner, ...formula];
}

/** Every expression of a step, those of the fields inside it included. */
function expressionsOf(step: Step): readonly Expression[] {
  if (step.kind === "calculated") return [step.expression];
  const own = [step.visibleIf, step.enableIf, ...(step.kind === "field" ? fieldExpressions(step) : [])];
  return own.filter((expression) => expression !== undefined);
}

function nameOf(step: Step): string {
  return step.kind === "container" ? "the panel" : step.name;
}

function checkStray(step: Step, path: string, fields: ReadonlyMap<string, FieldStep>, list: FindingList): void {
  for (const expression of expressionsOf(step)) {
    if (zeroInList(expression, fields)) {
      list.error(
        "zero-in-list",
        path,
        `a condition of ${nameOf(step)} looks for 0 or false with a list operator, where SurveyJS sees no answer`,
        "compare with = or != instead",
      );
    }
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
