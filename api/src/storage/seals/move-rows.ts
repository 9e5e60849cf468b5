import type { OperationNode } from "kysely";
import { type Cell, keyText, type Row } from "../../chain/row-seal.ts";
import { type SealedTable, studyColumn } from "../../chain/sealed-tables.ts";
import type { Put } from "./read-query.ts";
import { reckon, type Test, toCell } from "./reckon.ts";

/** A row as it is hashed: its study under that name. */
export function toSealedRow(spec: SealedTable, found: Readonly<Record<string, unknown>>): Row {
  const row: Record<string, Cell> = {};
  for (const column in found) row[column] = toCell(found[column]);
  row["study"] = toCell(found[studyColumn(spec)]);
  return row;
}

/** What names a row within its study. */
export const keyOf = ({ key }: SealedTable, row: Row): string => keyText(key.map((column) => row[column] ?? null));

/** The rows an insert brings, with the columns that are sealed. */
export function insertedRows({ spec, columns, lists }: Put): readonly Row[] {
  const held = [...new Set([studyColumn(spec), ...spec.key, ...spec.columns])];
  const places = held.map((column) => [column, columns.indexOf(column)] as const);
  return lists.map((list) => {
    const row: Record<string, Cell> = {};
    for (const [column, at] of places) row[column] = at < 0 ? null : cellOf(list[at]);
    row["study"] = row[studyColumn(spec)] ?? null;
    return row;
  });
}

function cellOf(value: unknown): Cell {
  const isNode = typeof value === "object" && value !== null && "kind" in value;
  return isNode ? reckon(value as OperationNode, { own: {} }) : toCell(value);
}

/** Columns of which a condition says what they hold. */
export function namedCells(tests: readonly Test[]): Row {
  const equal = tests.filter(({ operator, values }) => operator === "=" || (operator === "is" && values[0] === null));
  return Object.fromEntries(equal.map(({ column, values }) => [column, values[0] ?? null]));
}
