import type { Json } from "../model/questionnaire.ts";
import { readExpression } from "../profile/check-property.ts";
import type { FindingList } from "../profile/finding.ts";
import type { FormNode } from "../profile/form.ts";
import { isObject, readProperties, wordOf } from "../profile/read-properties.ts";
import { choiceItemProperties } from "../profile/survey-properties.ts";
import { noneCode, otherCode } from "../program/program.ts";

/** Most choices, rows or columns one list may have. */
const maximumChoices = 300;

/** What may become part of a variable name. */
const nameable = /^[\p{L}\p{N}_]{1,40}$/u;

function choiceValue(item: Json): Json | undefined {
  return isObject(item) ? item["value"] : item;
}

function checkItem(item: Json, path: string, list: FindingList): void {
  if (isObject(item)) {
    readProperties(item, choiceItemProperties, { what: "a choice", path }, list);
    for (const name of ["visibleIf", "enableIf"] as const)
      if (item[name] !== undefined) readExpression(item[name], `${path}.${name}`, list);
  }
  const value = choiceValue(item);
  const scalar =
    typeof value === "boolean" ||
    (typeof value === "number" && Number.isFinite(value)) ||
    (typeof value === "string" && value.trim() !== "");
  if (!scalar) {
    list.error(
      "bad-choice",
      path,
      "a choice needs a value: a text, a number, true or false",
      'write {"value": 1, "text": "…"}',
    );
  }
}

function checkLabel(item: Json, path: string, list: FindingList): void {
  const value = choiceValue(item);
  if (typeof value === "number" && !(isObject(item) && item["text"] !== undefined)) {
    list.warn(
      "missing-label",
      path,
      `code ${value} has no label`,
      "add a text, so that tables show what the code means",
    );
  }
}

function checkDistinct(items: readonly Json[], path: string, list: FindingList): void {
  const seen = new Set<string>();
  items.forEach((item, index) => {
    const key = wordOf(choiceValue(item)).toLowerCase();
    if (seen.has(key))
      list.error(
        "duplicate-choice",
        `${path}[${index}]`,
        `value ${key} stands twice`,
        "give each choice its own value",
      );
    seen.add(key);
  });
}

/** Checks a list of choices, rows or columns (rule LI4); `named` lists become parts of variable names. */
export function checkChoiceList(items: readonly Json[], path: string, named: boolean, list: FindingList): void {
  if (items.length > maximumChoices) {
    list.error(
      "too-many-choices",
      path,
      `${items.length} choices, at most ${maximumChoices} are accepted`,
      "group them, or ask with a text question",
    );
    return;
  }
  items.forEach((item, index) => {
    checkItem(item, `${path}[${index}]`, list);
    const value = wordOf(choiceValue(item));
    if (named && !nameable.test(value)) {
      list.error(
        "bad-choice-name",
        `${path}[${index}]`,
        `value ${JSON.stringify(value)} becomes part of a variable name`,
        "use up to 40 letters, digits and _ as value, and say the rest in text",
      );
    }
  });
  checkDistinct(items, path, list);
}

/** Words and codes that the special choices need for themselves (rule LI5). */
export function checkSpecialChoices(node: FormNode, items: readonly Json[], list: FindingList): void {
  const other = node.properties["showOtherItem"] === true;
  const none = node.properties["showNoneItem"] === true;
  for (const item of items) {
    const value = choiceValue(item);
    const word = (other && value === "other") || (none && value === "none");
    const code = (other && Number(wordOf(value)) === otherCode) || (none && Number(wordOf(value)) === noneCode);
    if (word || code) {
      list.error(
        "reserved-choice",
        node.path,
        `value ${wordOf(value)} is kept for 其他 or 以上都不是`,
        "give the choice another value",
      );
    }
  }
}

/** Codes without a label among answer choices. */
export function checkChoiceLabels(items: readonly Json[], path: string, list: FindingList): void {
  items.forEach((item, index) => {
    checkLabel(item, `${path}[${index}]`, list);
  });
}
