import { columnProperties, elementTypes, itemProperties, pageProperties } from "./element-types.ts";
import type { PropertyTable } from "./property-rule.ts";
import { choiceItemProperties, surveyProperties, validatorTypes } from "./survey-properties.ts";

const tables: readonly PropertyTable[] = [
  ...[...elementTypes.values()].map(({ properties }) => properties),
  ...validatorTypes.values(),
  pageProperties,
  columnProperties,
  itemProperties,
  choiceItemProperties,
  surveyProperties,
];

/** Names of all properties of the profile that hold a text in several languages. */
export const textProperties: ReadonlySet<string> = new Set(
  tables.flatMap((table) =>
    Object.entries(table).flatMap(([name, rule]) => (rule === "text" || rule === "html" ? [name] : [])),
  ),
);
