import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { Form, FormNode, Properties } from "../profile/form.ts";
import { nodesOf } from "../profile/read-form.ts";
import { commentLength } from "../program/program.ts";
import { checkChoiceLabels, checkChoiceList, checkSpecialChoices } from "./check-choices.ts";
import { checkValidators } from "./check-validators.ts";

/** Most entries of a dynamic panel or matrix, and steps of a rating. */
const maximumEntries = 30;
const maximumRates = 20;
const maximumElements = 1_000;

const choiceTypes = new Set(["radiogroup", "checkbox", "dropdown", "tagbox", "ranking"]);

/** Properties without which a type cannot be answered. */
const needed: Readonly<Record<string, readonly string[]>> = {
  matrix: ["rows", "columns"],
  multipletext: ["items"],
  matrixdropdown: ["rows", "columns"],
  matrixdynamic: ["columns", "maxRowCount"],
  paneldynamic: ["templateElements", "maxPanelCount"],
  expression: ["expression"],
  html: ["html"],
  image: ["imageLink"],
};

function listIn(properties: Properties, name: string): readonly Json[] {
  const value = properties[name];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function numberIn(properties: Properties, name: string): number | undefined {
  const value = properties[name];
  return typeof value === "number" ? value : undefined;
}

function isMissing(value: Json | undefined): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

function checkNeeded(node: FormNode, list: FindingList): void {
  for (const name of needed[node.type] ?? []) {
    if (isMissing(node.properties[name])) {
      list.error("missing-property", node.path, `${node.type} needs ${name}`, `add the property ${name}`);
    }
  }
}

function checkOrder(node: FormNode, low: string, high: string, list: FindingList): void {
  const min = node.properties[low];
  const max = node.properties[high];
  const comparable = typeof min === typeof max && (typeof min === "number" || typeof min === "string");
  if (comparable && max !== "" && (min as number) > (max as number) && max !== 0) {
    list.error(
      "contradictory-limits",
      node.path,
      `${low} ${min} is above ${high} ${max}`,
      "swap or correct the limits",
    );
  }
}

function checkSelectionLimit(node: FormNode, choices: number, list: FindingList): void {
  const least = numberIn(node.properties, "minSelectedChoices") ?? 0;
  if (choices > 0 && least > choices) {
    list.error(
      "contradictory-limits",
      node.path,
      `minSelectedChoices ${least} of only ${choices} choices`,
      "lower the limit",
    );
  }
}

function checkChoiceQuestion(node: FormNode, inherited: readonly Json[], list: FindingList): void {
  const choices = listIn(node.properties, "choices");
  const named = node.type === "checkbox" || node.type === "tagbox" || node.type === "ranking";
  checkChoiceList(choices, `${node.path}.choices`, named, list);
  checkChoiceLabels(choices, `${node.path}.choices`, list);
  const offered = choices.length > 0 ? choices : inherited;
  checkSpecialChoices(node, offered, list);
  checkSelectionLimit(node, offered.length, list);
  if (offered.length === 0 && numberIn(node.properties, "choicesMax") === undefined) {
    list.error("missing-property", node.path, `${node.type} needs choices`, "add the property choices");
  }
  const range = (numberIn(node.properties, "choicesMax") ?? 0) - (numberIn(node.properties, "choicesMin") ?? 0);
  if (range > 300)
    list.error(
      "too-many-choices",
      node.path,
      `${range + 1} choices, at most 300 are accepted`,
      "ask with a number question",
    );
}

function checkRating(node: FormNode, list: FindingList): void {
  const { properties } = node;
  const min = numberIn(properties, "rateMin") ?? 1;
  const step = numberIn(properties, "rateStep") ?? 1;
  const count = numberIn(properties, "rateCount");
  const max = numberIn(properties, "rateMax") ?? (count === undefined ? 5 : min + (count - 1) * step);
  const rates = listIn(properties, "rateValues");
  checkChoiceList(rates, `${node.path}.rateValues`, false, list);
  if (rates.length === 0 && (step <= 0 || max <= min || (max - min) / step >= maximumRates)) {
    list.error(
      "contradictory-limits",
      node.path,
      `a rating from ${min} to ${max} by ${step}`,
      `give 2 to ${maximumRates} steps from low to high`,
    );
  }
  const anchored =
    rates.length > 0
      ? rates.some((rate) => typeof rate === "object")
      : properties["minRateDescription"] && properties["maxRateDescription"];
  if (!anchored)
    list.warn(
      "missing-anchor",
      node.path,
      "the ends of the scale have no words",
      "add minRateDescription and maxRateDescription, or texts in rateValues",
    );
}

function checkMatrix(node: FormNode, list: FindingList): void {
  const columns = listIn(node.properties, "columns");
  checkChoiceList(listIn(node.properties, "rows"), `${node.path}.rows`, true, list);
  checkChoiceList(columns, `${node.path}.columns`, false, list);
  if (columns.length > 0 && columns.every((column) => typeof column === "number")) {
    list.warn("missing-anchor", node.path, "the columns of the scale have no words", "give each column value and text");
  }
  if (node.properties["eachRowUnique"] === true && listIn(node.properties, "rows").length > columns.length) {
    list.error(
      "contradictory-limits",
      node.path,
      "more rows than columns, yet each row must differ",
      "add columns or drop eachRowUnique",
    );
  }
}

function checkList(node: FormNode, low: string, high: string, list: FindingList): void {
  checkOrder(node, low, high, list);
  const most = numberIn(node.properties, high) ?? 0;
  if (most > maximumEntries) {
    list.error(
      "too-many-entries",
      node.path,
      `${high} ${most}, at most ${maximumEntries} are accepted`,
      "lower it: every entry becomes variables of its own",
    );
  }
  const key = node.properties["keyName"];
  if (typeof key === "string" && !nodesOf(node.children).some(({ name }) => name === key)) {
    list.error("unknown-name", node.path, `keyName ${key} names no question inside`, "name a question of the template");
  }
  for (const inner of nodesOf(node.children)) {
    if (inner.type === "paneldynamic" || inner.type === "matrixdynamic") {
      list.error(
        "nested-list",
        inner.path,
        "a list inside a list has no flat variables",
        "ask it as a question of its own",
      );
    }
  }
}

function checkText(node: FormNode, list: FindingList): void {
  const most = numberIn(node.properties, "maxLength") ?? 0;
  if (most > commentLength) {
    list.error("too-long-text", node.path, `maxLength ${most}, at most ${commentLength} is accepted`, "lower it");
  }
  checkOrder(node, "min", "max", list);
  const numeric = ["number", "range"].includes(String(node.properties["inputType"]));
  for (const limit of ["min", "max"]) {
    const value = node.properties[limit];
    if (numeric && typeof value === "string" && value !== "" && !Number.isFinite(Number(value))) {
      list.error(
        "wrong-value",
        `${node.path}.${limit}`,
        `expected a number, got ${JSON.stringify(value)}`,
        "write a number",
      );
    }
  }
}

function checkQuestion(node: FormNode, inherited: readonly Json[], list: FindingList): void {
  checkNeeded(node, list);
  checkValidators(node, list);
  if (choiceTypes.has(node.type)) checkChoiceQuestion(node, inherited, list);
  if (node.type === "rating") checkRating(node, list);
  if (node.type === "matrix") checkMatrix(node, list);
  if (node.type === "text" || node.type === "comment") checkText(node, list);
  if (node.type === "paneldynamic") checkList(node, "minPanelCount", "maxPanelCount", list);
  if (node.type === "matrixdynamic") checkList(node, "minRowCount", "maxRowCount", list);
  if (node.type === "matrixdropdown") checkChoiceList(listIn(node.properties, "rows"), `${node.path}.rows`, true, list);
}

function checkShown(node: FormNode, list: FindingList): void {
  const { title } = node.properties;
  if (node.properties["isRequired"] === true && node.expressions["requiredIf"]) {
    list.warn(
      "required-twice",
      node.path,
      "requiredIf decides alone, isRequired beside it does nothing",
      "remove one of them",
    );
  }
  if (node.role === "input" && (title === undefined || title === "")) {
    list.warn("missing-title", node.path, `${node.name} has no title`, "add a title: respondents and tables show it");
  }
  if (node.role === "container" && node.children.length === 0)
    list.warn("empty-panel", node.path, "the panel is empty", "remove it");
}

/** Checks what each question needs and whether its limits can be met (rules LI4–LI10). */
export function checkQuestions(form: Form, list: FindingList): void {
  const nodes = nodesOf(form.pages);
  if (nodes.length > maximumElements) {
    list.error(
      "too-many-elements",
      "survey",
      `${nodes.length} elements, at most ${maximumElements} are accepted`,
      "split the questionnaire",
    );
  }
  if (!nodes.some(({ role }) => role === "input"))
    list.error("no-question", "survey", "there is no question", "add a question");
  const visit = (node: FormNode, inherited: readonly Json[]): void => {
    checkQuestion(node, inherited, list);
    checkShown(node, list);
    const below = node.type.startsWith("matrixd") ? listIn(node.properties, "choices") : [];
    for (const child of node.children) visit(child, below);
  };
  for (const page of form.pages) visit(page, []);
}
