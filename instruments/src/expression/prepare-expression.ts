import type { Json } from "../model/questionnaire.ts";
import {
  containsAll,
  containsAny,
  containsValue,
  isEmptyValue,
  isLess,
  looseEqual,
  toNumber,
  truthOf,
} from "./compare.ts";
import type { BinaryOperator, Expression, Reference } from "./expression.ts";
import { expressionFunctions, tidy, type Value } from "./functions.ts";

/** What references mean while an expression runs: answers by question, and the panel, row or item at hand. */
export interface Scope {
  readonly values: ReadonlyMap<string, Json>;
  readonly panel?: ReadonlyMap<string, Json>;
  readonly row?: ReadonlyMap<string, Json>;
  readonly item?: Json;
}

/** An expression made ready to run many times. */
export type PreparedExpression = (scope: Scope) => Value;

function memberOf(value: Value, key: string | number): Value {
  if (value === null || typeof value !== "object" || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string | number, Json>>)[key];
}

function prepareReference({ path }: Reference): PreparedExpression {
  const [first, second, ...rest] = path as readonly [string, ...(string | number)[]];
  if ((first === "panel" || first === "row") && typeof second === "string") {
    return (scope) => rest.reduce<Value>(memberOf, scope[first]?.get(second));
  }
  if ((first === "item" || first === "choice") && second === undefined) return (scope) => scope.item;
  if (second === undefined) return (scope) => scope.values.get(first);
  const members = path.slice(1);
  return (scope) => members.reduce<Value>(memberOf, scope.values.get(first));
}

function arithmetic(op: BinaryOperator, a: number, b: number): number {
  if (op === "sub") return tidy(a - b);
  if (op === "mul") return tidy(a * b);
  if (op === "div") return a / b;
  if (op === "mod") return a % b;
  return a ** b;
}

/** Arithmetic of two values: an empty side counts 0; a result that is no finite number is no answer (rule EX10). */
function calculate(op: BinaryOperator, a: Value, b: Value): Value {
  const left = isEmptyValue(a) ? 0 : toNumber(a);
  const right = isEmptyValue(b) ? 0 : toNumber(b);
  if (left === undefined || right === undefined) return undefined;
  const result = arithmetic(op, left, right);
  return Number.isFinite(result) ? result : undefined;
}

function add(a: Value, b: Value): Value {
  const left = isEmptyValue(a) ? 0 : toNumber(a);
  const right = isEmptyValue(b) ? 0 : toNumber(b);
  if (left !== undefined && right !== undefined) return tidy(left + right);
  if (typeof a === "object" || typeof b === "object") return undefined;
  return `${a ?? ""}${b ?? ""}`;
}

const operators: Readonly<Partial<Record<BinaryOperator, (a: Value, b: Value) => Value>>> = {
  eq: looseEqual,
  ne: (a, b) => !looseEqual(a, b),
  lt: isLess,
  gt: (a, b) => isLess(b, a),
  le: (a, b) => isLess(a, b) || looseEqual(a, b),
  ge: (a, b) => isLess(b, a) || looseEqual(a, b),
  contains: containsValue,
  notcontains: (a, b) => !containsValue(a, b),
  anyof: containsAny,
  noneof: (a, b) => !containsAny(a, b),
  allof: containsAll,
  add,
};

type Binary = Extract<Expression, { readonly left: Expression }>;

function prepareBinary({ op, left, right }: Binary): PreparedExpression {
  const a = prepareExpression(left);
  const b = prepareExpression(right);
  if (op === "and") return (scope) => truthOf(a(scope)) && truthOf(b(scope));
  if (op === "or") return (scope) => truthOf(a(scope)) || truthOf(b(scope));
  const run = operators[op] ?? ((x: Value, y: Value) => calculate(op, x, y));
  return (scope) => run(a(scope), b(scope));
}

type Unary = Extract<Expression, { readonly of: Expression }>;

function prepareUnary({ op, of }: Unary): PreparedExpression {
  const value = prepareExpression(of);
  if (op === "empty") return (scope) => isEmptyValue(value(scope));
  if (op === "notempty") return (scope) => !isEmptyValue(value(scope));
  if (op === "not") return (scope) => !truthOf(value(scope));
  return (scope) => calculate("sub", 0, value(scope));
}

/** Turns an expression into a function once, so that running it parses and looks up nothing. */
export function prepareExpression(expression: Expression): PreparedExpression {
  if (expression.op === "const") return () => expression.value;
  if (expression.op === "ref") return prepareReference(expression);
  if (expression.op === "list") {
    const items = expression.items.map(prepareExpression);
    return (scope) => items.map((item) => item(scope) ?? null);
  }
  if (expression.op === "call") {
    const args = expression.args.map(prepareExpression);
    const known = expressionFunctions.get(expression.name);
    return (scope) => known?.apply(args.map((arg) => arg(scope)));
  }
  return "of" in expression ? prepareUnary(expression) : prepareBinary(expression);
}
