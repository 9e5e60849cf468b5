import { questionnaireRefused } from "../errors.ts";
import { type Expression, referencesOf, yieldsText } from "../expression/expression.ts";
import { hashJson } from "../hash/content-hash.ts";
import type { CalculatedValue, Form } from "../lint/form.ts";
import { analyseQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import { compileSteps } from "./compile-field.ts";
import { makeVariables } from "./make-variables.ts";
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

function compileProgram(form: Form, missingCodes: readonly number[]): Program {
  return { steps: insertCalculated(compileSteps(form.pages), form.calculated), missingCodes };
}

/**
 * Turns a questionnaire into variables and a check program; done once, when a version is published.
 * @throws QuestionnaireRefused with all findings when the lint reports an error.
 */
export function compileQuestionnaire(definition: QuestionnaireDefinition): CompiledQuestionnaire {
  const { form, findings } = analyseQuestionnaire(definition);
  if (form === null || findings.some(({ severity }) => severity === "error"))
    throw questionnaireRefused(definition.name, findings);
  const program = compileProgram(form, definition.missingCodes);
  return {
    format: 1,
    name: definition.name,
    hash: hashJson(definition as unknown as Json),
    title: definition.title,
    variables: makeVariables(program.steps, definition),
    program: program as unknown as Json,
  };
}
