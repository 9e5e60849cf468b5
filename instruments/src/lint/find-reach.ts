import { isEmptyValue, truthOf } from "../expression/compare.ts";
import { type Expression, referencesOf } from "../expression/expression.ts";
import { prepareExpression } from "../expression/prepare-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { Program, Step } from "../program/program.ts";
import { type AnswerDomain, calculates, constantsOf, domainOf } from "./answer-domain.ts";

/** Whether some answers show a step: found by trying all that its conditions can tell apart. */
export type Reach = "never" | "perhaps-never" | "sometimes" | "always" | "unknown";

const maximumTrials = 20_000;

/** Steps whose conditions or answers decide whether the target shows, in document order, the target last. */
function stepsInvolved(program: Program, target: number): readonly number[] {
  const positions = new Map(
    program.steps.flatMap((step, index) => (step.kind === "container" ? [] : [[step.name, index] as const])),
  );
  const involved = new Set<number>();
  const add = (index: number): void => {
    const step = program.steps[index];
    if (!step || involved.has(index)) return;
    involved.add(index);
    for (const expression of conditionsOf(step)) {
      for (const { path } of referencesOf(expression)) add(positions.get(String(path[0])) ?? -1);
    }
    if (step.kind !== "calculated") add(step.parent);
  };
  add(target);
  return [...involved].sort((a, b) => a - b);
}

function conditionsOf(step: Step): readonly Expression[] {
  if (step.kind === "calculated") return [step.expression];
  const formula = step.kind === "field" && step.answer.kind === "computed" ? [step.answer.expression] : [];
  return step.visibleIf ? [step.visibleIf, ...formula] : formula;
}

interface Trial {
  readonly steps: readonly { readonly index: number; readonly step: Step }[];
  readonly domains: ReadonlyMap<number, AnswerDomain>;
  readonly exact: boolean;
}

function isAnswered(step: Step): boolean {
  return step.kind === "field" && step.answer.kind !== "computed";
}

/** What to try, or null where the answers involved are too rich. */
function planTrial(program: Program, target: number): Trial | null {
  const steps = stepsInvolved(program, target).map((index) => ({ index, step: program.steps[index] as Step }));
  const expressions = steps.flatMap(({ step }) => conditionsOf(step));
  const constants = expressions.flatMap(constantsOf);
  const references = expressions.flatMap(referencesOf);
  const domains = new Map<number, AnswerDomain>();
  let trials = 1;
  for (const { index, step } of steps) {
    if (index === target || step.kind !== "field" || !isAnswered(step)) continue;
    const rows = references
      .filter(({ path }) => path[0] === step.name && path.length > 1)
      .map(({ path }) => String(path[1]));
    const domain = domainOf(step, [...new Set(rows)], constants);
    trials *= domain?.values.length ?? Number.POSITIVE_INFINITY;
    if (domain === null || trials > maximumTrials) return null;
    domains.set(index, domain);
  }
  const exact = !expressions.some(calculates) && [...domains.values()].every((domain) => domain.exact);
  return { steps, domains, exact };
}

/** Every combination of one value of each domain. */
function* combinations(domains: ReadonlyMap<number, AnswerDomain>): Generator<ReadonlyMap<number, Json | undefined>> {
  const entries = [...domains];
  const chosen = new Map<number, Json | undefined>();
  function* choose(depth: number): Generator<ReadonlyMap<number, Json | undefined>> {
    const entry = entries[depth];
    if (!entry) {
      yield chosen;
      return;
    }
    for (const value of entry[1].values) {
      chosen.set(entry[0], value);
      yield* choose(depth + 1);
    }
  }
  yield* choose(0);
}

type PreparedTrialStep = {
  readonly index: number;
  readonly step: Step;
  readonly visible: ReturnType<typeof prepareExpression> | null;
  readonly formula: ReturnType<typeof prepareExpression> | null;
};

function prepareTrialStep({ index, step }: Trial["steps"][number]): PreparedTrialStep {
  const visible = step.kind !== "calculated" && step.visibleIf ? prepareExpression(step.visibleIf) : null;
  const computed = step.kind === "field" && step.answer.kind === "computed" ? step.answer.expression : null;
  const formula = step.kind === "calculated" ? step.expression : computed;
  return { index, step, visible, formula: formula ? prepareExpression(formula) : null };
}

/** Whether the last step shows with these answers. */
function shows(steps: readonly PreparedTrialStep[], answers: ReadonlyMap<number, Json | undefined>): boolean {
  const values = new Map<string, Json>();
  const shown = new Set<number>([-1]);
  let last = false;
  for (const { index, step, visible, formula } of steps) {
    const parent = step.kind === "calculated" ? -1 : step.parent;
    last = shown.has(parent) && (visible === null || truthOf(visible({ values })));
    if (!last) continue;
    shown.add(index);
    const value = formula ? formula({ values }) : answers.get(index);
    if (step.kind !== "container" && value !== undefined && !isEmptyValue(value)) values.set(step.name, value);
  }
  return last;
}

/** Whether step `target` of a program can be shown. */
export function findReach(program: Program, target: number): Reach {
  const trial = planTrial(program, target);
  if (!trial) return "unknown";
  const steps = trial.steps.map(prepareTrialStep);
  let some = false;
  let all = true;
  for (const answers of combinations(trial.domains)) {
    if (shows(steps, answers)) some = true;
    else all = false;
    if (some && !all) return "sometimes";
  }
  if (some) return trial.exact ? "always" : "sometimes";
  return trial.exact ? "never" : "perhaps-never";
}
