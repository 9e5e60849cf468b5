import type { RawCell } from "../dataset/columns.ts";
import { readCategories, readColumn } from "../dataset/read-column.ts";
import { deriveInvalid } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { rakeWeights } from "../statistics/rake-weights.ts";
import { type DerivationOf, type Derived, describeDerived, reasonAt } from "./derivation.ts";

/**
 * Weights that bring the cases to the totals of every margin. A case that misses one of the variables has no weight,
 * for the reason that variable gives. Refused: a value without a total, a total without a case, margins that do not
 * add up to the same sum, and margins no weights can meet.
 */
export function makeRaked(dataset: Dataset, derivation: DerivationOf<"rake">): Derived {
  const names = Object.keys(derivation.margins);
  const coded = names.map((name) => readCategories(dataset, name).codes);
  const rows = Array.from({ length: dataset.rowCount }, (_, row) => row).filter((row) =>
    coded.every((codes) => (codes[row] ?? -1) >= 0),
  );
  const margins = names.map((variable) => readMargin(dataset, derivation, { variable, rows }));
  checkSums(derivation, margins);
  const { weights, converged } = rakeWeights(margins, rows.length);
  if (!converged)
    throw deriveInvalid(derivation.name, "no weights meet all margins; merge values that never occur together");
  const byRow = new Map(rows.map((row, place) => [row, weights[place] ?? 0]));
  const cells = Array.from({ length: dataset.rowCount }, (_, row): RawCell => {
    const weight = byRow.get(row);
    if (weight !== undefined) return { value: weight };
    const absent = names.find((_name, place) => (coded[place]?.[row] ?? -1) < 0) ?? "";
    return { missing: reasonAt(readColumn(dataset, absent), row) };
  });
  return { variable: describeDerived(derivation, "numeric", "scale"), cells };
}

interface Margin {
  readonly variable: string;
  readonly codes: readonly number[];
  readonly totals: readonly number[];
}

function readMargin(
  dataset: Dataset,
  { name, margins }: DerivationOf<"rake">,
  { variable, rows }: { readonly variable: string; readonly rows: readonly number[] },
): Margin {
  const { codes, values } = readCategories(dataset, variable);
  const wanted = new Map(Object.entries(margins[variable] ?? {}));
  const kept = rows.map((row) => codes[row] ?? -1);
  const used = new Set(kept.map((code) => values[code]));
  const without = [...used].find((value) => value !== undefined && !wanted.has(value));
  if (without !== undefined)
    throw deriveInvalid(name, `margin “${variable}” has no total for the value “${without}”; give it or recode`);
  const empty = [...wanted].find(([value, total]) => total > 0 && !used.has(value));
  if (empty !== undefined)
    throw deriveInvalid(
      name,
      `margin “${variable}” asks for ${empty[1]} of “${empty[0]}”, which no case has; merge it`,
    );
  return { variable, codes: kept, totals: values.map((value) => wanted.get(value) ?? 0) };
}

function checkSums({ name }: DerivationOf<"rake">, margins: readonly Margin[]): void {
  const sums = margins.map(({ totals }) => totals.reduce((sum, total) => sum + total, 0));
  const first = sums[0] ?? 0;
  if (!(first > 0))
    throw deriveInvalid(name, "totals add up to 0, expected a sum above 0 and at least one complete case");
  const place = sums.findIndex((sum) => Math.abs(sum / first - 1) > 1e-6);
  if (place >= 0)
    throw deriveInvalid(
      name,
      `totals of “${margins[0]?.variable}” add up to ${first}, those of “${margins[place]?.variable}” to ${sums[place]}; give the same sum`,
    );
}
