import type { OperationNode } from "kysely";
import { type Cell, keyText, type Row } from "../../chain/row-seal.ts";
import { type SealedTable, studyColumn } from "../../chain/sealed-tables.ts";
import type { Put } from "./read-query.ts";
import { reckon, type Test, toCell } from "./reckon.ts";

/** A row as it is hashed: its study under that name. */
export function toSealedRow(spec: SealedTable, found: Readonly<Record<string, unknown>>): Row {
  const cells = Object.entries(found).map(([column, value]) => [column, toCell(value)] as const);
  return { ...Object.fromEntries(cells), study: toCell(found[studyColumn(spec)]) };
}

/** What names a row within its study. */
export const keyOf = ({ key }: SealedTable, row: Row): string => keyText(key.map((column) => row[column] ?? null));

/** The rows an insert brings, with the columns that are sealed. */
export function insertedRows({ spec, columns, lists }: Put): readonly Row[] {
  const nothing = Object.fromEntries([...spec.key, ...spec.columns].map((column) => [column, null]));
  const wanted = columns.map((column) => column === studyColumn(spec) || column in nothing);
  return lists.map((list) => {
    const cells = columns.flatMap((column, at) => (wanted[at] ? [[column, cellOf(list[at])] as const] : []));
    return toSealedRow(spec, { ...nothing, ...Object.fromEntries(cells) });
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
