import type { Column, Dataset } from "@diaoyan/analysis";

/** First characters that make a spreadsheet take a text for a formula, full-width forms included (CWE-1236). */
const formulaStart = /^[=+\-@\t\r＝＋－＠]/;

/** Quotes a text cell by RFC 4180; a text that looks like a formula gets an apostrophe in front. */
export function writeTextCell(text: string): string {
  const guarded = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(guarded) || guarded !== guarded.trim() ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

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
  for (let row = 0; row < dataset.rowCount; row += 1)
    yield `${columns.map((column) => cellOf(column, row)).join(",")}\r\n`;
}

/** A data set as one CSV text. */
export function writeCsv(dataset: Dataset): string {
  return [...csvLines(dataset)].join("");
}
