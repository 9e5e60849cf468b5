import type { RawCell } from "../dataset/columns.ts";
import { readColumn, readNumbers, readVariable } from "../dataset/read-column.ts";
import { scaleLimits } from "../dataset/scale-limits.ts";
import { deriveInvalid, scaleUnknown } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { type DerivationOf, type Derived, reasonAt } from "./derivation.ts";
import { describeDerivation } from "./describe-derivation.ts";

/** Mean or sum of items; a case with too few valid ones is missing for the reason its first missing item has. */
export function makeScore(dataset: Dataset, derivation: DerivationOf<"mean" | "sum">): Derived {
  const { items, reverse = [], op, minValid = items.length } = derivation;
  const stray = reverse.find((item) => !items.includes(item));
  if (stray !== undefined)
    throw deriveInvalid(derivation.name, `reverse names “${stray}”, which is not among its items`);
  if (minValid > items.length)
    throw deriveInvalid(derivation.name, `minValid is ${minValid}, expected at most ${items.length}, the items`);
  const columns = items.map((item) =>
    reverse.includes(item) ? reversedNumbers(dataset, item) : readNumbers(dataset, item),
  );
  const cells = Array.from({ length: dataset.rowCount }, (_, row): RawCell => {
    const values = columns.map((column) => column[row] ?? Number.NaN);
    const valid = values.filter((value) => !Number.isNaN(value));
    if (valid.length < minValid) {
      const first = items[values.findIndex(Number.isNaN)] ?? "";
      return { missing: reasonAt(readColumn(dataset, first), row) };
    }
    const sum = valid.reduce((total, value) => total + value, 0);
    return { value: op === "mean" ? sum / valid.length : sum };
  });
  return { variable: describeDerivation(derivation, dataset.variables), cells };
}

/** Values of a reversed item: maximum + minimum − x, with the declared limits of its scale. */
export function reversedNumbers(
  dataset: Dataset,
  item: string,
  declared?: { readonly min: number; readonly max: number } | undefined,
): Float64Array {
  const scale = declared ?? scaleLimits(readVariable(dataset, item));
  if (scale === null) throw scaleUnknown(item);
  return readNumbers(dataset, item).map((value) => scale.max + scale.min - value);
}
