import type { Expression } from "../expression/expression.ts";
import type { Json } from "../model/questionnaire.ts";
import { type PropertyTable, propertyAliases } from "../profile/property-rule.ts";
import { refusals } from "../profile/survey-properties.ts";
import { checkProperty, readExpression } from "./check-property.ts";
import type { FindingList } from "./finding.ts";
import type { Properties } from "./form.ts";

/** Properties that passed, and the expressions among them, parsed. */
export interface ReadProperties {
  readonly properties: Properties;
  readonly expressions: Readonly<Record<string, Expression>>;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, Json>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** A scalar as text; objects as JSON, since their own `toString` may be data. */
export function wordOf(value: Json | undefined): string {
  return value !== null && typeof value === "object" ? JSON.stringify(value) : String(value ?? "");
}

function refuse(key: string, what: string, path: string, list: FindingList): void {
  const known = Object.hasOwn(refusals, key) ? refusals[key] : undefined;
  const why = known?.why ?? `it is not in the list of accepted properties of ${what}`;
  list.error(
    "unknown-property",
    path,
    `property ${key} of ${what} is refused: ${why}`,
    known?.remedy ?? "remove it, or check its spelling",
  );
}

/** Reads an object by its table of accepted properties; aliases get their current name, everything else is refused. */
export function readProperties(
  node: Readonly<Record<string, Json>>,
  table: PropertyTable,
  at: { readonly what: string; readonly path: string },
  list: FindingList,
): ReadProperties {
  const properties: Record<string, Json> = {};
  const expressions: Record<string, Expression> = {};
  for (const [key, value] of Object.entries(node)) {
    const name =
      Object.hasOwn(propertyAliases, key) && !Object.hasOwn(table, key) ? (propertyAliases[key] as string) : key;
    const path = `${at.path}.${key}`;
    const rule = Object.hasOwn(table, name) ? table[name] : undefined;
    if (rule === undefined) {
      refuse(key, at.what, path, list);
      continue;
    }
    if (Object.hasOwn(properties, name)) {
      list.error("duplicate-property", path, `${key} and ${name} say the same`, "keep one of them");
    }
    if (!checkProperty(rule, value, path, list)) continue;
    properties[name] = value;
    if (rule === "expression") {
      const expression = readExpression(value, path, list);
      if (expression) expressions[name] = expression;
    }
  }
  return { properties, expressions };
}
