import type { Variable } from "@diaoyan/instruments";
import type { Column } from "../model/dataset.ts";
import { makeColumn, makeNumericColumn, type RawCell } from "./columns.ts";
import { isMeasured, isNumber } from "./infer-variable.ts";

/** Rows of a table, and the place of the column that is read from them; a cell beyond the end of its row is empty. */
export interface TextColumn {
  readonly rows: readonly (readonly string[])[];
  readonly place: number;
}

/** Different texts of a column whose meaning is kept; most columns of a survey have few. */
const keptTexts = 4_096;

/**
 * Row of the first text that is no number, empty cells aside; where the column is described as numeric, blanks around a
 * number and blanks alone are passed over and every number will do. Null where all are numbers.
 */
export function findText({ rows, place }: TextColumn, described: boolean): number | null {
  const seen = new Set<string>([""]);
  for (let row = 0; row < rows.length; row += 1) {
    const text = rows[row]?.[place] ?? "";
    if (seen.has(text)) continue;
    const bare = described ? text.trim() : text;
    if (!(described ? bare === "" || isNumber(bare) : isMeasured(bare))) return row;
    if (seen.size < keptTexts) seen.add(text);
  }
  return null;
}

/** The column of a variable from the texts of its cells: an empty one is skipped, where a number is described a blank one too. */
export function parseTexts(variable: Variable, { rows, place }: TextColumn): Column {
  const known = new Map<string, RawCell>();
  const numeric = variable.type === "numeric";
  const cellAt = (row: number): RawCell => {
    const text = rows[row]?.[place] ?? "";
    const kept = known.get(text);
    if (kept !== undefined) return kept;
    const cell: RawCell = (numeric ? text.trim() : text) === "" ? { missing: "skipped" } : { value: text };
    if (known.size < keptTexts) known.set(text, cell);
    return cell;
  };
  return numeric
    ? makeNumericColumn(variable, rows.length, cellAt)
    : makeColumn(
        variable,
        Array.from(rows, (_, row) => cellAt(row)),
      );
}
