import { z } from "zod";
import { readColumn } from "../dataset/read-column.ts";
import { operandInvalid } from "../errors.ts";
import type { Column, Dataset } from "../model/dataset.ts";
import { compareCodePoints } from "../text/compare-code-points.ts";

const scalar = z.union([z.number(), z.string()]);

/** Shape of a filter: a comparison of one variable, or and/or/not of filters. */
export type Where =
  | { readonly and: readonly Where[] }
  | { readonly or: readonly Where[] }
  | { readonly not: Where }
  | ({ readonly variable: string } & { readonly [Operator in Comparison]?: number | string | undefined } & {
      readonly in?: readonly (number | string)[] | undefined;
    });

type Comparison = "eq" | "ne" | "lt" | "lte" | "gt" | "gte";

/** Schema of `where`. */
export const whereSchema: z.ZodType<Where> = z.lazy(() =>
  z.union([
    z.strictObject({ and: z.array(whereSchema).min(1) }),
    z.strictObject({ or: z.array(whereSchema).min(1) }),
    z.strictObject({ not: whereSchema }),
    z
      .strictObject({
        variable: z.string(),
        in: z.array(scalar).optional(),
        eq: scalar.optional(),
        ne: scalar.optional(),
        lt: scalar.optional(),
        lte: scalar.optional(),
        gt: scalar.optional(),
        gte: scalar.optional(),
      })
      .refine((one) => Object.keys(one).length > 1, "expected a comparison such as in, eq, ne, lt, lte, gt, gte"),
  ]),
);

/** Truth in three values: a comparison with a missing cell is unknown, and stays so under `not`. */
type Truth = true | false | null;

/** Keeps the rows for which the filter is true; unknown (missing) rows are left out. Throws `variable.unknown`, `where.operand`. */
export function applyWhere(dataset: Dataset, where: Where): Dataset {
  const test = prepare(dataset, where);
  const rows: number[] = [];
  for (let row = 0; row < dataset.rowCount; row += 1) if (test(row) === true) rows.push(row);
  return selectRows(dataset, rows);
}

/** 1 by row where the filter is true, 0 elsewhere. Throws as `applyWhere` does. */
export function markRows(dataset: Dataset, where: Where): Uint8Array {
  const test = prepare(dataset, where);
  return Uint8Array.from({ length: dataset.rowCount }, (_, row) => (test(row) === true ? 1 : 0));
}

/** A data set of some rows, in the order given. */
export function selectRows(dataset: Dataset, rows: readonly number[]): Dataset {
  const columns = new Map([...dataset.columns].map(([name, column]) => [name, pick(column, rows)]));
  const ids = dataset.rowIds;
  return { ...dataset, rowCount: rows.length, columns, ...(ids && { rowIds: rows.map((row) => ids[row] ?? "") }) };
}

function pick(column: Column, rows: readonly number[]): Column {
  const { missingCodes } = column;
  const absence = {
    missing: Uint8Array.from(rows, (row) => column.missing[row] ?? 0),
    ...(missingCodes && { missingCodes: Uint8Array.from(rows, (row) => missingCodes[row] ?? 0) }),
  };
  if (column.kind === "numeric")
    return { ...column, ...absence, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) };
  return { ...column, ...absence, codes: Int32Array.from(rows, (row) => column.codes[row] ?? -1) };
}

function prepare(dataset: Dataset, where: Where): (row: number) => Truth {
  if ("and" in where)
    return combine(
      where.and.map((one) => prepare(dataset, one)),
      false,
    );
  if ("or" in where)
    return combine(
      where.or.map((one) => prepare(dataset, one)),
      true,
    );
  if ("not" in where) {
    const inner = prepare(dataset, where.not);
    return (row) => {
      const truth = inner(row);
      return truth === null ? null : !truth;
    };
  }
  return prepareComparison(readColumn(dataset, where.variable), where);
}

/** `and` is settled by the first false, `or` by the first true; otherwise one unknown makes the whole unknown. */
function combine(tests: readonly ((row: number) => Truth)[], settling: boolean): (row: number) => Truth {
  return (row) => {
    let unknown = false;
    for (const test of tests) {
      const truth = test(row);
      if (truth === settling) return settling;
      if (truth === null) unknown = true;
    }
    return unknown ? null : !settling;
  };
}

function prepareComparison(
  column: Column,
  where: Extract<Where, { readonly variable: string }>,
): (row: number) => Truth {
  const { variable: _, in: list, ...comparisons } = where;
  const read = (value: number | string): number | string => readOperand(where.variable, column, value);
  const wanted = list && new Set(list.map(read));
  const pairs = Object.entries(comparisons).flatMap(([operator, value]) =>
    value === undefined ? [] : [[operator as Comparison, read(value)] as const],
  );
  return (row) => {
    const value = cellOf(column, row);
    if (value === null) return null;
    if (wanted && !wanted.has(value)) return false;
    return pairs.every(([operator, other]) => compare(value, other, operator));
  };
}

/** What a variable is compared with: a number with a numeric one, else a text. */
function readOperand(variable: string, column: Column, value: number | string): number | string {
  if (column.kind === "categorical") return String(value);
  const number = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
  if (Number.isNaN(number)) throw operandInvalid(variable, String(value));
  return number;
}

function cellOf(column: Column, row: number): number | string | null {
  if (column.kind === "numeric") {
    const value = column.values[row] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  }
  return column.categories[column.codes[row] ?? -1] ?? null;
}

/** Numbers by size, texts (dates too) by code point. */
function compare(a: number | string, b: number | string, operator: Comparison): boolean {
  const order = typeof a === "number" ? a - Number(b) : compareCodePoints(a, String(b));
  switch (operator) {
    case "eq":
      return order === 0;
    case "ne":
      return order !== 0;
    case "lt":
      return order < 0;
    case "lte":
      return order <= 0;
    case "gt":
      return order > 0;
    case "gte":
      return order >= 0;
  }
}
