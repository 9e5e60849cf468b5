import { csvMalformed } from "../errors.ts";
import type { Sheet } from "../spreadsheet/workbook.ts";

/**
 * Rows of a CSV text (RFC 4180: quotes, doubled quotes, line breaks inside quotes; a BOM is skipped); empty lines are left
 * out. Throws `csv.malformed` with the line, counted from `firstLine`.
 */
export function readCsvRows(text: string, firstLine = 1): readonly (readonly string[])[] {
  return scanRows(text, firstLine).filter((row) => row.length > 0);
}

/** The rows of a CSV text with empty lines as empty rows, so that a row keeps its place in the file. Throws `csv.malformed`. */
export function readCsvSheet(name: string, text: string): Sheet {
  return { name, rows: scanRows(text, 1) };
}

function scanRows(text: string, firstLine: number): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const fields = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  const source = text.replace(/^\uFEFF/, "");
  if (!/"|\r(?!\n)/.test(source)) return splitPlain(source);
  while (fields.lastIndex < source.length) {
    const from = fields.lastIndex;
    const match = fields.exec(source);
    if (match === null) throw csvMalformed(firstLine - 1 + source.slice(0, from).split("\n").length);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    const blank = row.length === 1 && match[1] === undefined && match[2] === "";
    rows.push(blank ? [] : row);
    row = [];
  }
  if (row.length > 0) rows.push([...row, ""]);
  return rows;
}

/** Without a quote lines are rows and commas stand between fields. */
function splitPlain(source: string): readonly (readonly string[])[] {
  const lines = source.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => (line === "" ? [] : line.split(",")));
}

/** Rows as records by the names of the first row; rows without any text are left out. */
export function readCsvRecords(text: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = readCsvRows(text).filter((row) => row.some((field) => field !== ""));
  return rows.map((row) => Object.fromEntries(header.map((name, column) => [name.trim(), (row[column] ?? "").trim()])));
}
