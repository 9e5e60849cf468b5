import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import { cellAt, columnLetters, type Sheet, type Workbook } from "../spreadsheet/workbook.ts";

/** One row of a sheet by its columns. */
export interface TableRow {
  readonly sheet: string;
  /** Number of the row as the spreadsheet program shows it. */
  readonly number: number;
  /** The text of a column, "" where it is absent or empty. */
  readonly cell: (column: string) => string;
  /** Chinese and English texts of a column; undefined where there is neither. */
  readonly text: (column: string) => Json | undefined;
  /** Address of a cell for findings, such as `survey!C5`. */
  readonly place: (column: string) => string;
}

/** A sheet of an XLSForm with its columns by their current names. */
export interface Table {
  readonly rows: readonly TableRow[];
  readonly columns: readonly string[];
}

const olderNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "list name": "list_name",
    value: "name",
    relevance: "relevant",
    relevent: "relevant",
    "constraint message": "constraint_message",
    "constraint-msg": "constraint_message",
    "required message": "required_message",
    "choice filter": "choice_filter",
    "repeat count": "repeat_count",
    "read only": "readonly",
    read_only: "readonly",
    calculate: "calculation",
    caption: "label",
    "bind::relevant": "relevant",
    "bind::required": "required",
    "bind::constraint": "constraint",
    "bind::calculate": "calculation",
    "control::appearance": "appearance",
  }),
);

/** The language of a column `label::中文 (zh)`: zh, en, "" for none, null for one the profile does not keep. */
function languageOf(written: string): "zh" | "en" | "" | null {
  if (written === "") return "";
  const code = /\(([^()]+)\)\s*$/u.exec(written)?.[1]?.trim().toLowerCase();
  const name = (code ?? written).trim().toLowerCase();
  if (/^(?:zh|zh[-_].*|cmn|chinese|simplified chinese|中文|简体中文|汉语|default)$/u.test(name)) return "zh";
  return /^(?:en|en[-_].*|english|英文|英语)$/u.test(name) ? "en" : null;
}

interface Header {
  readonly name: string;
  readonly language: "zh" | "en" | "" | null;
}

function readHeader(written: string): Header {
  const text = written.trim();
  const own = text.toLowerCase();
  const known = olderNames.get(own);
  if (known !== undefined) return { name: known, language: "" };
  const at = text.search(/::?/u);
  if (at < 0 || /^(?:media|image|audio|video|bind|body|instance)\b/u.test(own)) return { name: own, language: "" };
  const name = own.slice(0, at).trim();
  return { name: olderNames.get(name) ?? name, language: languageOf(text.slice(at).replace(/^:+/u, "")) };
}

/** The sheet of a name, letter case not counted. */
export function sheetOf({ sheets }: Workbook, name: string): Sheet | undefined {
  return sheets.find((sheet) => sheet.name.trim().toLowerCase() === name);
}

function readText(texts: { readonly [language: string]: string }): Json | undefined {
  const zh = texts["zh"] || texts[""];
  const en = texts["en"];
  if (!en) return zh || undefined;
  return zh ? { default: zh, en } : en;
}

/** Reads a sheet whose first filled row names its columns; says which columns are of no use. */
export function readTable(sheet: Sheet, known: ReadonlySet<string>, list: FindingList): Table {
  const top = sheet.rows.findIndex((row) => row.some((cell) => cell.trim() !== ""));
  const headers = (sheet.rows[top] ?? []).map(readHeader);
  const rows = sheet.rows.slice(top + 1).flatMap((cells, index): readonly TableRow[] => {
    if (cells.every((cell) => cell.trim() === "")) return [];
    return [readRow(sheet.name, top + 2 + index, { cells, headers })];
  });
  for (const [index, { name, language }] of headers.entries()) {
    const used = rows.filter((row) => cellAt(sheet.rows[row.number - 1], index).trim() !== "").length;
    if (used > 0 && name !== "" && (language === null || !known.has(name))) {
      const written = sheet.rows[top]?.[index] ?? "";
      list.warn(
        "xlsform.column-left-out",
        `${sheet.name}!${columnLetters(index)}${top + 1}`,
        `column ${written} is left out (${used} cells): ${language === null ? "texts are kept in Chinese and English" : "Diaoyan has nothing like it"}`,
        language === null
          ? "name the column label::中文 (zh) or label::English (en)"
          : "check its spelling, or go without it",
      );
    }
  }
  return { rows, columns: headers.map(({ name }) => name) };
}

function readRow(
  sheet: string,
  number: number,
  { cells, headers }: { readonly cells: readonly string[]; readonly headers: readonly Header[] },
): TableRow {
  const find = (column: string) => headers.findIndex(({ name, language }) => name === column && language === "");
  return {
    sheet,
    number,
    cell: (column) => cellAt(cells, find(column)).trim(),
    text: (column) => {
      const texts: Record<string, string> = {};
      for (const [index, { name, language }] of headers.entries())
        if (name === column && language !== null) texts[language] ||= cellAt(cells, index).trim();
      return readText(texts);
    },
    place: (column) => {
      const index = headers.findIndex(({ name }) => name === column);
      return `${sheet}!${index < 0 ? "" : columnLetters(index)}${number}`;
    },
  };
}
