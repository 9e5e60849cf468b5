import { makeColumn } from "../dataset/columns.ts";
import { deriveInvalid } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import type { Derivation, Derived } from "./derivation.ts";
import { makeCut, makeRecoded } from "./derive-categories.ts";
import { makeScore } from "./derive-score.ts";
import { makeRaked } from "./derive-weights.ts";

/** Adds a derived variable; later ones may use it. An existing name is refused. Throws `derive.invalid`, `scale.unknown`, and what reading variables throws. */
export function addDerived(dataset: Dataset, derivation: Derivation): Dataset {
  if (dataset.columns.has(derivation.name))
    throw deriveInvalid(derivation.name, "a variable of this name exists; choose another name");
  const { variable, cells, weighting } = make(dataset, derivation);
  const columns = new Map(dataset.columns).set(variable.name, makeColumn(variable, cells));
  const weightings = weighting && new Map(dataset.weightings).set(variable.name, weighting);
  return { ...dataset, variables: [...dataset.variables, variable], columns, ...(weightings && { weightings }) };
}

function make(dataset: Dataset, derivation: Derivation): Derived {
  switch (derivation.op) {
    case "mean":
    case "sum":
      return makeScore(dataset, derivation);
    case "recode":
      return makeRecoded(dataset, derivation);
    case "cut":
      return makeCut(dataset, derivation);
    case "rake":
      return makeRaked(dataset, derivation);
  }
}
