import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import { isObject } from "../profile/read-properties.ts";
import type { TableRow } from "./read-table.ts";

/** Properties an export kept in the column of our own; whatever stands there is held against the profile later. */
export function readKept(row: TableRow, column: string, list: FindingList): Readonly<Record<string, Json>> {
  const text = row.cell(column);
  if (text === "") return {};
  const value = parse(text);
  if (isObject(value)) return value;
  list.error(
    "xlsform.kept-broken",
    row.place(column),
    "the column diaoyan holds no JSON object any more",
    "export the questionnaire again, or empty the cell and go without the properties",
  );
  return {};
}

/** Parses JSON; undefined where it is none. */
export function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
