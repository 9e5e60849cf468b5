import { readCsvRows, type Variable } from "@diaoyan/instruments";
import { columnDuplicate, columnMissing, csvEmpty, notANumber, rowTooLong } from "../errors.ts";
import type { Column, Dataset } from "../model/dataset.ts";
import { inferVariable } from "./infer-variable.ts";
import { findTexts, parseTexts } from "./parse-texts.ts";

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
  const given = header.map((name) => described.get(name));
  const found = findTexts(rows, given.map(expectedOf));
  const made = header.map((name, place) => {
    const row = found[place] ?? -1;
    if (given[place] !== undefined && row >= 0) throw notANumber(name, row + 2, rows[row]?.[place] ?? "");
    return given[place] ?? inferVariable(name, row < 0);
  });
  const duplicate = header.find((name, column) => header.indexOf(name) !== column);
  if (duplicate !== undefined) throw columnDuplicate(duplicate);
  const columns = parseTexts(made, rows);
  return {
    rowCount: rows.length,
    variables: made,
    columns: new Map(header.map((name, place) => [name, columns[place] as Column])),
  };
}

/** Numbers of a variable described as numeric must be numbers; the texts of one nobody described suggest what it is. */
function expectedOf(variable: Variable | undefined) {
  if (variable === undefined) return "measured";
  return variable.type === "numeric" ? "number" : null;
}
