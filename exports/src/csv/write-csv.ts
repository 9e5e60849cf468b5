import type { Column, Dataset } from "@diaoyan/analysis";

/**
 * Texts a spreadsheet may take for a formula (CWE-1236): =, +, -, @ and their full-width forms, also behind blanks and
 * apostrophes, and whatever begins with a tab or a line end.
 */
const formulaStart = /^(?:['\s\u3000]*[=+\-@＝＋－＠]|[\t\r\n])/;

/** Whether a spreadsheet may take a text for a formula. */
export function looksLikeFormula(text: string): boolean {
  return formulaStart.test(text);
}

/** A text that looks like a formula with an apostrophe in front, any other as it is. */
function guardText(text: string): string {
  return looksLikeFormula(text) ? `'${text}` : text;
}

/** Quotes a text cell by RFC 4180; a text that looks like a formula gets an apostrophe in front. */
export function writeTextCell(text: string): string {
  const guarded = guardText(text);
  return /[",\r\n']/.test(guarded) || guarded !== guarded.trim() ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

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
