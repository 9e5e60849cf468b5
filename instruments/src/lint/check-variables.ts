import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Variable } from "../model/variable.ts";
import type { FindingList } from "../profile/finding.ts";
import { wordOf } from "../profile/read-properties.ts";

const maximumVariables = 3_000;

type ByName = ReadonlyMap<string, Variable>;

function checkKnown(
  names: readonly string[],
  path: string,
  known: { has(name: string): boolean },
  list: FindingList,
): void {
  names.forEach((name, index) => {
    if (!known.has(name)) {
      list.error(
        "unknown-item",
        `${path}[${index}]`,
        `${name} is no variable of this questionnaire`,
        "name a variable as the codebook lists it, e.g. matrix_row",
      );
    }
  });
}

function checkScales(items: readonly Variable[], path: string, list: FindingList): void {
  if (items.some(({ type }) => type !== "numeric")) {
    list.error(
      "construct-not-numeric",
      path,
      "an item of the construct holds texts",
      "give its choices numeric values",
    );
  }
  if (new Set(items.map(({ scale }) => `${scale?.min}–${scale?.max}`)).size > 1) {
    list.warn("mixed-scales", path, "items of the construct have different scales", "give all items the same choices");
  }
}

function checkConstructs(definition: QuestionnaireDefinition, variables: ByName, list: FindingList): void {
  const owner = new Map<string, string>();
  definition.constructs.forEach(({ id, items, reverse = [] }, index) => {
    const path = `constructs[${index}]`;
    checkKnown(items, `${path}.items`, variables, list);
    checkKnown(reverse, `${path}.reverse`, new Set(items), list);
    checkScales(
      items.flatMap((item) => variables.get(item) ?? []),
      path,
      list,
    );
    if (items.length < 2)
      list.warn("single-item", path, `construct ${id} has one item`, "reliability needs two items or more");
    for (const item of items) {
      const other = owner.get(item);
      if (other !== undefined)
        list.error("item-of-two", path, `${item} belongs to ${other} and ${id}`, "keep it in one construct");
      owner.set(item, id);
    }
  });
}

/** Names that derived variables read. */
function sourcesOf(entry: Readonly<Record<string, Json>>): readonly string[] {
  const from = typeof entry["from"] === "string" ? [entry["from"]] : [];
  const items = Array.isArray(entry["items"]) ? (entry["items"] as readonly Json[]).map(String) : [];
  const margins = entry["margins"];
  const raked =
    margins !== null && typeof margins === "object" && !Array.isArray(margins) ? Object.keys(margins as object) : [];
  return [...from, ...items, ...raked];
}

function checkDerived(definition: QuestionnaireDefinition, variables: ByName, list: FindingList): void {
  const known = new Set(variables.keys());
  (definition.derive ?? []).forEach((json, index) => {
    const entry = (json ?? {}) as Readonly<Record<string, Json>>;
    const path = `derive[${index}]`;
    checkKnown(sourcesOf(entry), path, known, list);
    const isScore = entry["op"] === "mean" || entry["op"] === "sum";
    if (isScore && sourcesOf(entry).length === 0)
      list.error("missing-property", path, "a score needs items", "add the variables it is made of");
    const name = wordOf(entry["name"]);
    if (name === "" || known.has(name))
      list.error(
        "duplicate-name",
        path,
        `derived variable ${JSON.stringify(name)} needs a name of its own`,
        "rename it",
      );
    known.add(name);
  });
}

function checkAttention(definition: QuestionnaireDefinition, variables: ByName, list: FindingList): void {
  (definition.attentionChecks ?? []).forEach(({ question, expected }, index) => {
    const path = `attentionChecks[${index}]`;
    const variable = variables.get(question);
    if (!variable)
      list.error("unknown-item", path, `${question} is no question with one answer`, "name a question with choices");
    else if (!variable.valueLabels?.some(({ value }) => value === wordOf(expected))) {
      list.error(
        "unknown-value",
        path,
        `${JSON.stringify(expected)} is not a choice of ${question}`,
        "expect one of its choices",
      );
    }
  });
}

function checkPersonal(definition: QuestionnaireDefinition, variables: readonly Variable[], list: FindingList): void {
  const questions = new Set(variables.map(({ question }) => question));
  checkQuestions(definition.personal ?? [], "personal", questions, list);
  if (definition.nomination !== undefined)
    checkQuestions([definition.nomination.title], "nomination.title", questions, list);
}

function checkQuestions(
  names: readonly string[],
  path: string,
  questions: ReadonlySet<string>,
  list: FindingList,
): void {
  for (const name of names) {
    if (!questions.has(name)) list.error("unknown-item", path, `${name} is no question`, "name one of the questions");
  }
}

function checkDistinct(variables: readonly Variable[], list: FindingList): void {
  const seen = new Map<string, string>();
  for (const { name, question } of variables) {
    const key = name.toLowerCase();
    const other = seen.get(key);
    if (other !== undefined) {
      list.error(
        "duplicate-variable",
        question,
        `variable ${name} comes from ${other} and ${question}`,
        "rename one of the questions",
      );
    }
    seen.set(key, question);
  }
  if (variables.length > maximumVariables) {
    list.error(
      "too-many-variables",
      "survey",
      `${variables.length} variables, at most ${maximumVariables} are accepted`,
      "lower the limits of dynamic panels",
    );
  }
}

/** Checks the variables a questionnaire makes and what its file says of them (rules LI15, LI16). */
export function checkVariables(
  definition: QuestionnaireDefinition,
  variables: readonly Variable[],
  list: FindingList,
): void {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  checkPersonal(definition, variables, list);
  checkDistinct(variables, list);
  checkConstructs(definition, byName, list);
  checkDerived(definition, byName, list);
  checkAttention(definition, byName, list);
  for (const [index, { importance, performance }] of (definition.importancePerformance ?? []).entries()) {
    checkKnown([importance, performance], `importancePerformance[${index}]`, byName, list);
  }
}
