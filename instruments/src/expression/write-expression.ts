import type { Json } from "../model/questionnaire.ts";
import type { BinaryOperator, Expression } from "./expression.ts";

/** Sign and rank of a binary operator, the weakest first; every rank groups from the left. */
export const binarySigns: Readonly<Record<BinaryOperator, readonly [sign: string, rank: number]>> = {
  or: ["or", 0],
  and: ["and", 1],
  eq: ["=", 2],
  ne: ["!=", 2],
  lt: ["<", 2],
  le: ["<=", 2],
  gt: [">", 2],
  ge: [">=", 2],
  contains: ["contains", 2],
  notcontains: ["notcontains", 2],
  anyof: ["anyof", 2],
  allof: ["allof", 2],
  noneof: ["noneof", 2],
  add: ["+", 3],
  sub: ["-", 3],
  mul: ["*", 4],
  div: ["/", 4],
  mod: ["%", 4],
  pow: ["^", 5],
};

function writeConstant(value: Json): string {
  return typeof value === "string" ? `'${value.replace(/[\\']/gu, "\\$&")}'` : String(value);
}

function writeReference(path: readonly (string | number)[]): string {
  return `{${path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index > 0 ? "." : ""}${part}`)).join("")}}`;
}

/** Writes an expression so that `parseExpression` reads the same again. */
export function writeExpression(expression: Expression, least = 0): string {
  switch (expression.op) {
    case "const":
      return writeConstant(expression.value);
    case "ref":
      return writeReference(expression.path);
    case "list":
      return `[${expression.items.map((item) => writeExpression(item)).join(", ")}]`;
    case "call":
      return `${expression.name}(${expression.args.map((arg) => writeExpression(arg)).join(", ")})`;
    case "not":
      return `!(${writeExpression(expression.of)})`;
    case "neg":
      return `-(${writeExpression(expression.of)})`;
    case "empty":
    case "notempty": {
      const written = `${writeExpression(expression.of, 6)} ${expression.op}`;
      return least > 5 ? `(${written})` : written;
    }
    default: {
      const [sign, rank] = binarySigns[expression.op];
      const written = `${writeExpression(expression.left, rank)} ${sign} ${writeExpression(expression.right, rank + 1)}`;
      return rank < least ? `(${written})` : written;
    }
  }
}
