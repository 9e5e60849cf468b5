import type { Variable } from "@diaoyan/instruments";
import { datasetNeeded, negativeWeight, notNumeric, outOfRange, unknownVariable } from "../errors.ts";
import {
  type CategoricalColumn,
  type Column,
  type Dataset,
  missingReasons,
  type NumericColumn,
} from "../model/dataset.ts";
import { codeValues } from "../statistics/ranks.ts";
import { compareCodePoints } from "../text/compare-code-points.ts";
import { answersOnScale } from "./scale-answers.ts";

/** The data set of an input, or an error that names the analysis. */
export function needDataset(dataset: Dataset | undefined, kind: string): Dataset {
  if (dataset === undefined) throw datasetNeeded(kind);
  return dataset;
}

/** The column of a variable; an unknown name is an error that suggests near ones. */
export function readColumn(dataset: Dataset, name: string): Column {
  const column = dataset.columns.get(name);
  if (column === undefined) throw unknownVariable(name, [...dataset.columns.keys()]);
  return column;
}

/** The description of a variable. */
export function readVariable(dataset: Dataset, name: string): Variable {
  readColumn(dataset, name);
  const found = dataset.variables.find((variable) => variable.name === name);
  if (found === undefined) throw unknownVariable(name, [...dataset.columns.keys()]);
  return found;
}

/** Sizes whose fourth powers, summed over all rows, still are numbers: no statistic overflows or vanishes within them. */
const largest = 1e50;
const smallest = 1e-50;

/** Columns whose sizes were looked at before: columns never change, and many requests ask for the same ones. */
const withinRange = new WeakSet<NumericColumn>();

/** Numbers of a variable by row, `NaN` where missing. A text variable is an error, and so is a size beyond 1e±50. */
export function readNumbers(dataset: Dataset, name: string): Float64Array {
  const column = readColumn(dataset, name);
  if (column.kind !== "numeric") throw notNumeric(name, column.categories.slice(0, 3));
  if (withinRange.has(column)) return column.values;
  const row = answersOnScale(column.values) === null ? findOutOfRange(column.values) : -1;
  if (row >= 0) throw outOfRange(name, column.values[row] ?? 0);
  withinRange.add(column);
  return column.values;
}

/** The first row whose size is beyond the limits, −1 without one. */
function findOutOfRange(values: Float64Array): number {
  for (let row = 0; row < values.length; row += 1) {
    const size = Math.abs(values[row] ?? 0);
    if (size > largest || (size < smallest && size !== 0)) return row;
  }
  return -1;
}

/** How many rows were not assigned one of these variables (modules of a split questionnaire): nobody asked them. */
export function countNotAssigned(dataset: Dataset, names: readonly string[]): number {
  const left = new Uint8Array(dataset.rowCount);
  let count = 0;
  for (const name of names)
    for (const row of notAssignedRows(readColumn(dataset, name))) {
      if (left[row] === 0) count += 1;
      left[row] = 1;
    }
  return count;
}

/** Rows not assigned by column, once found: columns never change. */
const notAssignedFound = new WeakMap<Column, Int32Array>();

function notAssignedRows(column: Column): Int32Array {
  const known = notAssignedFound.get(column);
  if (known !== undefined) return known;
  const rows: number[] = [];
  const { missing } = column;
  for (let row = missing.indexOf(notAssigned); row >= 0; row = missing.indexOf(notAssigned, row + 1)) rows.push(row);
  const found = Int32Array.from(rows);
  notAssignedFound.set(column, found);
  return found;
}

const notAssigned = missingReasons.indexOf("notAssigned");

/** Whether a row was not assigned what the column holds. */
export function isNotAssigned({ missing }: Column, row: number): boolean {
  return missing[row] === notAssigned;
}

/** Rows of a variable as places in its ordered categories, −1 where missing. */
export interface CodedColumn {
  readonly codes: Int32Array;
  /** Values as text, those that occur, in order of value labels, else by number or code point. */
  readonly values: readonly string[];
}

/** Codes a variable by its categories. */
export function readCategories(dataset: Dataset, name: string): CodedColumn {
  const column = readColumn(dataset, name);
  const { codes, values: present } = column.kind === "numeric" ? codeNumbers(column) : codeTexts(column);
  const order = readVariable(dataset, name).valueLabels?.map(({ value }) => value) ?? [];
  const values = sortValues(present, order, column.kind === "numeric");
  if (values.every((value, place) => value === present[place])) return { codes, values };
  const places = new Map(values.map((value, place) => [value, place]));
  const placeOf = Int32Array.from(present, (value) => places.get(value) ?? -1);
  return { codes: codes.map((code) => (code < 0 ? -1 : (placeOf[code] ?? -1))), values };
}

/** Numeric columns coded before: columns never change, and many requests ask for the same ones. */
const numbersCoded = new WeakMap<NumericColumn, CodedColumn>();

function codeNumbers(column: NumericColumn): CodedColumn {
  const known = numbersCoded.get(column);
  if (known !== undefined) return known;
  const { codes, values } = codeValues(column.values);
  const coded = { codes, values: Array.from(values, String) };
  numbersCoded.set(column, coded);
  return coded;
}

/** Texts by the categories in use; a list may hold some that no row of a filtered data set has. */
function codeTexts({ codes, categories }: CategoricalColumn): CodedColumn {
  const used = new Set(codes);
  const kept = categories.flatMap((_, place) => (used.has(place) ? [place] : []));
  const placeOf = new Int32Array(categories.length).fill(-1);
  for (const [place, code] of kept.entries()) placeOf[code] = place;
  return {
    codes: codes.map((code) => (code < 0 ? -1 : (placeOf[code] ?? -1))),
    values: kept.map((code) => categories[code] ?? ""),
  };
}

function sortValues(values: readonly string[], order: readonly string[], numeric: boolean): readonly string[] {
  const rank = new Map(order.map((value, index) => [value, index]));
  const compare = (a: string, b: string): number => {
    const ranks = (rank.get(a) ?? order.length) - (rank.get(b) ?? order.length);
    if (ranks !== 0) return ranks;
    if (numeric) return Number(a) - Number(b);
    return compareCodePoints(a, b);
  };
  return [...values].sort(compare);
}

/** Weights by row, `NaN` where missing; a negative weight is an error. Without a name every weight is one. */
export function readWeights(dataset: Dataset, name: string | undefined): Float64Array {
  if (name === undefined) return new Float64Array(dataset.rowCount).fill(1);
  const weights = readNumbers(dataset, name);
  if (weights.some((weight) => weight < 0)) throw negativeWeight(name);
  return weights;
}
