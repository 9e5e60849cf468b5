import { countNotAssigned } from "../dataset/read-column.ts";
import { AnalysisError, seldomAskedTogether } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";

/**
 * The error of an analysis as its reader needs it: where cases are too few because the modules of a split questionnaire
 * went to different people, it says so; any other is as it was. `params` name the variables, alone or in lists.
 */
export function explainTooFew(error: unknown, dataset: Dataset | undefined, params: unknown): unknown {
  if (!(error instanceof AnalysisError) || error.code !== "data.too-few" || dataset === undefined) return error;
  const names = Object.values(params as Readonly<Record<string, unknown>>)
    .flat()
    .filter((name): name is string => typeof name === "string" && dataset.columns.has(name));
  const notAssigned = countNotAssigned(dataset, names);
  return 2 * notAssigned > dataset.rowCount ? seldomAskedTogether(error.message, notAssigned, dataset.rowCount) : error;
}
