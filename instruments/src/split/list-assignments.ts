import type { SplitPlan } from "../model/questionnaire.ts";

/** Modules assigned to one respondent, by id in the order of the questionnaire. */
export type Assignment = readonly string[];

/** Most different assignments a questionnaire may have. */
export const maximumAssignments = 2_000;

/** Number of different assignments, n over k; it grows beyond use quickly, so it is counted before they are listed. */
export function countAssignments({ draw, modules }: Pick<SplitPlan, "draw" | "modules">): number {
  let count = 1;
  for (let chosen = 1; chosen <= draw; chosen += 1) count = (count * (modules.length - draw + chosen)) / chosen;
  return Math.round(count);
}

/** Every assignment of a plan, each once, in the order of its modules. */
export function listAssignments({ draw, modules }: Pick<SplitPlan, "draw" | "modules">): readonly Assignment[] {
  const ids = modules.map(({ id }) => id);
  const extend = (from: number, left: number): readonly Assignment[] => {
    if (left === 0) return [[]];
    return ids
      .slice(from, ids.length - left + 1)
      .flatMap((id, index) => extend(from + index + 1, left - 1).map((rest) => [id, ...rest]));
  };
  return extend(0, draw);
}
