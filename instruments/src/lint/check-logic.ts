import type { FindingList } from "../profile/finding.ts";
import type { Program, Step } from "../program/program.ts";
import { checkConditions } from "./check-conditions.ts";
import { findReach } from "./find-reach.ts";

function nameOf(step: Step): string {
  return step.kind === "container" ? "the panel" : step.name;
}

function checkReach(program: Program, index: number, path: string, list: FindingList): void {
  const step = program.steps[index];
  if (!step || step.kind === "calculated" || !step.visibleIf) return;
  const reach = findReach(program, index);
  if (reach === "never") {
    list.error(
      "unreachable",
      path,
      `${nameOf(step)} can never be shown: its conditions contradict each other or those before`,
      "correct visibleIf, or remove the question",
    );
  } else if (reach === "perhaps-never") {
    list.warn("unreachable", path, `no answer was found that shows ${nameOf(step)}`, "check visibleIf");
  } else if (reach === "always") {
    list.warn("always-shown", path, `visibleIf of ${nameOf(step)} always holds`, "remove visibleIf");
  }
}

/** Finds questions that cannot be reached and conditions on choices that do not exist (rules LI13, LI14). `paths[i]` belongs to step i. */
export function checkLogic(program: Program, paths: readonly string[], list: FindingList): void {
  const fields = new Map(program.steps.flatMap((step) => (step.kind === "field" ? [[step.name, step] as const] : [])));
  program.steps.forEach((step, index) => {
    const path = paths[index] ?? "survey";
    checkConditions(step, { path, name: nameOf(step), fields }, list);
    checkReach(program, index, path, list);
  });
}
