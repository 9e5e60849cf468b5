import { type Answers, type CompiledQuestionnaire, tabulateAnswers, type Variable } from "@diaoyan/instruments";
import { versionUnknown } from "../errors.ts";
import type { Dataset } from "../model/dataset.ts";
import { makeColumn, type RawCell } from "./columns.ts";

/** What a data set needs of a response: which version it answers, and what it says. */
export interface AnsweredVersion {
  readonly id: string;
  readonly version: string;
  readonly answers: Answers;
}

const notShown: RawCell = { missing: "notShown" };

/**
 * Joins the responses to all versions of a questionnaire by variable name. A variable a version does not have is
 * “not shown” in its responses; where versions differ in a label, the newest (last) version speaks.
 */
export function buildDataset(
  versions: readonly CompiledQuestionnaire[],
  responses: readonly AnsweredVersion[],
): Dataset {
  const byHash = new Map(versions.map((version) => [version.hash as string, version]));
  const rows = responses.map(({ version, answers, id }) => {
    const compiled = byHash.get(version);
    if (compiled === undefined) throw versionUnknown(id, version);
    return tabulateAnswers(compiled, answers);
  });
  const variables = uniteVariables(versions);
  const columns = new Map(
    variables.map((variable) => [
      variable.name,
      makeColumn(
        variable,
        rows.map((row) => row.get(variable.name) ?? notShown),
      ),
    ]),
  );
  return { rowCount: rows.length, variables, columns, rowIds: responses.map(({ id }) => id) };
}

function uniteVariables(versions: readonly CompiledQuestionnaire[]): readonly Variable[] {
  const united = new Map<string, Variable>();
  for (const { variables } of versions) for (const variable of variables) united.set(variable.name, variable);
  return [...united.values()];
}
