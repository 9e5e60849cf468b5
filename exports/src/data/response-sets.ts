import { textIn } from "@diaoyan/instruments";
import type { DataTable } from "./data-table.ts";

/** Variables of one question with several answers: 1 where an answer was chosen, 0 where not. */
export interface ResponseSet {
  readonly name: string;
  readonly label: string;
  /** Places of its variables. */
  readonly members: readonly number[];
}

/** The multiple-response sets of at least two variables; rankings, whose variables hold ranks, are none. */
export function listResponseSets(table: DataTable): readonly ResponseSet[] {
  const { variables } = table.source;
  const sets = new Map<string, number[]>();
  for (const [index, { set }] of variables.entries()) {
    if (set !== undefined) sets.set(set, [...(sets.get(set) ?? []), index]);
  }
  return [...sets]
    .filter(([, members]) => members.length > 1 && members.every((index) => isChosen(table, index)))
    .map(([name, members]) => {
      const label = variables[members[0] ?? 0]?.questionLabel;
      return { name, label: label === undefined ? name : textIn("zh", label), members };
    });
}

/** Whether a variable says by 1 and 0 if an answer was chosen: by its labels, without labels by its values. */
function isChosen({ source, facts }: DataTable, index: number): boolean {
  const [variable, fact] = [source.variables[index], facts[index]];
  if (variable?.type !== "numeric" || fact === undefined) return false;
  const labels = variable.valueLabels ?? [];
  if (labels.length > 0) return labels.every(({ value }) => value === "0" || value === "1");
  return fact.whole && fact.lowest >= 0 && fact.highest <= 1;
}
