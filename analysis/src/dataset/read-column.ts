import type { Variable } from "@diaoyan/instruments";
import { datasetNeeded, negativeWeight, notNumeric, outOfRange, unknownVariable } from "../errors.ts";
import { type Column, type Dataset, missingReasons } from "../model/dataset.ts";
import { compareCodePoints } from "../text/compare-code-points.ts";

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

/** Numbers of a variable by row, `NaN` where missing. A text variable is an error, and so is a size beyond 1e±50. */
export function readNumbers(dataset: Dataset, name: string): Float64Array {
  const column = readColumn(dataset, name);
  if (column.kind !== "numeric") throw notNumeric(name, column.categories.slice(0, 3));
  const strange = column.values.find(
    (value) => Math.abs(value) > largest || (value !== 0 && Math.abs(value) < smallest),
  );
  if (strange !== undefined) throw outOfRange(name, strange);
  return column.values;
}

/** How many rows were not assigned one of these variables (modules of a split questionnaire): nobody asked them. */
export function countNotAssigned(dataset: Dataset, names: readonly string[]): number {
  const columns = names.map((name) => readColumn(dataset, name));
  let count = 0;
  for (let row = 0; row < dataset.rowCount; row += 1)
    if (columns.some((column) => isNotAssigned(column, row))) count += 1;
  return count;
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
  const present =
    column.kind === "numeric"
      ? [...new Set(column.values)].filter((value) => !Number.isNaN(value)).map(String)
      : usedCategories(column);
  const order = readVariable(dataset, name).valueLabels?.map(({ value }) => value) ?? [];
  const values = sortValues(present, order, column.kind === "numeric");
  const codes = new Int32Array(dataset.rowCount).fill(-1);
  if (column.kind === "numeric") {
    const byNumber = new Map(values.map((value, index) => [Number(value), index]));
    for (let row = 0; row < codes.length; row += 1) codes[row] = byNumber.get(column.values[row] ?? Number.NaN) ?? -1;
  } else {
    const place = new Map(values.map((value, index) => [value, index]));
    const placeOfCode = column.categories.map((category) => place.get(category) ?? -1);
    for (let row = 0; row < codes.length; row += 1) codes[row] = placeOfCode[column.codes[row] ?? -1] ?? -1;
  }
  return { codes, values };
}

function usedCategories({ codes, categories }: Extract<Column, { readonly kind: "categorical" }>): readonly string[] {
  const used = new Set(codes);
  return categories.filter((_, place) => used.has(place));
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
