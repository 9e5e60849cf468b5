import type { Expression } from "../expression/expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { AnswerRule, Choice, FieldStep } from "../program/program.ts";

/** Answers worth trying for a question: enough to make every condition over them both hold and fail. */
export interface AnswerDomain {
  readonly values: readonly (Json | undefined)[];
  /** False where a condition might hold for a value that is not among them. */
  readonly exact: boolean;
}

/** Constants of an expression, lists opened. */
export function constantsOf(expression: Expression): readonly Json[] {
  if (expression.op === "const") return [expression.value];
  if (expression.op === "ref") return [];
  if (expression.op === "list") return expression.items.flatMap(constantsOf);
  if (expression.op === "call") return expression.args.flatMap(constantsOf);
  if ("of" in expression) return constantsOf(expression.of);
  return [...constantsOf(expression.left), ...constantsOf(expression.right)];
}

const arithmetic = new Set(["add", "sub", "mul", "div", "mod", "pow", "neg", "call"]);

/** Whether an expression calculates, so that constants alone do not tell where it changes. */
export function calculates(expression: Expression): boolean {
  if (expression.op === "const" || expression.op === "ref") return false;
  if (arithmetic.has(expression.op)) return true;
  if (expression.op === "list") return expression.items.some(calculates);
  if ("of" in expression) return calculates(expression.of);
  return "left" in expression && (calculates(expression.left) || calculates(expression.right));
}

const maximumSubsetChoices = 6;

/** Choices that conditions name, and one that they do not. */
function representatives(choices: readonly Choice[], constants: readonly Json[]): readonly Choice[] {
  const named = new Set(constants.map(String));
  const mentioned = choices.filter(({ value }) => named.has(String(value)));
  const rest = choices.find(({ value }) => !named.has(String(value)));
  return rest ? [...mentioned, rest] : mentioned;
}

function subsets(values: readonly Json[]): readonly (Json | undefined)[] {
  return Array.from({ length: 2 ** values.length }, (_, bits) => {
    const subset = values.filter((_value, index) => (bits >> index) & 1);
    return subset.length === 0 ? undefined : subset;
  });
}

function numberValues(
  rule: Extract<AnswerRule, { kind: "number" }>,
  constants: readonly Json[],
): readonly (Json | undefined)[] {
  const around = constants
    .map(Number)
    .filter(Number.isFinite)
    .flatMap((value) => [value - 1, value, value + 1]);
  const inside = [...around, rule.min ?? -1e9, rule.max ?? 1e9].filter(
    (value) => value >= (rule.min ?? value) && value <= (rule.max ?? value),
  );
  return [undefined, ...new Set(inside)];
}

function gridValues(
  rule: Extract<AnswerRule, { kind: "grid" }>,
  rows: readonly string[],
  constants: readonly Json[],
): readonly (Json | undefined)[] {
  const columns = representatives(rule.columns, constants).map(({ value }) => value);
  let cells: readonly Readonly<Record<string, Json>>[] = [{}];
  for (const row of rows)
    cells = cells.flatMap((cell) => [cell, ...columns.map((value) => ({ ...cell, [row]: value }))]);
  return cells;
}

/** The domain of a question as far as `expressions` look at it, by the members (`rows`) they name; null = too rich. */
export function domainOf(step: FieldStep, rows: readonly string[], constants: readonly Json[]): AnswerDomain | null {
  const { answer } = step;
  switch (answer.kind) {
    case "one":
      return {
        values: [undefined, ...representatives(answer.offer.choices, constants).map(({ value }) => value)],
        exact: true,
      };
    case "many":
    case "order": {
      const values = representatives(answer.offer.choices, constants).map(({ value }) => value);
      return values.length > maximumSubsetChoices ? null : { values: subsets(values), exact: true };
    }
    case "flag":
      return { values: [undefined, answer.yes, answer.no], exact: true };
    case "number":
      return { values: numberValues(answer, constants), exact: true };
    case "text":
      return {
        values: [undefined, "\u{2022}", ...constants.filter((value) => typeof value === "string")],
        exact: false,
      };
    case "grid":
      return rows.length > 4 ? null : { values: gridValues(answer, rows, constants), exact: rows.length > 0 };
    default:
      return null;
  }
}
