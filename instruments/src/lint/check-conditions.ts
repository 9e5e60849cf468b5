import { looseEqual } from "../expression/compare.ts";
import type { BinaryOperator, Expression } from "../expression/expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { AnswerRule, Choice, FieldStep, Offer, Step } from "../program/program.ts";
import { constantsOf } from "./answer-domain.ts";

type Fields = ReadonlyMap<string, FieldStep>;

/** An operator between a question on its left and what it is compared with. */
interface Comparison {
  readonly op: BinaryOperator;
  /** Rule of the question the left side reads; null where it reads a calculation or a part of something. */
  readonly rule: AnswerRule | null;
  /** Choices the left side is one of, or null. */
  readonly choices: readonly Choice[] | null;
  readonly constants: readonly Json[];
}

function ruleRead(left: Expression, fields: Fields): AnswerRule | null {
  if (left.op !== "ref" || left.path.length > 2) return null;
  const rule = fields.get(String(left.path[0]))?.answer ?? null;
  return left.path.length === 1 || rule?.kind === "grid" ? rule : null;
}

function choicesOf(rule: AnswerRule | null): readonly Choice[] | null {
  if (rule?.kind === "one" || rule?.kind === "many") return rule.offer.choices;
  return rule?.kind === "grid" ? rule.columns : null;
}

function comparison(op: BinaryOperator, left: Expression, right: Expression, fields: Fields): Comparison[] {
  if (right.op !== "const" && right.op !== "list") return [];
  const rule = ruleRead(left, fields);
  return [{ op, rule, choices: choicesOf(rule), constants: constantsOf(right) }];
}

/** Every comparison with constants in an expression. */
function comparisonsIn(expression: Expression, fields: Fields): readonly Comparison[] {
  if (expression.op === "const" || expression.op === "ref" || expression.op === "list") return [];
  if (expression.op === "call") return expression.args.flatMap((arg) => comparisonsIn(arg, fields));
  if ("of" in expression) return comparisonsIn(expression.of, fields);
  const { op, left, right } = expression;
  const mirrored = op === "eq" || op === "ne" ? comparison(op, right, left, fields) : [];
  return [
    ...comparison(op, left, right, fields),
    ...mirrored,
    ...comparisonsIn(left, fields),
    ...comparisonsIn(right, fields),
  ];
}

const equating = new Set<BinaryOperator>(["eq", "ne", "anyof", "allof", "noneof", "contains", "notcontains"]);
const ordering = new Set<BinaryOperator>(["eq", "ne", "lt", "le", "gt", "ge"]);
const listing = new Set<BinaryOperator>(["anyof", "allof", "noneof", "contains", "notcontains"]);
const partial = new Set<BinaryOperator>(["allof", "contains", "notcontains"]);

/** Constants a question is compared with although it never has that answer. */
function strayConstants({ op, rule, choices, constants }: Comparison): readonly Json[] {
  if (!equating.has(op)) return [];
  if (rule?.kind === "flag") return constants.filter((value) => value !== rule.yes && value !== rule.no);
  if (!choices) return [];
  return constants.filter((value) => value !== "" && !choices.some((choice) => looseEqual(choice.value, value)));
}

interface ConditionRule {
  readonly code: string;
  readonly fails: (comparison: Comparison) => boolean;
  readonly what: string;
  readonly remedy: string;
}

/** Comparisons whose outcome SurveyJS and this program, or a reader, would see differently. */
const rules: readonly ConditionRule[] = [
  {
    code: "unknown-value",
    fails: (comparison) => strayConstants(comparison).length > 0,
    what: "compares with a value that the question does not offer",
    remedy: "compare with the value of a choice",
  },
  {
    code: "text-as-number",
    fails: ({ op, rule, constants }) =>
      rule?.kind === "text" && ordering.has(op) && constants.some((value) => typeof value === "number"),
    what: "compares a text with a number",
    remedy: "ask with inputType number, or put the value in quotes",
  },
  {
    code: "zero-in-list",
    fails: ({ op, rule, constants }) =>
      rule?.kind !== "many" && listing.has(op) && constants.some((value) => value === 0 || value === false),
    what: "looks for 0 or false with a list operator, where SurveyJS sees no answer",
    remedy: "compare with = or != instead",
  },
  {
    code: "part-of-one",
    fails: ({ op, rule }) =>
      partial.has(op) && (rule?.kind === "one" || rule?.kind === "grid" || rule?.kind === "number"),
    what: "asks with contains or allof for a part of a single answer, so that 1 would be found in 12",
    remedy: "use = or anyof",
  },
];

function offersOf({ answer }: FieldStep): readonly Offer[] {
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

/** Checks what the conditions of a step compare (rule LI14). */
export function checkConditions(
  step: Step,
  at: { readonly path: string; readonly name: string; readonly fields: Fields },
  list: FindingList,
): void {
  checkComparisons(expressionsOf(step), at, list);
}

/** The same for expressions that stand outside the survey. */
export function checkComparisons(
  expressions: readonly Expression[],
  at: { readonly path: string; readonly name: string; readonly fields: Fields },
  list: FindingList,
): void {
  const comparisons = expressions.flatMap((expression) => comparisonsIn(expression, at.fields));
  for (const { code, fails, what, remedy } of rules) {
    const failing = comparisons.find(fails);
    if (!failing) continue;
    const constants = failing.constants.map((value) => JSON.stringify(value)).join(", ");
    list.error(code, at.path, `a condition of ${at.name} ${what} (${constants})`, remedy);
  }
}
