import type { Variable } from "@diaoyan/instruments";
import type { Dataset } from "../model/dataset.ts";
import { makeColumn } from "./columns.ts";

/**
 * A data set with one column of text more, found by the id of each row; a row without a text is “not applicable”. A name
 * that is taken gets underscores. The data set must know its `rowIds`.
 */
export function addTextColumn(
  dataset: Dataset,
  { name, label }: Pick<Variable, "name" | "label">,
  texts: ReadonlyMap<string, string>,
): Dataset {
  const taken = new Set(dataset.variables.map((variable) => variable.name));
  let free = name;
  while (taken.has(free)) free += "_";
  const variable: Variable = { name: free, label, type: "string", measure: "nominal", question: free };
  const cells = (dataset.rowIds ?? []).map((id) => {
    const value = texts.get(id);
    return value === undefined ? { missing: "notApplicable" as const } : { value };
  });
  return {
    ...dataset,
    variables: [...dataset.variables, variable],
    columns: new Map([...dataset.columns, [free, makeColumn(variable, cells)]]),
  };
}
