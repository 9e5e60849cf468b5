import { readCsvRows, type Variable } from "@diaoyan/instruments";
import { columnDuplicate, columnMissing, csvEmpty, rowTooLong } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { makeColumn, type RawCell } from "./columns.ts";

const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const skipped: RawCell = { missing: "skipped" };

/**
 * Reads a CSV text (UTF-8, BOM allowed, first row = names, empty cell = missing). A column of numbers only is numeric,
 * any other is text, unless `variables` says otherwise. Columns `variables` does not describe are kept.
 */
export function datasetFromCsv(text: string, variables: readonly Variable[] = []): Dataset {
  const [header, ...rows] = readCsvRows(text);
  if (header === undefined) throw csvEmpty();
  const described = new Map(variables.map((variable) => [variable.name, variable]));
  for (const name of described.keys()) if (!header.includes(name)) throw columnMissing(name, header);
  const cells = header.map(() => new Array<RawCell>(rows.length));
  for (const [row, fields] of rows.entries()) {
    if (fields.length > header.length) throw rowTooLong(row + 2, header.length, fields.length);
    for (const [column, list] of cells.entries()) {
      const field = fields[column] ?? "";
      list[row] = field === "" ? skipped : { value: field };
    }
  }
  const made = header.map((name, column) => described.get(name) ?? inferVariable(name, cells[column] ?? []));
  const duplicate = header.find((name, column) => header.indexOf(name) !== column);
  if (duplicate !== undefined) throw columnDuplicate(duplicate);
  return {
    rowCount: rows.length,
    variables: made,
    columns: new Map(made.map((variable, column) => [variable.name, makeColumn(variable, cells[column] ?? [])])),
  };
}

function inferVariable(name: string, cells: readonly RawCell[]): Variable {
  const numeric = cells.every((cell) => "missing" in cell || number.test(String(cell.value)));
  return {
    name,
    label: { zh: name },
    question: name,
    type: numeric ? "numeric" : "string",
    measure: numeric ? "scale" : "nominal",
  };
}
