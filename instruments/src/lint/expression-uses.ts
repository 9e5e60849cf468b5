import type { Expression } from "../expression/expression.ts";
import { parseExpression } from "../expression/parse-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FormNode } from "../profile/form.ts";
import { textsOf } from "../profile/localized-string.ts";
import { isObject } from "../profile/read-properties.ts";

/** An expression, and where and for what it stands. */
export interface Use {
  readonly expression: Expression;
  readonly path: string;
  /** Position from which on nothing may be read; the node itself may be where `own` is set. */
  readonly position: number;
  readonly own?: boolean;
  readonly item?: boolean;
}

const itemConditions = new Set(["choicesVisibleIf", "choicesEnableIf", "rowsVisibleIf"]);

function parsed(source: Json | undefined): Expression | null {
  try {
    return typeof source === "string" && source.trim() !== "" ? parseExpression(source) : null;
  } catch {
    return null;
  }
}

/** Conditions of single choices and rows; columns of a table are nodes of their own. */
function choiceUses(node: FormNode, position: number): Use[] {
  const lists = ["choices", "rows", "rateValues", ...(node.type === "matrix" ? ["columns"] : [])];
  return lists.flatMap((property) => {
    const items = node.properties[property];
    if (!Array.isArray(items)) return [];
    return (items as readonly Json[]).flatMap((item, index) =>
      ["visibleIf", "enableIf"].flatMap((name) => {
        const expression = isObject(item) ? parsed(item[name]) : null;
        return expression
          ? [{ expression, path: `${node.path}.${property}[${index}].${name}`, position, item: true }]
          : [];
      }),
    );
  });
}

function validatorUses(node: FormNode, position: number): Use[] {
  const validators = node.properties["validators"];
  if (!Array.isArray(validators)) return [];
  return (validators as readonly Json[]).flatMap((validator, index) => {
    const expression = isObject(validator) ? parsed(validator["expression"]) : null;
    return expression ? [{ expression, path: `${node.path}.validators[${index}]`, position, own: true }] : [];
  });
}

/** Answers piped into the texts of a node. */
function textUses(node: FormNode, position: number): Use[] {
  return ["title", "description"].flatMap((property) => {
    const value = node.properties[property];
    const texts = value === undefined ? [] : textsOf(value);
    return texts.flatMap((text) =>
      [...text.matchAll(/\{[^{}]*\}/gu)].flatMap((match) => {
        const expression = parsed(match[0]);
        return expression ? [{ expression, path: `${node.path}.${property}`, position }] : [];
      }),
    );
  });
}

/** Every expression of a node: conditions, formulas, those of its choices and validators, answers piped into its texts. */
export function usesOf(node: FormNode, position: number): Use[] {
  const own = Object.entries(node.expressions).map(([property, expression]) => ({
    expression,
    path: `${node.path}.${property}`,
    position,
    item: itemConditions.has(property),
  }));
  return [...own, ...choiceUses(node, position), ...validatorUses(node, position), ...textUses(node, position)];
}
