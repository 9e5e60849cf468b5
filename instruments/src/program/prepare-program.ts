import { truthOf } from "../expression/compare.ts";
import type { Expression } from "../expression/expression.ts";
import { type PreparedExpression, prepareExpression, type Scope } from "../expression/prepare-expression.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import { isNumericOffer } from "./make-variables.ts";
import {
  type AnswerRule,
  assignmentName,
  type Choice,
  commentName,
  type FieldStep,
  type Offer,
  type Program,
  type Scalar,
  type Step,
  type Validator,
} from "./program.ts";

/** A condition made ready to run; absent = always holds. */
type Condition = ((scope: Scope) => boolean) | null;

interface PreparedChoice {
  readonly choice: Choice;
  readonly visible: Condition;
  readonly enabled: Condition;
}

/** Choices by typed value, and whether their values are numbers in the data. */
export interface PreparedOffer {
  readonly choices: ReadonlyMap<Scalar, PreparedChoice>;
  readonly numeric: boolean;
}

/** A validator whose pattern or expression is compiled. */
export type PreparedValidator =
  | Exclude<Validator, { type: "regex" } | { type: "expression" }>
  | { readonly type: "regex"; readonly regex: RegExp }
  | { readonly type: "expression"; readonly holds: PreparedExpression };

type Of<K extends AnswerRule["kind"]> = Extract<AnswerRule, { kind: K }>;

/** Answer rules with everything looked up once. */
export type PreparedAnswer =
  | (Omit<Of<"one" | "many" | "order">, "offer"> & {
      readonly kind: "one" | "many" | "order";
      readonly offer: PreparedOffer;
      readonly rule: Of<"one" | "many" | "order">;
    })
  | Of<"flag">
  | Of<"number">
  | Of<"text">
  | { readonly kind: "grid"; readonly rows: PreparedOffer; readonly columns: PreparedOffer; readonly rule: Of<"grid"> }
  | { readonly kind: "items"; readonly block: PreparedBlock }
  | { readonly kind: "table"; readonly rows: PreparedOffer; readonly block: PreparedBlock }
  | { readonly kind: "list"; readonly block: PreparedBlock; readonly rule: Of<"list"> }
  | { readonly kind: "computed"; readonly value: PreparedExpression; readonly text: boolean };

/** A question with its conditions and validators ready to run; `parent` is the place of its container. */
export interface PreparedField {
  readonly kind: "field";
  readonly step: FieldStep;
  readonly name: string;
  readonly parent: number;
  readonly visible: Condition;
  readonly enabled: Condition;
  readonly requiredIf: Condition;
  readonly validators: readonly PreparedValidator[];
  readonly answer: PreparedAnswer;
  /** Name of the text beside the answer, where there may be one. */
  readonly beside: string | null;
}

/** A step ready to run. */
export type PreparedStep =
  | PreparedField
  | { readonly kind: "container"; readonly parent: number; readonly visible: Condition; readonly enabled: Condition }
  | {
      readonly kind: "calculated";
      readonly name: string;
      readonly value: PreparedExpression;
      readonly kept: boolean;
      readonly text: boolean;
    };

/** Steps with the names that answers to them may have. */
export interface PreparedBlock {
  readonly steps: readonly PreparedStep[];
  readonly names: ReadonlyMap<string, PreparedField | "text" | "calculated">;
}

/** A whole program ready to run, with its missing codes. */
export interface PreparedProgram extends PreparedBlock {
  readonly missing: ReadonlySet<number>;
}

function prepareCondition(expression: Expression | undefined): Condition {
  if (!expression) return null;
  const run = prepareExpression(expression);
  return (scope) => truthOf(run(scope));
}

/** Whether the respondent is asked what belongs to a module: without an assignment everything is asked. */
function prepareModule(module: string | undefined): Condition {
  if (module === undefined) return null;
  return ({ values }) => {
    const assigned = values.get(assignmentName);
    return !Array.isArray(assigned) || assigned.includes(module);
  };
}

function both(first: Condition, second: Condition): Condition {
  if (first === null || second === null) return first ?? second;
  return (scope) => first(scope) && second(scope);
}

/** Both conditions; the second is asked with the choice as `{item}`. */
function prepareItemCondition(own: Expression | undefined, shared: Expression | undefined, value: Scalar): Condition {
  const first = prepareCondition(own);
  const second = prepareCondition(shared);
  if (!first && !second) return null;
  return (scope) => {
    const inner = { ...scope, item: value };
    return (first?.(inner) ?? true) && (second?.(inner) ?? true);
  };
}

function prepareOffer(offer: Offer): PreparedOffer {
  const choices = new Map(
    offer.choices.map((choice): [Scalar, PreparedChoice] => [
      choice.value,
      {
        choice,
        visible: both(
          prepareModule(choice.module),
          prepareItemCondition(choice.visibleIf, offer.visibleIf, choice.value),
        ),
        enabled: prepareItemCondition(choice.enableIf, offer.enableIf, choice.value),
      },
    ]),
  );
  return { choices, numeric: isNumericOffer(offer.choices) };
}

function prepareAnswer(rule: AnswerRule): PreparedAnswer {
  switch (rule.kind) {
    case "one":
    case "many":
    case "order":
      return { kind: rule.kind, offer: prepareOffer(rule.offer), rule };
    case "grid":
      return { kind: "grid", rows: prepareOffer(rule.rows), columns: prepareOffer({ choices: rule.columns }), rule };
    case "items":
      return { kind: "items", block: prepareBlock(rule.steps) };
    case "table":
      return { kind: "table", rows: prepareOffer(rule.rows), block: prepareBlock(rule.steps) };
    case "list":
      return { kind: "list", block: prepareBlock(rule.steps), rule };
    case "computed":
      return { kind: "computed", value: prepareExpression(rule.expression), text: rule.text === true };
    default:
      return rule;
  }
}

function prepareValidator(validator: Validator): PreparedValidator {
  if (validator.type === "regex")
    return { type: "regex", regex: new RegExp(validator.pattern, validator.ignoreCase ? "iu" : "u") };
  if (validator.type === "expression") return { type: "expression", holds: prepareExpression(validator.expression) };
  return validator;
}

function prepareStep(step: Step): PreparedStep {
  if (step.kind === "calculated") {
    return {
      kind: "calculated",
      name: step.name,
      value: prepareExpression(step.expression),
      kept: step.kept === true,
      text: step.text === true,
    };
  }
  const shared = {
    parent: step.parent,
    visible: prepareCondition(step.visibleIf),
    enabled: prepareCondition(step.enableIf),
  };
  if (step.kind === "container") return { kind: "container", ...shared };
  return {
    kind: "field",
    step,
    name: step.name,
    ...shared,
    visible: both(prepareModule(step.module), shared.visible),
    requiredIf: prepareCondition(step.requiredIf),
    validators: (step.validators ?? []).map(prepareValidator),
    answer: prepareAnswer(step.answer),
    beside: step.other || step.comment ? commentName(step.name) : null,
  };
}

function prepareBlock(steps: readonly Step[]): PreparedBlock {
  const prepared = steps.map(prepareStep);
  const names = new Map<string, PreparedField | "text" | "calculated">();
  for (const step of prepared) {
    if (step.kind === "field") names.set(step.name, step);
    if (step.kind === "field" && step.beside) names.set(step.beside, "text");
    if (step.kind === "calculated" && step.kept) names.set(step.name, "calculated");
  }
  return { steps: prepared, names };
}

const preparedPrograms = new WeakMap<CompiledQuestionnaire, PreparedProgram>();

/** The program of a compiled questionnaire ready to run; prepared once for each object. */
export function prepareProgram(compiled: CompiledQuestionnaire): PreparedProgram {
  const known = preparedPrograms.get(compiled);
  if (known) return known;
  const program = compiled.program as unknown as Program;
  const prepared = { ...prepareBlock(program.steps), missing: new Set(program.missingCodes) };
  preparedPrograms.set(compiled, prepared);
  return prepared;
}
