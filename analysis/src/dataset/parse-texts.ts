import type { Variable } from "@diaoyan/instruments";
import type { Column } from "../model/dataset.ts";
import { makeColumn, type RawCell, startColumn } from "./columns.ts";
import { isMeasured, isNumber } from "./infer-variable.ts";

/** Rows of a table; a cell beyond the end of its row is empty. */
type TextRows = readonly (readonly string[])[];

/**
 * What the texts of a column are held against: “measured” numbers of a column nobody described; “number”, where any will
 * do and blanks around it or alone are passed over; null, nothing.
 */
type Expected = "measured" | "number" | null;

/** Numbers of a variable described as numeric must be numbers; the texts of one nobody described suggest what it is. */
export function expectedOf(variable: Variable | undefined): Expected {
  if (variable === undefined) return "measured";
  return variable.type === "numeric" ? "number" : null;
}

/** Whether a text is what its column is held against. */
export function fitsColumn(text: string, what: Expected): boolean {
  if (what === null) return true;
  if (what === "measured") return isMeasured(text);
  const bare = text.trim();
  return bare === "" || isNumber(bare);
}

/** Different texts of a column whose meaning is kept; most columns of a survey have few. */
const keptTexts = 4_096;

/** The number a text of one digit is, as most answers of a survey are; −1 of any other text. */
function readDigit(text: string): number {
  const digit = text.length === 1 ? text.charCodeAt(0) - 48 : -1;
  return digit <= 9 ? digit : -1;
}

/** By column, the row of the first text that is not what is expected, empty cells aside; −1 where all are. Row by row, since a row lies together in memory. */
export function findTexts(rows: TextRows, expected: readonly Expected[]): Int32Array {
  const found = new Int32Array(expected.length).fill(-1);
  const checks = expected.map((what): Check => ({ what, seen: new Set([""]) }));
  for (const [row, fields] of rows.entries())
    for (let place = 0; place < found.length; place += 1) {
      const text = fields[place] ?? "";
      if (readDigit(text) < 0 && found[place] === -1 && !isExpected(text, checks[place])) found[place] = row;
    }
  return found;
}

interface Check {
  readonly what: Expected;
  /** Texts that were found to fit. */
  readonly seen: Set<string>;
}

function isExpected(text: string, check: Check | undefined): boolean {
  if (check === undefined || check.what === null || check.seen.has(text)) return true;
  const fits = fitsColumn(text, check.what);
  if (fits && check.seen.size < keptTexts) check.seen.add(text);
  return fits;
}

const digits = Array.from({ length: 10 }, (_, value): RawCell => ({ value }));
const skipped: RawCell = { missing: "skipped" };

/** The columns of variables from the texts of their cells: an empty one is skipped, where a number is described a blank one too. */
export function parseTexts(variables: readonly Variable[], rows: TextRows): readonly Column[] {
  const writers = variables.map((variable) =>
    variable.type === "numeric" ? startColumn(variable, rows.length) : null,
  );
  const known = variables.map(() => new Map<string, RawCell>());
  for (const [row, fields] of rows.entries())
    for (let place = 0; place < writers.length; place += 1) {
      const writer = writers[place] ?? null;
      if (writer === null) continue;
      const text = fields[place] ?? "";
      writer.write(row, digits[readDigit(text)] ?? readCell(text, known[place]));
    }
  return variables.map(
    (variable, place) =>
      writers[place]?.finish(rows.length) ??
      makeColumn(
        variable,
        rows.map((fields) => readText(fields[place] ?? "")),
      ),
  );
}

const readText = (text: string): RawCell => (text === "" ? skipped : { value: text });

function readCell(text: string, known: Map<string, RawCell> | undefined): RawCell {
  const kept = known?.get(text);
  if (kept !== undefined) return kept;
  const cell: RawCell = text.trim() === "" ? skipped : { value: Number(text) };
  if (known !== undefined && known.size < keptTexts) known.set(text, cell);
  return cell;
}
