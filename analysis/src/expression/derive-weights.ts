import type { RawCell } from "../dataset/columns.ts";
import { readCategories, readColumn } from "../dataset/read-column.ts";
import { deriveInvalid } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { kishDesignEffect } from "../statistics/rake-weights.ts";
import { type DerivationOf, type Derived, reasonAt } from "./derivation.ts";
import { describeDerivation } from "./describe-derivation.ts";
import { marginVariables, rakeDataset } from "./rake-dataset.ts";

/**
 * Weights that bring the cases to the totals of every margin. A case that misses one of the variables has no weight,
 * for the reason that variable gives. Refused: a value without a total, a total without a case, margins that do not
 * add up to the same sum, and margins no weights can meet.
 */
export function makeRaked(dataset: Dataset, derivation: DerivationOf<"rake">): Derived {
  const fail = (reason: string) => deriveInvalid(derivation.name, reason);
  const { rows, weights, converged } = rakeDataset(dataset, derivation, fail);
  if (!converged)
    throw fail(
      derivation.limit === undefined
        ? "no weights meet all margins; merge values that never occur together"
        : `no weights up to ${derivation.limit} times their mean meet all margins; raise the limit or merge values`,
    );
  const crossed = Object.keys(derivation.margins).map((margin) => marginVariables(dataset, margin));
  const names = crossed.flat();
  const coded = names.map((name) => readCategories(dataset, name).codes);
  const byRow = new Map(rows.map((row, place) => [row, weights[place] ?? 0]));
  const cells = Array.from({ length: dataset.rowCount }, (_, row): RawCell => {
    const weight = byRow.get(row);
    if (weight !== undefined) return { value: weight };
    const absent = names.find((_name, place) => (coded[place]?.[row] ?? -1) < 0);
    return { missing: absent === undefined ? "skipped" : reasonAt(readColumn(dataset, absent), row) };
  });
  const weighting = {
    variable: derivation.name,
    source: derivation.source ?? null,
    margins: crossed,
    limit: derivation.limit ?? null,
    n: rows.length,
    kishDesignEffect: kishDesignEffect(weights),
  };
  return { variable: describeDerivation(derivation, dataset.variables), cells, weighting };
}
