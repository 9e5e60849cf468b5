import type { RawCell } from "../dataset/columns.ts";
import { readCategories, readColumn, readNumbers } from "../dataset/read-column.ts";
import { deriveInvalid } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { type DerivationOf, type Derived, reasonAt } from "./derivation.ts";
import { describeDerivation, labelsOf } from "./describe-derivation.ts";

/** New values for old ones; a value the map leaves out or sends to null is “not applicable”, a missing cell keeps its reason. */
export function makeRecoded(dataset: Dataset, derivation: DerivationOf<"recode">): Derived {
  const column = readColumn(dataset, derivation.from);
  const map = new Map(Object.entries(derivation.map));
  const { codes, values } = readCategories(dataset, derivation.from);
  const recoded = values.map((value) => recodedCell(map.get(value) ?? null));
  const cells = Array.from(codes, (code, row): RawCell => recoded[code] ?? { missing: reasonAt(column, row) });
  return { variable: describeDerivation(derivation, dataset.variables), cells };
}

function recodedCell(target: string | number | null): RawCell {
  return target === null ? { missing: "notApplicable" } : { value: target };
}

/** Intervals (a, b] as R's `cut`; below the first and above the last break they are open. A missing cell keeps its reason. */
export function makeCut(dataset: Dataset, derivation: DerivationOf<"cut">): Derived {
  const { breaks, from } = derivation;
  if (breaks.some((value, index) => index > 0 && value <= (breaks[index - 1] ?? 0)))
    throw deriveInvalid(derivation.name, "breaks must rise");
  const labels = labelsOf(derivation);
  if (labels.length !== breaks.length + 1)
    throw deriveInvalid(
      derivation.name,
      `expected ${breaks.length + 1} labels for ${breaks.length} breaks, got ${labels.length}`,
    );
  const column = readColumn(dataset, from);
  const cells = Array.from(readNumbers(dataset, from), (value, row): RawCell => {
    if (Number.isNaN(value)) return { missing: reasonAt(column, row) };
    const place = breaks.findIndex((limit) => value <= limit);
    return { value: labels[place < 0 ? breaks.length : place] ?? "" };
  });
  return { variable: describeDerivation(derivation, dataset.variables), cells };
}
