import { readCategories, readNumbers } from "../dataset/read-column.ts";
import type { Dataset } from "../model/dataset.ts";

/** Valid values of one group, in the order of rows. */
export interface GroupValues {
  readonly group: string;
  readonly values: readonly number[];
}

/** Values of a variable by the categories of another, complete cases only; groups in order, empty ones left out. */
export function groupValues(dataset: Dataset, variable: string, by: string): readonly GroupValues[] {
  const numbers = readNumbers(dataset, variable);
  const { codes, values } = readCategories(dataset, by);
  const lists = values.map((): number[] => []);
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] ?? -1;
    const value = numbers[row] ?? Number.NaN;
    if (code >= 0 && !Number.isNaN(value)) lists[code]?.push(value);
  }
  return values.map((group, place) => ({ group, values: lists[place] ?? [] })).filter((one) => one.values.length > 0);
}

/** Size, mean and sample standard deviation of a group, as results list them. */
export interface GroupSummary {
  readonly group: string;
  readonly n: number;
  readonly mean: number;
  readonly sd: number | null;
}
