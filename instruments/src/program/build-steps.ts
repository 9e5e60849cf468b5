import { yieldsText } from "../expression/expression.ts";
import { parseExpression } from "../expression/parse-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FormNode, Properties } from "../profile/form.ts";
import { readText } from "../profile/localized-string.ts";
import {
  type AnswerRule,
  commentLength,
  type FieldStep,
  type Scalar,
  type Step,
  type TextFormat,
  textLength,
  type Validator,
} from "./program.ts";
import { readChoices, readOffer, readRates } from "./read-offer.ts";

/** Drops members that are undefined, so that programs stay plain JSON. */
function defined<T extends object>(value: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}

function numberIn(properties: Properties, name: string): number | undefined {
  const value = properties[name];
  return typeof value === "number" && value > 0 ? value : undefined;
}

function flagIn(properties: Properties, name: string): true | undefined {
  return properties[name] === true ? true : undefined;
}

function severalLimits(properties: Properties) {
  return { min: numberIn(properties, "minSelectedChoices"), max: numberIn(properties, "maxSelectedChoices") };
}

function readTextRule(properties: Properties): AnswerRule {
  const format = String(properties["inputType"] ?? "text");
  const { min, max, step } = properties;
  if (format === "number" || format === "range") {
    const numeric = (value: Json | undefined) => (value === undefined || value === "" ? undefined : Number(value));
    const ends =
      format === "range"
        ? { min: numeric(min) ?? 0, max: numeric(max) ?? 100 }
        : { min: numeric(min), max: numeric(max) };
    return defined<AnswerRule>({ kind: "number", ...ends, step: numeric(step) });
  }
  const limit = (value: Json | undefined) => (value === undefined || value === "" ? undefined : String(value));
  const maxLength = numberIn(properties, "maxLength") ?? textLength;
  return defined<AnswerRule>({
    kind: "text",
    format: format as TextFormat,
    maxLength,
    min: limit(min),
    max: limit(max),
  });
}

function readFlagRule(properties: Properties): AnswerRule {
  const labels = [readText(properties["labelTrue"], "是"), readText(properties["labelFalse"], "否")] as const;
  const yes = (properties["valueTrue"] ?? true) as Scalar;
  const no = (properties["valueFalse"] ?? false) as Scalar;
  return { kind: "flag", yes, no, labels };
}

function rowsOf({ properties, expressions }: FormNode) {
  const choices = readChoices(properties["rows"]);
  return expressions["rowsVisibleIf"] ? { choices, visibleIf: expressions["rowsVisibleIf"] } : { choices };
}

/** Most panels or rows of a list that does not say. */
const defaultListLength = 10;

function readListRule(node: FormNode, steps: readonly Step[]): AnswerRule {
  const { properties } = node;
  const panel = node.type === "paneldynamic";
  return defined<AnswerRule>({
    kind: "list",
    scope: panel ? "panel" : "row",
    steps,
    min: numberIn(properties, panel ? "minPanelCount" : "minRowCount") ?? 0,
    max: numberIn(properties, panel ? "maxPanelCount" : "maxRowCount") ?? defaultListLength,
    key: typeof properties["keyName"] === "string" ? properties["keyName"] : undefined,
  });
}

function readNestedRule(node: FormNode): AnswerRule | undefined {
  const steps = () => buildSteps(node.children, node.properties["choices"]);
  switch (node.type) {
    case "multipletext":
      return { kind: "items", steps: steps() };
    case "matrixdropdown":
      return { kind: "table", rows: rowsOf(node), steps: steps() };
    case "matrixdynamic":
    case "paneldynamic":
      return readListRule(node, steps());
    default:
      return undefined;
  }
}

function readAnswerRule(node: FormNode, inherited: Json | undefined): AnswerRule {
  const { properties } = node;
  switch (node.type) {
    case "checkbox":
    case "tagbox":
      return defined<AnswerRule>({
        kind: "many",
        offer: readOffer(node, inherited),
        exclusive: flagIn(properties, "showNoneItem"),
        ...severalLimits(properties),
      });
    case "ranking":
      return defined<AnswerRule>({
        kind: "order",
        offer: readOffer(node, inherited),
        partial: flagIn(properties, "selectToRankEnabled"),
        ...(properties["selectToRankEnabled"] === true ? severalLimits(properties) : {}),
      });
    case "rating":
      return { kind: "one", offer: { choices: readRates(node) }, ordered: true };
    case "boolean":
      return readFlagRule(properties);
    case "text":
      return readTextRule(properties);
    case "comment":
      return { kind: "text", format: "text", maxLength: numberIn(properties, "maxLength") ?? commentLength };
    case "matrix":
      return defined<AnswerRule>({
        kind: "grid",
        rows: rowsOf(node),
        columns: readChoices(properties["columns"]),
        everyRow: flagIn(properties, "eachRowRequired"),
        uniqueRows: flagIn(properties, "eachRowUnique"),
      });
    default:
      return readNestedRule(node) ?? { kind: "one", offer: readOffer(node, inherited) };
  }
}

function readValidator(json: Readonly<Record<string, Json>>): Validator {
  const number = (name: string) => (typeof json[name] === "number" ? json[name] : undefined);
  switch (json["type"]) {
    case "numeric":
      return defined<Validator>({ type: "numeric", min: number("minValue"), max: number("maxValue") });
    case "text":
      return defined<Validator>({
        type: "text",
        min: number("minLength") || undefined,
        max: number("maxLength") || undefined,
        digits: json["allowDigits"] === false ? false : undefined,
      });
    case "answercount":
      return defined<Validator>({ type: "answercount", min: number("minCount"), max: number("maxCount") });
    case "regex":
      return defined<Validator>({
        type: "regex",
        pattern: String(json["regex"]),
        ignoreCase: json["caseInsensitive"] === true ? true : undefined,
      });
    case "expression":
      return { type: "expression", expression: parseExpression(String(json["expression"])) };
    default:
      return { type: "email" };
  }
}

function readValidators(properties: Properties): readonly Validator[] | undefined {
  const list = properties["validators"];
  if (!Array.isArray(list) || list.length === 0) return undefined;
  return (list as readonly Readonly<Record<string, Json>>[]).map(readValidator);
}

function buildField(node: FormNode, parent: number, inherited: Json | undefined): FieldStep {
  const { properties, expressions } = node;
  const formula = expressions["expression"];
  return defined<FieldStep>({
    kind: "field",
    parent,
    name: node.name,
    title: readText(properties["title"], node.name),
    visibleIf: expressions["visibleIf"],
    enableIf: expressions["enableIf"],
    required: expressions["requiredIf"] ? undefined : flagIn(properties, "isRequired"),
    requiredIf: expressions["requiredIf"],
    validators: readValidators(properties),
    other: flagIn(properties, "showOtherItem"),
    comment: properties["showOtherItem"] === true ? undefined : flagIn(properties, "showCommentArea"),
    answer:
      node.role === "computed" && formula
        ? defined<AnswerRule>({ kind: "computed", expression: formula, text: yieldsText(formula) })
        : readAnswerRule(node, inherited),
  });
}

/** Nodes that become steps, in document order; what stands inside a question belongs to its rule. */
export function stepNodes(nodes: readonly FormNode[]): readonly FormNode[] {
  return nodes.flatMap((node) => {
    if (node.role === "static") return [];
    return node.role === "input" || node.role === "computed" ? [node] : [node, ...stepNodes(node.children)];
  });
}

/** Flattens nodes into steps in document order; `inherited` are the choices columns fall back on. */
export function buildSteps(nodes: readonly FormNode[], inherited?: Json): Step[] {
  const ordered = stepNodes(nodes);
  const parents = new Map<FormNode, number>();
  ordered.forEach((node, index) => {
    if (node.role === "page" || node.role === "container") for (const child of node.children) parents.set(child, index);
  });
  return ordered.map((node): Step => {
    const parent = parents.get(node) ?? -1;
    if (node.role === "input" || node.role === "computed") return buildField(node, parent, inherited);
    const { visibleIf, enableIf } = node.expressions;
    return { kind: "container", parent, ...(visibleIf ? { visibleIf } : {}), ...(enableIf ? { enableIf } : {}) };
  });
}
