import { readCsvStream, type Variable } from "@diaoyan/instruments";
import { csvEmpty, notANumber, rowTooLong } from "../errors.ts";
import type { DataRows, RowBatch, RowColumn } from "../model/data-rows.ts";
import { checkHeader } from "./check-header.ts";
import { inferVariable, losesDigits } from "./infer-variable.ts";
import { expectedOf, fitsColumn } from "./parse-texts.ts";

/** Opens the text of a CSV file from its beginning, in pieces of any length. */
export type OpenText = () => AsyncIterable<string>;

/**
 * The cases of a CSV text that is read in pieces, so that its size does not matter: once here, to count the rows and to
 * see which columns hold numbers, and again each time the cases are asked for. Names, types and refusals are those of
 * `datasetFromCsv`.
 */
export async function rowsFromCsv(openText: OpenText, variables: readonly Variable[] = []): Promise<DataRows> {
  const surveyed = await surveyText(openText, variables);
  const { header, rowCount } = surveyed;
  const described = new Map(variables.map((variable) => [variable.name, variable]));
  const made = header.map(
    (name, column) => described.get(name) ?? inferVariable(name, surveyed.numeric[column] ?? false),
  );
  async function* readBatches(): AsyncGenerator<RowBatch> {
    let first = true;
    for await (const read of readCsvStream(openText())) {
      const rows = first ? read.slice(1) : read;
      if (read.length > 0) first = false;
      if (rows.length === 0) continue;
      yield { rows: rows.length, columns: made.map((variable, column) => fillColumn(variable, rows, column)) };
    }
  }
  return { variables: made, rowCount, rounded: surveyed.rounded, readBatches };
}

function fillColumn({ type }: Variable, rows: readonly (readonly string[])[], column: number): RowColumn {
  if (type !== "numeric") return rows.map((row) => row[column] || null);
  const values = new Float64Array(rows.length);
  for (let row = 0; row < values.length; row += 1) {
    const field = rows[row]?.[column];
    values[row] = field === undefined || field.trim() === "" ? Number.NaN : Number(field);
  }
  return values;
}

interface SurveyedText {
  readonly header: readonly string[];
  readonly rowCount: number;
  /** Whether a column holds numbers only. */
  readonly numeric: readonly boolean[];
  /** Names of the columns described as numbers that hold one with more digits than a double. */
  readonly rounded: readonly string[];
}

async function surveyText(openText: OpenText, variables: readonly Variable[]): Promise<SurveyedText> {
  let header: readonly string[] | undefined;
  let numeric: boolean[] = [];
  let expected: readonly ReturnType<typeof expectedOf>[] = [];
  const rounded = new Set<number>();
  let rowCount = 0;
  for await (const rows of readCsvStream(openText())) {
    for (const row of rows) {
      if (header === undefined) {
        header = row;
        checkHeader(header, variables);
        const described = new Map(variables.map((variable) => [variable.name, variable]));
        expected = header.map((name) => expectedOf(described.get(name)));
        numeric = header.map(() => true);
        continue;
      }
      rowCount += 1;
      if (row.length > header.length) throw rowTooLong(rowCount + 1, header.length, row.length);
      for (const [column, field] of row.entries()) {
        if (field === "" || !numeric[column]) continue;
        const what = expected[column] ?? null;
        if (what === "number" && losesDigits(field)) rounded.add(column);
        if (fitsColumn(field, what)) continue;
        if (what === "number") throw notANumber(header[column] ?? "", rowCount + 1, field);
        numeric[column] = false;
      }
    }
  }
  if (header === undefined) throw csvEmpty();
  const names = header;
  return { header, rowCount, numeric, rounded: [...rounded].map((column) => names[column] ?? "") };
}
