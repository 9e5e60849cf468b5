import { type Expression, referencesOf, yieldsText } from "../expression/expression.ts";
import type { CalculatedValue, Form } from "../profile/form.ts";
import { buildSteps } from "./build-steps.ts";
import type { CalculatedStep, Program, Step } from "./program.ts";

/** First name of each reference: a question, or another calculated value. */
function namesIn(expression: Expression): readonly string[] {
  return referencesOf(expression).map(({ path }) => String(path[0]));
}

function calculatedStep({ name, expression, kept }: CalculatedValue): CalculatedStep {
  const text = yieldsText(expression);
  return { kind: "calculated", name, expression, ...(kept ? { kept: true as const } : {}), ...(text ? { text } : {}) };
}

/** Index after which each calculated value can be known: that of the last question it reads, −1 for none. */
function readyPositions(steps: readonly Step[], calculated: readonly CalculatedValue[]): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  steps.forEach((step, index) => {
    if (step.kind === "field") positions.set(step.name, index);
  });
  for (const { name, expression } of calculated) {
    positions.set(name, Math.max(-1, ...namesIn(expression).map((read) => positions.get(read) ?? -1)));
  }
  return positions;
}

/** Puts every calculated value behind the last question it reads, and moves the parents of later steps along. */
function insertCalculated(steps: readonly Step[], calculated: readonly CalculatedValue[]): readonly Step[] {
  const ready = readyPositions(steps, calculated);
  const moved = new Map<number, number>([[-1, -1]]);
  const result: Step[] = [];
  const addReady = (index: number): void => {
    for (const value of calculated) if (ready.get(value.name) === index) result.push(calculatedStep(value));
  };
  addReady(-1);
  steps.forEach((step, index) => {
    moved.set(index, result.length);
    result.push(step.kind === "calculated" ? step : { ...step, parent: moved.get(step.parent) ?? -1 });
    addReady(index);
  });
  return result;
}

/** The check program of a form that has passed the lint. */
export function buildProgram(form: Form, missingCodes: readonly number[]): Program {
  return { steps: insertCalculated(buildSteps(form.pages), form.calculated), missingCodes };
}
