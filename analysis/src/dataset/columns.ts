import type { MissingReason, Variable } from "@diaoyan/instruments";
import { type CategoricalColumn, type Column, missingReasons, type NumericColumn } from "../model/dataset.ts";
import { answersOnScale } from "./scale-answers.ts";

/** A cell before it stands in a column: a value, or why there is none. */
export type RawCell = { readonly value: number | string } | { readonly missing: MissingReason };

/** Reason code of a missing cell in `Column.missing`. */
export function reasonCode(reason: MissingReason): number {
  return missingReasons.indexOf(reason);
}

/** A column that is filled cell by cell, in any order; a row that is not written is missing without a reason. */
export interface ColumnWriter {
  write(row: number, cell: RawCell): void;
  /** The column of so many rows; ends the writing. */
  finish(rowCount: number): Column;
}

/** Begins the column of a variable, with room for so many rows; it grows where more are written. */
export function startColumn(variable: Variable, room: number): ColumnWriter {
  return variable.type === "numeric"
    ? new NumericColumnWriter(variable, room)
    : new CategoricalColumnWriter(variable, room);
}

/** Makes the column of a variable from its cells: a declared missing code becomes “not applicable”, what is no finite number “skipped”. */
export function makeColumn(variable: Variable, cells: readonly RawCell[]): Column {
  const writer = startColumn(variable, cells.length);
  for (const [row, cell] of cells.entries()) writer.write(row, cell);
  return writer.finish(cells.length);
}

class NumericColumnWriter implements ColumnWriter {
  readonly #codes: readonly number[];
  readonly #absence: Absence;
  #values: Float64Array;

  constructor({ missing: codes = [] }: Variable, room: number) {
    this.#codes = codes;
    this.#values = new Float64Array(room).fill(Number.NaN);
    this.#absence = new Absence(room, codes);
  }

  write(row: number, cell: RawCell): void {
    if (row >= this.#values.length) this.#grow(row);
    const value = "value" in cell ? Number(cell.value) : Number.NaN;
    if ("missing" in cell) this.#absence.mark(row, cell.missing);
    else if (this.#codes.includes(value)) this.#absence.markDeclared(row, this.#codes.indexOf(value));
    else if (!Number.isFinite(value)) this.#absence.mark(row, "skipped");
    else this.#values[row] = value;
  }

  #grow(row: number): void {
    const filled = this.#values.length;
    this.#values = resize(this.#values, roomFor(row)).fill(Number.NaN, filled);
    this.#absence.resize(this.#values.length);
  }

  /** The column. Whether it holds answers on a scale is found here, once for all analyses. */
  finish(rowCount: number): NumericColumn {
    const values = resize(this.#values, rowCount);
    answersOnScale(values);
    return { kind: "numeric", values, ...this.#absence.finish(rowCount) };
  }
}

class CategoricalColumnWriter implements ColumnWriter {
  readonly #declared: readonly string[];
  readonly #categories: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #absence: Absence;
  #codes: Int32Array;

  constructor({ missing: listed = [] }: Variable, room: number) {
    this.#declared = listed.map(String);
    this.#codes = new Int32Array(room).fill(-1);
    this.#absence = new Absence(room, listed);
  }

  write(row: number, cell: RawCell): void {
    if (row >= this.#codes.length) this.#grow(row);
    if ("missing" in cell) {
      this.#absence.mark(row, cell.missing);
      return;
    }
    const text = String(cell.value);
    if (this.#declared.includes(text)) this.#absence.markDeclared(row, this.#declared.indexOf(text));
    else this.#codes[row] = this.#placeOf(text);
  }

  #placeOf(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const place = this.#categories.push(text) - 1;
    this.#places.set(text, place);
    return place;
  }

  #grow(row: number): void {
    const filled = this.#codes.length;
    this.#codes = resize(this.#codes, roomFor(row)).fill(-1, filled);
    this.#absence.resize(this.#codes.length);
  }

  finish(rowCount: number): CategoricalColumn {
    const codes = resize(this.#codes, rowCount);
    return { kind: "categorical", codes, categories: this.#categories, ...this.#absence.finish(rowCount) };
  }
}

/** Why cells of a column have no value. */
class Absence {
  #missing: Uint8Array;
  #missingCodes: Uint8Array | undefined;

  constructor(room: number, declared: readonly number[]) {
    this.#missing = new Uint8Array(room);
    if (declared.length > 1) this.#missingCodes = new Uint8Array(room);
  }

  mark(row: number, reason: MissingReason): void {
    this.#missing[row] = reasonCode(reason);
  }

  markDeclared(row: number, place: number): void {
    this.mark(row, "notApplicable");
    if (this.#missingCodes) this.#missingCodes[row] = place + 1;
  }

  resize(room: number): void {
    this.#missing = resize(this.#missing, room);
    this.#missingCodes &&= resize(this.#missingCodes, room);
  }

  finish(rowCount: number): Pick<Column, "missing" | "missingCodes"> {
    this.resize(rowCount);
    return { missing: this.#missing, ...(this.#missingCodes && { missingCodes: this.#missingCodes }) };
  }
}

const fewestRows = 256;

/** Room for a row that did not find any: half as much again as is needed. */
function roomFor(row: number): number {
  return Math.max(fewestRows, Math.ceil((row + 1) * 1.5));
}

function resize<Values extends Float64Array | Int32Array | Uint8Array>(values: Values, length: number): Values {
  if (values.length === length) return values;
  const resized = new (values.constructor as new (length: number) => Values)(length);
  resized.set(values.length > length ? values.subarray(0, length) : values);
  return resized;
}
