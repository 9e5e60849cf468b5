import type { Json } from "../model/questionnaire.ts";

/** An operator between two operands. */
export type BinaryOperator =
  | "or"
  | "and"
  | "eq"
  | "ne"
  | "lt"
  | "le"
  | "gt"
  | "ge"
  | "contains"
  | "notcontains"
  | "anyof"
  | "allof"
  | "noneof"
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "mod"
  | "pow";

type UnaryOperator = "not" | "neg" | "empty" | "notempty";

/** A reference such as `{q}`, `{matrix.row}`, `{panel.x}` or `{list[0].x}`: the first segment, then member names and positions. */
export interface Reference {
  readonly op: "ref";
  readonly path: readonly (string | number)[];
}

/** A condition or formula as plain JSON, so that a compiled questionnaire can be stored and sent. */
export type Expression =
  | { readonly op: "const"; readonly value: Json }
  | Reference
  | { readonly op: "list"; readonly items: readonly Expression[] }
  | { readonly op: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly op: UnaryOperator; readonly of: Expression }
  | { readonly op: BinaryOperator; readonly left: Expression; readonly right: Expression };

/** Every reference of an expression, left to right. */
export function referencesOf(expression: Expression): readonly Reference[] {
  if (expression.op === "ref") return [expression];
  if (expression.op === "const") return [];
  if (expression.op === "list") return expression.items.flatMap(referencesOf);
  if (expression.op === "call") return expression.args.flatMap(referencesOf);
  if ("of" in expression) return referencesOf(expression.of);
  return [...referencesOf(expression.left), ...referencesOf(expression.right)];
}

/** True when the value of an expression may be a text by its form; references count as numbers. */
export function yieldsText(expression: Expression): true | undefined {
  if (expression.op === "const") return typeof expression.value === "string" || undefined;
  if (expression.op === "add") return yieldsText(expression.left) ?? yieldsText(expression.right);
  if (expression.op !== "call" || expression.name !== "iif") return undefined;
  return expression.args.slice(1).some(yieldsText) || undefined;
}
