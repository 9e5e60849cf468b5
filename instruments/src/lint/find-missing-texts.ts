import type { Json } from "../model/questionnaire.ts";
import { FindingList, type LintFinding } from "../profile/finding.ts";
import type { FormNode } from "../profile/form.ts";
import { nodesOf, readForm } from "../profile/read-form.ts";
import { isObject, wordOf } from "../profile/read-properties.ts";
import { lintQuestionnaire } from "./lint-questionnaire.ts";

const texts = new Set(["missing-title", "missing-label"]);

/** Lists whose entries a respondent reads. The steps of a scale are none: 1 to 5 may stand for themselves. */
const readLists: Readonly<Record<string, readonly string[]>> = {
  matrix: ["rows"],
  matrixdropdown: ["rows", "choices"],
};

/** The Chinese of a text; empty where it has English alone or nothing. */
function chineseOf(value: Json | undefined): string {
  if (!isObject(value)) return typeof value === "string" ? value.trim() : "";
  return wordOf(value["zh-cn"] || value["default"]).trim();
}

/** Whether an entry can be read: it has a text, or its value is one. Bare codes cannot. */
function isReadable(item: Json): boolean {
  const [value, text] = isObject(item) ? [item["value"], item["text"]] : [item, undefined];
  if (text !== undefined) return chineseOf(text) !== "";
  return typeof value === "string" && /\p{L}/u.test(value);
}

function checkTitle({ path, name, properties }: FormNode, list: FindingList): void {
  if (chineseOf(properties["title"]) !== "") return;
  // a column or blank may be called by its title
  const named = properties["title"] === undefined && /\p{Script=Han}/u.test(name);
  if (!named) list.error("missing-title", path, `${name} has no Chinese title`, "write the title respondents read");
}

function checkEntries({ path, properties }: FormNode, property: string, list: FindingList): void {
  const items = properties[property];
  if (!Array.isArray(items)) return;
  (items as readonly Json[]).forEach((item, index) => {
    if (isReadable(item)) return;
    const value = wordOf(isObject(item) ? item["value"] : item);
    const place = `${path}.${property}[${index}]`;
    list.error("missing-label", place, `${value} has no Chinese text`, "write the text respondents read");
  });
}

function findMissingTexts(survey: Readonly<Record<string, Json>>): readonly LintFinding[] {
  const list = new FindingList();
  for (const node of nodesOf(readForm(survey, new FindingList()).pages)) {
    if (node.role === "input") checkTitle(node, list);
    for (const property of readLists[node.type] ?? ["choices"]) checkEntries(node, property, list);
  }
  return list.findings;
}

/**
 * What publishing is held to: everything the lint finds, and every question, choice and row has a Chinese text (rule LI18).
 * Versions that were published without one stay what they are; the lint alone only warns of them.
 */
export function lintForPublishing(definition: unknown): LintFinding[] {
  const findings = lintQuestionnaire(definition);
  const survey = isObject(definition) ? definition["survey"] : undefined;
  if (!isObject(survey) || findings.some(({ code }) => code === "too-deep")) return findings;
  const missing = findMissingTexts(survey);
  const stopped = new Set(missing.map(({ path }) => path));
  return [...missing, ...findings.filter(({ code, path }) => !(texts.has(code) && stopped.has(path)))];
}
