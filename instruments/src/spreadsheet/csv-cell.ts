/**
 * Texts a spreadsheet may take for a formula (CWE-1236): =, +, -, @ and their full-width forms, also behind blanks and
 * apostrophes, and whatever begins with a tab or a line end.
 */
const formulaStart = /^(?:['\s\u3000]*[=+\-@＝＋－＠]|[\t\r\n])/;

/** Whether a spreadsheet may take a text for a formula. */
export function looksLikeFormula(text: string): boolean {
  return formulaStart.test(text);
}

/** Quotes a text cell by RFC 4180; a text that looks like a formula gets an apostrophe in front. */
export function writeTextCell(text: string): string {
  const guarded = looksLikeFormula(text) ? `'${text}` : text;
  return /[",\r\n']/.test(guarded) || guarded !== guarded.trim() ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** The text of a cell that `writeTextCell` wrote, once its quotes are read. */
export function readTextCell(cell: string): string {
  return cell.startsWith("'") && looksLikeFormula(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Rows of texts as a CSV file that spreadsheets open as it is: UTF-8 with BOM, lines end with CRLF. */
export function writeTextRows(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(writeTextCell).join(",")}\r\n`).join("")}`;
}
