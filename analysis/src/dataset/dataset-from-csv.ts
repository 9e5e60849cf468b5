import { readCsvRows, type Variable } from "@diaoyan/instruments";
import { csvEmpty, notANumber, rowTooLong } from "../errors.ts";
import type { Column, Dataset } from "../model/dataset.ts";
import { checkHeader } from "./check-header.ts";
import { inferVariable } from "./infer-variable.ts";
import { expectedOf, findTexts, parseTexts } from "./parse-texts.ts";

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
  checkHeader(header, variables);
  for (const [row, fields] of rows.entries())
    if (fields.length > header.length) throw rowTooLong(row + 2, header.length, fields.length);
  const given = header.map((name) => described.get(name));
  const found = findTexts(rows, given.map(expectedOf));
  const made = header.map((name, place) => {
    const row = found[place] ?? -1;
    if (given[place] !== undefined && row >= 0) throw notANumber(name, row + 2, rows[row]?.[place] ?? "");
    return given[place] ?? inferVariable(name, row < 0);
  });
  const columns = parseTexts(made, rows);
  return {
    rowCount: rows.length,
    variables: made,
    columns: new Map(header.map((name, place) => [name, columns[place] as Column])),
  };
}
