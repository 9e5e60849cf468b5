import type { Expression } from "../expression/expression.ts";
import { parseExpression } from "../expression/parse-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FormNode } from "../profile/form.ts";
import { Inexpressible } from "./write-xpath.ts";

/** The constraint of a question, the text that explains it, and the properties that it says. */
export interface WrittenConstraint {
  readonly constraint: string;
  readonly message: Json | undefined;
  readonly said: readonly string[];
}

type Validator = Readonly<Record<string, Json>>;

function bounds(least: Json | undefined, most: Json | undefined, of: string): readonly string[] {
  return [
    ...(typeof least === "number" ? [`${of} >= ${least}`] : []),
    ...(typeof most === "number" ? [`${of} <= ${most}`] : []),
  ];
}

function limitsOf({ properties }: FormNode): { readonly parts: readonly string[]; readonly said: readonly string[] } {
  const dated = properties["inputType"] === "date" || properties["inputType"] === "datetime-local";
  const parts: string[] = [];
  const said: string[] = [];
  for (const [name, sign] of [
    ["min", ">="],
    ["max", "<="],
  ] as const) {
    const value = properties[name];
    if (dated && typeof value === "string" && /^\d{4}-\d\d-\d\d$/u.test(value))
      parts.push(`. ${sign} date('${value}')`);
    else if (typeof value === "number") parts.push(`. ${sign} ${value}`);
    else continue;
    said.push(name);
  }
  for (const [name, of, sign] of [
    ["maxLength", "string-length(.)", "<="],
    ["minSelectedChoices", "count-selected(.)", ">="],
    ["maxSelectedChoices", "count-selected(.)", "<="],
  ] as const) {
    const value = properties[name];
    if (typeof value !== "number") continue;
    parts.push(`${of} ${sign} ${value}`);
    said.push(name);
  }
  return { parts, said };
}

/** An expression validator holds for an empty answer only where it says so; a constraint is not asked then. */
function withoutGuard(expression: Expression, name: string): Expression {
  const guarded =
    expression.op === "or" &&
    expression.left.op === "empty" &&
    expression.left.of.op === "ref" &&
    expression.left.of.path.at(-1) === name;
  if (!guarded) throw new Inexpressible("a validator that is asked of an empty answer too");
  return expression.right;
}

function writeRegex(pattern: string): string {
  if (pattern.includes("'")) throw new Inexpressible("a pattern with quotes");
  return `regex(., '${pattern}')`;
}

function writeValidator(validator: Validator, name: string, write: (of: Expression) => string): readonly string[] {
  switch (validator["type"]) {
    case "numeric":
      return bounds(validator["minValue"], validator["maxValue"], ".");
    case "answercount":
      return bounds(validator["minCount"], validator["maxCount"], "count-selected(.)");
    case "regex":
      if (validator["caseInsensitive"] === true) throw new Inexpressible("a pattern that takes no heed of letter case");
      return [writeRegex(String(validator["regex"]))];
    case "expression":
      return [`(${write(withoutGuard(parseExpression(String(validator["expression"])), name))})`];
    default:
      throw new Inexpressible(`a validator of type ${String(validator["type"])}`);
  }
}

/** The one validator a question has; of several, only one could have its own message. */
function readOnlyValidator({ properties }: FormNode): Validator | undefined {
  const validators = properties["validators"];
  const [only, ...more] = Array.isArray(validators) ? (validators as readonly Validator[]) : [];
  return more.length === 0 ? only : undefined;
}

/** Limits, numbers of choices and the validator of a question as a constraint; what it cannot say is left unsaid. */
export function writeConstraint(node: FormNode, write: (of: Expression) => string): WrittenConstraint {
  const { parts, said } = limitsOf(node);
  const validator = readOnlyValidator(node);
  const own: string[] = [];
  try {
    if (validator !== undefined) own.push(...writeValidator(validator, node.name, write));
  } catch (error) {
    if (!(error instanceof Inexpressible)) throw error;
  }
  const exclusive =
    node.properties["showNoneItem"] === true && ["checkbox", "tagbox"].includes(node.type)
      ? ["not(selected(., 'none') and count-selected(.) > 1)"]
      : [];
  const validated = own.length > 0;
  return {
    constraint: [...parts, ...own, ...exclusive].join(" and "),
    message: validated ? validator?.["text"] : undefined,
    said: validated ? [...said, "validators"] : said,
  };
}
