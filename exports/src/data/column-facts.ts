import type { DataRows, RowColumn } from "@diaoyan/analysis";
import type { Variable } from "@diaoyan/instruments";
import { notADate } from "../errors.ts";
import { readDay, readMoment } from "./calendar.ts";
import { byteLength } from "./text-length.ts";

/** What a writer must know of a column before its first case. */
export interface ColumnFacts {
  /** Cells with a value, declared missing codes included; an empty text is none. */
  filled: number;
  /** Cells with a declared missing code. */
  declared: number;
  /** Whether all numbers are whole. */
  whole: boolean;
  /** Smallest and largest number; Infinity and −Infinity where there is none. */
  lowest: number;
  highest: number;
  /** Bytes of the longest text in UTF-8, and the row (from 0) it stands in. */
  longest: number;
  longestAt: number;
  /** Bytes of all texts in UTF-8. */
  bytes: number;
}

/** Reads all cases once. Throws `data.not-a-date` where a column of days or moments holds another text. */
export async function surveyColumns(source: DataRows): Promise<readonly Readonly<ColumnFacts>[]> {
  const facts = source.variables.map(
    (): ColumnFacts => ({
      filled: 0,
      declared: 0,
      whole: true,
      lowest: Number.POSITIVE_INFINITY,
      highest: Number.NEGATIVE_INFINITY,
      longest: 0,
      longestAt: 0,
      bytes: 0,
    }),
  );
  let before = 0;
  for await (const { rows, columns } of source.readBatches()) {
    for (const [index, variable] of source.variables.entries()) {
      const [column, fact] = [columns[index], facts[index]];
      if (column === undefined || fact === undefined) continue;
      if (column instanceof Float64Array) surveyNumbers(column, fact, variable.missing ?? []);
      else surveyTexts(column, fact, { variable, before });
    }
    before += rows;
  }
  return facts;
}

function surveyNumbers(column: Float64Array, fact: ColumnFacts, codes: readonly number[]): void {
  let { filled, declared, whole, lowest, highest } = fact;
  for (const value of column) {
    if (Number.isNaN(value)) continue;
    filled += 1;
    if (codes.includes(value)) declared += 1;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
    whole &&= Number.isInteger(value);
  }
  Object.assign(fact, { filled, declared, whole, lowest, highest });
}

function surveyTexts(
  column: Exclude<RowColumn, Float64Array>,
  fact: ColumnFacts,
  { variable, before }: { readonly variable: Variable; readonly before: number },
): void {
  const read = variable.type === "date" ? readDay : variable.type === "datetime" ? readMoment : null;
  for (const [row, text] of column.entries()) {
    if (text === null || text === "") continue;
    if (read !== null && read(text) === null)
      throw notADate(variable.name, variable.type, { row: before + row + 1, text });
    const bytes = byteLength(text);
    fact.filled += 1;
    if (variable.missing?.some((code) => String(code) === text)) fact.declared += 1;
    fact.bytes += bytes;
    if (bytes > fact.longest) [fact.longest, fact.longestAt] = [bytes, before + row];
  }
}
