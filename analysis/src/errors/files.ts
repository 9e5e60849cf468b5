import { AnalysisError } from "./analysis-error.ts";

/** A document that is no snapshot, one of another format, or one of no moment. */
export function notSnapshot(expected: string, came: string): AnalysisError {
  return new AnalysisError(
    "snapshot.format",
    `snapshot: expected ${expected} as “diaoyan export --snapshot” writes it, got ${came}`,
  );
}

/** A questionnaire of which a snapshot holds no published version. */
export function questionnaireUnknown(given: string | undefined, known: readonly string[]): AnalysisError {
  return new AnalysisError(
    "snapshot.questionnaire",
    `questionnaire: expected one of ${known.join(", ") || "(none is published)"}, got ${given ?? "nothing"}`,
  );
}

/** A CSV text without a header. */
export function csvEmpty(): AnalysisError {
  return new AnalysisError("csv.empty", "the CSV text is empty; expected a first row with the names of the variables");
}

/** A described variable that the file does not hold. */
export function columnMissing(name: string, header: readonly string[]): AnalysisError {
  return new AnalysisError(
    "csv.column-missing",
    `variable “${name}” is described but no column has this name; columns are ${header.slice(0, 10).join(", ")}`,
  );
}

/** Two columns of one name. */
export function columnDuplicate(name: string): AnalysisError {
  return new AnalysisError("csv.column-duplicate", `two columns are named “${name}”; give each its own name`);
}

/** A row with more fields than the header. */
export function rowTooLong(line: number, expected: number, got: number): AnalysisError {
  return new AnalysisError(
    "csv.row-too-long",
    `CSV row ${line} has ${got} fields, expected ${expected}; a text with a comma needs quotes`,
  );
}

/** A text where a described numeric variable must hold a number; `row` counts from 1 with the header. */
export function notANumber(name: string, row: number, found: string): AnalysisError {
  return new AnalysisError(
    "csv.not-a-number",
    `CSV row ${row}, variable “${name}”: expected a number or an empty cell, got “${found}”; correct the cell or describe the variable as string`,
  );
}
