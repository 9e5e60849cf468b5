import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { FormNode } from "../profile/form.ts";
import { isObject, readProperties, wordOf } from "../profile/read-properties.ts";
import { findUnsafeRegex } from "../profile/safe-regex.ts";
import { validatorTypes } from "../profile/survey-properties.ts";

function checkRegex(validator: Readonly<Record<string, Json>>, path: string, list: FindingList): void {
  const reason =
    typeof validator["regex"] === "string" ? findUnsafeRegex(validator["regex"]) : "the property regex is missing";
  if (reason) {
    list.error(
      "unsafe-regex",
      `${path}.regex`,
      `the pattern is refused: ${reason}`,
      "begin with ^, use one open-ended repeat at most, and bound the others as in {1,20}",
    );
  }
}

function checkLimits(validator: Readonly<Record<string, Json>>, path: string, list: FindingList): void {
  for (const [low, high] of [
    ["minValue", "maxValue"],
    ["minLength", "maxLength"],
    ["minCount", "maxCount"],
  ] as const) {
    const min = validator[low];
    const max = validator[high];
    if (typeof min === "number" && typeof max === "number" && max > 0 && min > max) {
      list.error("contradictory-limits", path, `${low} ${min} is above ${high} ${max}`, "swap or correct the limits");
    }
  }
}

function checkValidator(validator: Json, path: string, list: FindingList): void {
  const type = isObject(validator) ? wordOf(validator["type"]) : "";
  const table = validatorTypes.get(type);
  if (!isObject(validator) || !table) {
    list.error(
      "unknown-validator",
      path,
      `validator type ${JSON.stringify(type)} is refused`,
      `use one of ${[...validatorTypes.keys()].join(", ")}`,
    );
    return;
  }
  const { expressions } = readProperties(validator, table, { what: `a ${type} validator`, path }, list);
  checkLimits(validator, path, list);
  if (type === "regex") checkRegex(validator, path, list);
  if (type === "expression" && !expressions["expression"]) {
    list.error("missing-property", path, "an expression validator needs an expression", "add the property expression");
  }
}

/** Checks the validators of a question (rules LI8, LI9). */
export function checkValidators(node: FormNode, list: FindingList): void {
  const validators = node.properties["validators"];
  if (!Array.isArray(validators)) return;
  for (const [index, validator] of (validators as readonly Json[]).entries()) {
    checkValidator(validator, `${node.path}.validators[${index}]`, list);
  }
}
