import type { Variable } from "@diaoyan/instruments";
import { makeColumn } from "../dataset/columns.ts";
import type { Dataset } from "../model/dataset.ts";

/** A cell of a test data set; null is skipped. */
export type TestCell = number | string | null;

/** What a test says of a variable beyond its values. */
export type TestVariable = Partial<Omit<Variable, "name">>;

/** A data set of columns of equal length: numeric where every value is a number, else text. */
export function datasetOf(
  columns: Readonly<Record<string, readonly TestCell[]>>,
  about: Readonly<Record<string, TestVariable>> = {},
): Dataset {
  const entries = Object.entries(columns);
  const variables = entries.map(([name, cells]): Variable => {
    const numeric = cells.every((cell) => typeof cell !== "string");
    return {
      name,
      label: { zh: name },
      question: name,
      type: numeric ? "numeric" : "string",
      measure: numeric ? "scale" : "nominal",
      ...about[name],
    };
  });
  const made = entries.map(([name, cells], index) => {
    const variable = variables[index] as Variable;
    const raw = cells.map((value) => (value === null ? ({ missing: "skipped" } as const) : { value }));
    return [name, makeColumn(variable, raw)] as const;
  });
  return { rowCount: entries[0]?.[1].length ?? 0, variables, columns: new Map(made) };
}
