import type { Expression } from "../expression/expression.ts";
import type { Json } from "../model/questionnaire.ts";

/** How a question is called on paper, e.g. `第3题`; undefined for what has no number there. */
export type NumberOf = (question: string) => string | undefined;

const comparisons: Readonly<Partial<Record<Expression["op"], string>>> = {
  eq: "选",
  ne: "不选",
  anyof: "选",
  allof: "全选",
  noneof: "不选",
  contains: "选",
  notcontains: "不选",
  lt: "小于",
  le: "不大于",
  gt: "大于",
  ge: "不小于",
};

/**
 * A condition in Chinese words for a paper form, e.g. `第2题选1、3`; undefined where it cannot be said simply, as with
 * formulas: the form then leaves the routing to the person who hands it out.
 */
export function sayCondition(condition: Expression, numberOf: NumberOf): string | undefined {
  switch (condition.op) {
    case "and":
    case "or": {
      const [left, right] = [sayCondition(condition.left, numberOf), sayCondition(condition.right, numberOf)];
      if (left === undefined || right === undefined) return undefined;
      return `${left}${condition.op === "and" ? "，且" : "，或"}${right}`;
    }
    case "empty":
    case "notempty": {
      const name = sayReference(condition.of, numberOf);
      return name === undefined ? undefined : `${name}${condition.op === "empty" ? "未填" : "已填"}`;
    }
    default:
      return sayComparison(condition, numberOf);
  }
}

function sayComparison(condition: Expression, numberOf: NumberOf): string | undefined {
  const verb = comparisons[condition.op];
  if (verb === undefined || !("left" in condition)) return undefined;
  const name = sayReference(condition.left, numberOf);
  const values = sayValues(condition.right);
  return name === undefined || values === undefined ? undefined : `${name}${verb}${values}`;
}

function sayReference(expression: Expression, numberOf: NumberOf): string | undefined {
  if (expression.op !== "ref" || expression.path.length !== 1) return undefined;
  return numberOf(String(expression.path[0]));
}

function sayValues(expression: Expression): string | undefined {
  if (expression.op === "const") return sayConstant(expression.value);
  if (expression.op !== "list") return undefined;
  const values = expression.items.map(sayValues);
  return values.includes(undefined) ? undefined : values.join("、");
}

function sayConstant(value: Json): string | undefined {
  if (typeof value === "boolean") return value ? "是" : "否";
  if (Array.isArray(value)) return value.map(String).join("、");
  return typeof value === "object" ? undefined : String(value);
}
