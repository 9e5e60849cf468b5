import type { Dataset } from "../model/dataset.ts";
import { compareCodePoints } from "../text/compare-code-points.ts";
import { readCategories, readColumn, readVariable } from "./read-column.ts";

/** Several variables as places in one list of categories. */
export interface SharedCategories {
  /** One column a variable, −1 where missing. */
  readonly columns: readonly Int32Array[];
  /** What occurs in any of them: in the order of the first variable's value labels, else by number or code point. */
  readonly values: readonly string[];
}

/** Codes variables that share their categories, such as the ratings of several raters. */
export function readSharedCategories(dataset: Dataset, names: readonly string[]): SharedCategories {
  const coded = names.map((name) => readCategories(dataset, name));
  const numeric = names.every((name) => readColumn(dataset, name).kind === "numeric");
  const labels = names.length === 0 ? [] : (readVariable(dataset, names[0] ?? "").valueLabels ?? []);
  const order = new Map(labels.map(({ value }, place) => [value, place]));
  const place = (value: string): number => order.get(value) ?? order.size;
  const compare = (a: string, b: string): number =>
    place(a) - place(b) || (numeric ? Number(a) - Number(b) : compareCodePoints(a, b));
  const values = [...new Set(coded.flatMap((one) => one.values))].sort(compare);
  const places = new Map(values.map((value, index) => [value, index]));
  const columns = coded.map((one) => {
    const own = Int32Array.from(one.values, (value) => places.get(value) ?? -1);
    return one.codes.map((code) => (code < 0 ? -1 : (own[code] ?? -1)));
  });
  return { columns, values };
}
