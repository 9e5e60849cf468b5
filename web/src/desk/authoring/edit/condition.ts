import { type Expression, type Json, parseExpression } from "@diaoyan/instruments";

export const ruleOperators = [
  "eq",
  "ne",
  "anyof",
  "noneof",
  "allof",
  "contains",
  "notcontains",
  "lt",
  "le",
  "gt",
  "ge",
  "notempty",
  "empty",
] as const;

export type RuleOperator = (typeof ruleOperators)[number];

/** One line of the condition builder: a question, how it is compared, with which values. */
export interface Rule {
  readonly reference: string;
  readonly operator: RuleOperator;
  readonly values: readonly Json[];
}

/** Rules that all (`and`) or of which any (`or`) must hold. */
export interface RuleSet {
  readonly join: "and" | "or";
  readonly rules: readonly Rule[];
}

const signs: Readonly<Record<RuleOperator, string>> = {
  eq: "=",
  ne: "<>",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
  contains: "contains",
  notcontains: "notcontains",
  anyof: "anyof",
  noneof: "noneof",
  allof: "allof",
  empty: "empty",
  notempty: "notempty",
};

/** Whether an operator compares with a list, with one value or with nothing. */
export function valuesOf(operator: RuleOperator): "list" | "one" | "none" {
  if (operator === "empty" || operator === "notempty") return "none";
  return operator === "anyof" || operator === "noneof" || operator === "allof" ? "list" : "one";
}

function writeValue(value: Json): string {
  return typeof value === "string" ? `'${value.replace(/[\\']/gu, "\\$&")}'` : String(value);
}

function writeRule({ reference, operator, values }: Rule): string {
  const kind = valuesOf(operator);
  if (kind === "none") return `{${reference}} ${signs[operator]}`;
  const written = values.map(writeValue);
  return `{${reference}} ${signs[operator]} ${kind === "list" ? `[${written.join(", ")}]` : (written[0] ?? "''")}`;
}

/** The expression of the profile for a set of rules; empty without rules. */
export function writeCondition({ join, rules }: RuleSet): string {
  return rules.map(writeRule).join(` ${join} `);
}

function readValue(expression: Expression): Json | undefined {
  if (expression.op === "neg" && expression.of.op === "const" && typeof expression.of.value === "number") {
    return -expression.of.value;
  }
  if (expression.op !== "const" || (expression.value !== null && typeof expression.value === "object"))
    return undefined;
  return expression.value;
}

function readValues(expression: Expression): readonly Json[] | undefined {
  const items = expression.op === "list" ? expression.items.map(readValue) : undefined;
  const constant = expression.op === "const" && Array.isArray(expression.value) ? expression.value : items;
  return constant === undefined || constant.includes(undefined) ? undefined : (constant as readonly Json[]);
}

function sayReference(path: readonly (string | number)[]): string {
  return path.map((part, place) => (typeof part === "number" ? `[${part}]` : place === 0 ? part : `.${part}`)).join("");
}

function readRule(expression: Expression): Rule | undefined {
  const { op } = expression;
  if ((op === "empty" || op === "notempty") && expression.of.op === "ref") {
    return { reference: sayReference(expression.of.path), operator: op, values: [] };
  }
  const operator = ruleOperators.find((known) => known === op);
  if (operator === undefined || !("left" in expression) || expression.left.op !== "ref") return undefined;
  const reference = sayReference(expression.left.path);
  const one = readValue(expression.right);
  const values = valuesOf(operator) === "list" ? readValues(expression.right) : one === undefined ? undefined : [one];
  return values && { reference, operator, values };
}

function flatten(expression: Expression, join: RuleSet["join"]): readonly Expression[] {
  if (expression.op !== join) return [expression];
  return [...flatten(expression.left, join), ...flatten(expression.right, join)];
}

/** The expression as rules; null where the builder cannot show it (formulas, nesting, mistakes). */
export function readCondition(text: string): RuleSet | null {
  if (text.trim() === "") return { join: "and", rules: [] };
  const parsed = tryParse(text);
  if (parsed === null) return null;
  const join = parsed.op === "or" ? "or" : "and";
  const rules = flatten(parsed, join).map(readRule);
  return rules.includes(undefined) ? null : { join, rules: rules as readonly Rule[] };
}

/** The parsed expression, null where it has a mistake. */
export function tryParse(text: string): Expression | null {
  try {
    return parseExpression(text);
  } catch {
    return null;
  }
}
