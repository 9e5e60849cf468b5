import { readCsvRows, type Variable } from "@diaoyan/instruments";
import { columnDuplicate, columnMissing, csvEmpty, notANumber, rowTooLong } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { inferVariable } from "./infer-variable.ts";
import { findText, parseTexts, type TextColumn } from "./parse-texts.ts";

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
  for (const [row, fields] of rows.entries())
    if (fields.length > header.length) throw rowTooLong(row + 2, header.length, fields.length);
  const made = header.map((name, place) => describeColumn(name, described.get(name), { rows, place }));
  const duplicate = header.find((name, column) => header.indexOf(name) !== column);
  if (duplicate !== undefined) throw columnDuplicate(duplicate);
  return {
    rowCount: rows.length,
    variables: made,
    columns: new Map(made.map((variable, place) => [variable.name, parseTexts(variable, { rows, place })])),
  };
}

/** The given variable, whose numbers must be numbers, or the one its texts suggest. */
function describeColumn(name: string, given: Variable | undefined, column: TextColumn): Variable {
  if (given === undefined) return inferVariable(name, findText(column, false) === null);
  const row = given.type === "numeric" ? findText(column, true) : null;
  if (row !== null) throw notANumber(name, row + 2, column.rows[row]?.[column.place] ?? "");
  return given;
}
