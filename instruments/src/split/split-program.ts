import type { SplitPlan } from "../model/questionnaire.ts";
import type { FormNode } from "../profile/form.ts";
import { stepNodes } from "../program/build-steps.ts";
import { assignmentName, type FieldStep, type Offer, type Program, type Step } from "../program/program.ts";

/** Module of every question on a page of a module, core questions included, by name. */
export function modulesByQuestion(pages: readonly FormNode[], plan: SplitPlan): ReadonlyMap<string, string> {
  const modules = new Map(plan.modules.flatMap(({ id, pages: names }) => names.map((page) => [page, id] as const)));
  return new Map(
    pages.flatMap((page) => {
      const module = modules.get(page.name);
      return module === undefined ? [] : stepNodes(page.children).map(({ name }) => [name, module] as const);
    }),
  );
}

/**
 * The program of a questionnaire that can be split: the modules assigned come before the first question, and what belongs
 * to a module says so. Where some rows of a question are core items, its other rows belong to the module, not the question.
 */
export function splitProgram(program: Program, pages: readonly FormNode[], plan: SplitPlan | undefined): Program {
  if (plan === undefined) return program;
  const modules = modulesByQuestion(pages, plan);
  const core = new Set(plan.core);
  const steps = program.steps.map((step) => {
    const module = step.kind === "field" ? modules.get(step.name) : undefined;
    const placed = step.kind === "field" && module !== undefined ? placeInModule(step, module, core) : step;
    return moveParent(placed);
  });
  return { ...program, steps: [assignmentStep(plan), ...steps] };
}

function assignmentStep({ draw, modules }: SplitPlan): FieldStep {
  const choices = modules.map(({ id, label }) => ({ value: id, label }));
  return {
    kind: "field",
    parent: -1,
    name: assignmentName,
    title: { zh: "分配到的模块", en: "Modules assigned" },
    answer: { kind: "many", offer: { choices }, max: draw, assigned: true },
  };
}

function placeInModule(step: FieldStep, module: string, core: ReadonlySet<string>): FieldStep {
  if (core.has(step.name)) return step;
  const { answer } = step;
  const isCore = (row: { readonly value: unknown }) => core.has(`${step.name}_${row.value}`);
  if ((answer.kind !== "grid" && answer.kind !== "table") || !answer.rows.choices.some(isCore)) {
    return { ...step, module };
  }
  const choices = answer.rows.choices.map((row) => (isCore(row) ? row : { ...row, module }));
  const rows: Offer = { ...answer.rows, choices };
  return { ...step, answer: { ...answer, rows } };
}

/** One step has come before all others. */
function moveParent(step: Step): Step {
  return step.kind === "calculated" || step.parent < 0 ? step : { ...step, parent: step.parent + 1 };
}
