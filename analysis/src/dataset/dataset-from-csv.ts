import { readCsvRows, type Variable } from "@diaoyan/instruments";
import { columnDuplicate, columnMissing, csvEmpty, notANumber, rowTooLong } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { makeColumn, type RawCell } from "./columns.ts";
import { inferVariable, isNumber } from "./infer-variable.ts";

const skipped: RawCell = { missing: "skipped" };

/**
 * Reads a CSV text (UTF-8, BOM allowed, first row = names, empty cell = missing, a blank one too where a number is described). A column of numbers only is numeric,
 * any other is text, unless `variables` says otherwise: text in a column described as numeric is an error. Columns
 * `variables` does not describe are kept. Throws `csv.empty`, `csv.column-missing`, `csv.column-duplicate`,
 * `csv.row-too-long`, `csv.not-a-number`.
 */
export function datasetFromCsv(text: string, variables: readonly Variable[] = []): Dataset {
  const [header, ...rows] = readCsvRows(text);
  if (header === undefined) throw csvEmpty();
  const described = new Map(variables.map((variable) => [variable.name, variable]));
  for (const name of described.keys()) if (!header.includes(name)) throw columnMissing(name, header);
  const numeric = header.map((name) => described.get(name)?.type === "numeric");
  const cells = header.map(() => new Array<RawCell>(rows.length));
  for (const [row, fields] of rows.entries()) {
    if (fields.length > header.length) throw rowTooLong(row + 2, header.length, fields.length);
    for (const [column, list] of cells.entries()) {
      const field = fields[column] ?? "";
      list[row] = field === "" || (numeric[column] && field.trim() === "") ? skipped : { value: field };
    }
  }
  for (const [column, name] of header.entries()) if (numeric[column]) refuseText(name, cells[column] ?? []);
  const made = header.map(
    (name, column) => described.get(name) ?? inferVariable(name, holdsNumbers(cells[column] ?? [])),
  );
  const duplicate = header.find((name, column) => header.indexOf(name) !== column);
  if (duplicate !== undefined) throw columnDuplicate(duplicate);
  return {
    rowCount: rows.length,
    variables: made,
    columns: new Map(made.map((variable, column) => [variable.name, makeColumn(variable, cells[column] ?? [])])),
  };
}

function refuseText(name: string, cells: readonly RawCell[]): void {
  for (const [row, cell] of cells.entries())
    if ("value" in cell && !isNumber(String(cell.value).trim())) throw notANumber(name, row + 2, String(cell.value));
}

function holdsNumbers(cells: readonly RawCell[]): boolean {
  return cells.every((cell) => "missing" in cell || isNumber(String(cell.value)));
}
