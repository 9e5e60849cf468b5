import type { Column, Dataset } from "@diaoyan/analysis";
import { writeTextCell } from "@diaoyan/instruments";

/** Numbers are written as they are, so that -3 stays a number. */
function cellOf(column: Column | undefined, row: number): string {
  if (column === undefined) return "";
  if (column.kind === "numeric") {
    const value = column.values[row] ?? Number.NaN;
    return Number.isNaN(value) ? "" : String(value);
  }
  const text = column.categories[column.codes[row] ?? -1];
  return text === undefined ? "" : writeTextCell(text);
}

/** Lines of a data set as CSV (UTF-8, BOM first, CRLF): names, then a line a case; missing cells are empty. */
export function* csvLines(dataset: Dataset): Generator<string> {
  const names = dataset.variables.map(({ name }) => name);
  const columns = names.map((name) => dataset.columns.get(name));
  yield `\uFEFF${names.map(writeTextCell).join(",")}\r\n`;
  for (let row = 0; row < dataset.rowCount; row += 1) {
    const line = columns.map((column) => cellOf(column, row)).join(",");
    // a line without a character would be read as no line
    yield line === "" ? '""\r\n' : `${line}\r\n`;
  }
}

/** A data set as one CSV text. */
export function writeCsv(dataset: Dataset): string {
  return [...csvLines(dataset)].join("");
}
