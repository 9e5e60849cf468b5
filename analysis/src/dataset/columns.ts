import type { MissingReason, Variable } from "@diaoyan/instruments";
import { type CategoricalColumn, type Column, missingReasons, type NumericColumn } from "../model/dataset.ts";
import { answersOnScale } from "./scale-answers.ts";

/** A cell before it stands in a column: a value, or why there is none. */
export type RawCell = { readonly value: number | string } | { readonly missing: MissingReason };

/** Reason code of a missing cell in `Column.missing`. */
export function reasonCode(reason: MissingReason): number {
  return missingReasons.indexOf(reason);
}

/** Makes the column of a variable from its cells: a declared missing code becomes “not applicable”, what is no finite number “skipped”. */
export function makeColumn(variable: Variable, cells: readonly RawCell[]): Column {
  if (variable.type !== "numeric") return makeCategoricalColumn(variable, cells);
  const writer = new NumericColumnWriter(variable, cells.length);
  for (const [row, cell] of cells.entries()) writer.write(row, cell);
  return writer.finish();
}

/** A numeric column that is filled cell by cell; a row that is not written is missing without a reason. */
export class NumericColumnWriter {
  readonly #codes: readonly number[];
  readonly #values: Float64Array;
  readonly #absence: Absence;

  constructor({ missing: codes = [] }: Variable, rowCount: number) {
    this.#codes = codes;
    this.#values = new Float64Array(rowCount).fill(Number.NaN);
    this.#absence = startAbsence(rowCount, codes);
  }

  write(row: number, cell: RawCell): void {
    const value = "value" in cell ? Number(cell.value) : Number.NaN;
    if ("missing" in cell) this.#absence.missing[row] = reasonCode(cell.missing);
    else if (this.#codes.includes(value)) markDeclared(this.#absence, row, this.#codes.indexOf(value));
    else if (!Number.isFinite(value)) this.#absence.missing[row] = reasonCode("skipped");
    else this.#values[row] = value;
  }

  /** The column. Whether it holds answers on a scale is found here, once for all analyses. */
  finish(): NumericColumn {
    answersOnScale(this.#values);
    return { kind: "numeric", values: this.#values, ...this.#absence };
  }
}

function makeCategoricalColumn({ missing: listed = [] }: Variable, cells: readonly RawCell[]): CategoricalColumn {
  const categories: string[] = [];
  const places = new Map<string, number>();
  const codes = new Int32Array(cells.length).fill(-1);
  const absence = startAbsence(cells.length, listed);
  const declared = listed.map(String);
  for (const [row, cell] of cells.entries()) {
    const text = "value" in cell ? String(cell.value) : "";
    if ("missing" in cell) {
      absence.missing[row] = reasonCode(cell.missing);
      continue;
    }
    if (declared.includes(text)) {
      markDeclared(absence, row, declared.indexOf(text));
      continue;
    }
    let place = places.get(text);
    if (place === undefined) {
      place = categories.push(text) - 1;
      places.set(text, place);
    }
    codes[row] = place;
  }
  return { kind: "categorical", codes, categories, ...absence };
}

type Absence = Pick<Column, "missing" | "missingCodes">;

function startAbsence(rowCount: number, declared: readonly number[]): Absence {
  const missing = new Uint8Array(rowCount);
  return declared.length > 1 ? { missing, missingCodes: new Uint8Array(rowCount) } : { missing };
}

function markDeclared({ missing, missingCodes }: Absence, row: number, place: number): void {
  missing[row] = reasonCode("notApplicable");
  if (missingCodes) missingCodes[row] = place + 1;
}
