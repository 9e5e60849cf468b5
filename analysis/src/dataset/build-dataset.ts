import { type Answers, type CompiledQuestionnaire, tabulateAnswers, type Variable } from "@diaoyan/instruments";
import { versionUnknown } from "../errors.ts";
import type { Column, Dataset } from "../model/dataset.ts";
import { type RawCell, startColumn } from "./columns.ts";
import { finishAtOnce } from "./finish-at-once.ts";

/** What a data set needs of a response: which version it answers, and what it says. */
export interface AnsweredVersion {
  readonly id: string;
  readonly version: string;
  readonly answers: Answers;
}

const notShown: RawCell = { missing: "notShown" };

/** A data set that is built step by step, so that whoever builds a large one can do other things in between. */
export interface DatasetBuilding {
  /** Takes responses in the order of their rows. Throws `version.unknown`. */
  add(responses: readonly AnsweredVersion[]): void;
  /** A step a variable. */
  finish(): Generator<undefined, Dataset>;
}

/**
 * Joins responses to all versions of a questionnaire by variable name. A variable a version does not have is “not shown” in
 * its responses; where versions differ in a label, the newest (last) version speaks.
 */
export function startDataset(versions: readonly CompiledQuestionnaire[], expectedRows = 0): DatasetBuilding {
  const byHash = new Map(versions.map((version) => [version.hash as string, version]));
  const variables = uniteVariables(versions);
  const writers = variables.map((variable) => ({ name: variable.name, writer: startColumn(variable, expectedRows) }));
  const rowIds: string[] = [];
  return {
    add: (responses) => {
      for (const { version, answers, id } of responses) {
        const compiled = byHash.get(version);
        if (compiled === undefined) throw versionUnknown(id, version);
        const cells = tabulateAnswers(compiled, answers);
        const row = rowIds.push(id) - 1;
        for (const { name, writer } of writers) writer.write(row, cells.get(name) ?? notShown);
      }
    },
    *finish() {
      const columns = new Map<string, Column>();
      for (const { name, writer } of writers) {
        columns.set(name, writer.finish(rowIds.length));
        yield;
      }
      return { rowCount: rowIds.length, variables, columns, rowIds };
    },
  };
}

/** The same at once. */
export function buildDataset(
  versions: readonly CompiledQuestionnaire[],
  responses: readonly AnsweredVersion[],
): Dataset {
  const building = startDataset(versions, responses.length);
  building.add(responses);
  return finishAtOnce(building.finish());
}

function uniteVariables(versions: readonly CompiledQuestionnaire[]): readonly Variable[] {
  const united = new Map<string, Variable>();
  for (const { variables } of versions) for (const variable of variables) united.set(variable.name, variable);
  return [...united.values()];
}
