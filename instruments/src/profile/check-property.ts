import type { Expression } from "../expression/expression.ts";
import { parseExpression } from "../expression/parse-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import { isLocalizedString, textsOf } from "../profile/localized-string.ts";
import type { PropertyRule } from "../profile/property-rule.ts";
import { findUnsafeHtml } from "../profile/safe-html.ts";
import { isSafeImageLink } from "../profile/safe-link.ts";
import type { FindingList } from "./finding.ts";

type Check = (value: Json) => boolean;

/** Kinds that one look decides: the check and what it expects. */
const simpleChecks: Readonly<Partial<Record<Extract<PropertyRule, string>, readonly [Check, string]>>> = {
  text: [isLocalizedString, "a text, or texts under default, zh-cn and en"],
  flag: [(value) => typeof value === "boolean", "true or false"],
  whole: [(value) => Number.isSafeInteger(value) && (value as number) >= 0, "a whole number from 0"],
  number: [(value) => typeof value === "number" && Number.isFinite(value), "a number"],
  limit: [(value) => typeof value === "number" || typeof value === "string", "a number or a date"],
  scalar: [(value) => ["string", "number", "boolean"].includes(typeof value), "a text, a number, true or false"],
  size: [
    (value) => typeof value === "number" || (typeof value === "string" && /^\d{1,5}(?:px|%|em|rem)?$/u.test(value)),
    "a length such as 200px or 50%",
  ],
  name: [(value) => typeof value === "string", "a text"],
  choices: [Array.isArray, "a list"],
  rates: [Array.isArray, "a list"],
  texts: [(value) => Array.isArray(value) && value.every(isLocalizedString), "a list of texts"],
  validators: [Array.isArray, "a list"],
  nodes: [Array.isArray, "a list"],
  html: [isLocalizedString, "a text, or texts under default, zh-cn and en"],
  imageLink: [(value) => typeof value === "string", "a text"],
  expression: [(value) => typeof value === "string", "an expression as text"],
};

function checkHtml(value: Json, path: string, list: FindingList): void {
  for (const text of textsOf(value)) {
    const unsafe = findUnsafeHtml(text);
    if (unsafe) {
      list.error(
        "unsafe-html",
        path,
        `static content holds ${unsafe}`,
        "use plain formatting elements without attributes, scripts and piped answers",
      );
    }
  }
}

function checkImage(value: Json, path: string, list: FindingList): void {
  if (!isSafeImageLink(String(value))) {
    list.error(
      "unsafe-link",
      path,
      "a picture must not come from a foreign address",
      "use a path of this server such as /logo.png, or data:image/png;base64,…",
    );
  }
}

/** Checks the value of one property against its rule; reports and returns false when it does not fit. */
export function checkProperty(rule: PropertyRule, value: Json, path: string, list: FindingList): boolean {
  if (typeof rule !== "string") {
    if ((rule as readonly Json[]).includes(value)) return true;
    const words = rule.map((word) => JSON.stringify(word)).join(", ");
    list.error(
      "wrong-value",
      path,
      `got ${JSON.stringify(value)?.slice(0, 60)}, expected one of ${words}`,
      "choose one of these, or remove the property",
    );
    return false;
  }
  const [check, expected] = simpleChecks[rule] ?? [() => true, ""];
  if (!check(value)) {
    list.error(
      "wrong-value",
      path,
      `got ${JSON.stringify(value)?.slice(0, 60)}, expected ${expected}`,
      `write ${expected}`,
    );
    return false;
  }
  if (rule === "html") checkHtml(value, path, list);
  if (rule === "imageLink") checkImage(value, path, list);
  return true;
}

/** Parses an expression of a property; reports and returns undefined when it is not one. */
export function readExpression(value: Json, path: string, list: FindingList): Expression | undefined {
  if (typeof value !== "string" || value.trim() === "") return undefined;
  try {
    return parseExpression(value);
  } catch (error) {
    list.error(
      "bad-expression",
      path,
      (error as Error).message,
      "correct the expression; see the expression rules in SPEC.md",
    );
    return undefined;
  }
}
