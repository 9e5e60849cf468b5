import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Variable } from "../model/variable.ts";
import { FindingList, type LintFinding } from "../profile/finding.ts";
import type { Form } from "../profile/form.ts";
import { readForm } from "../profile/read-form.ts";
import { buildProgram } from "../program/build-program.ts";
import { stepNodes } from "../program/build-steps.ts";
import { makeVariables } from "../program/make-variables.ts";
import type { Program } from "../program/program.ts";
import { splitProgram } from "../split/split-program.ts";
import { checkDefinition } from "./check-definition.ts";
import { checkImpossible } from "./check-impossible.ts";
import { checkLogic } from "./check-logic.ts";
import { checkNames } from "./check-names.ts";
import { checkQuestions } from "./check-questions.ts";
import { checkReferences } from "./check-references.ts";
import { checkSplit } from "./check-split.ts";
import { checkSplitConstructs } from "./check-split-constructs.ts";
import { checkVariables } from "./check-variables.ts";

/** The findings about a questionnaire, and what was built of it where nothing forbade it. */
export interface QuestionnaireAnalysis {
  readonly built: { readonly program: Program; readonly variables: readonly Variable[] } | null;
  readonly findings: readonly LintFinding[];
}

function checkForm(definition: QuestionnaireDefinition, list: FindingList): Form {
  const form = readForm(definition.survey, list);
  checkNames(form, list);
  checkQuestions(form, list);
  checkReferences(form, list);
  checkSplit(definition, form, list);
  return form;
}

/** Where each step of a program stands in the JSON. */
function pathsOf(program: Program, form: Form): readonly string[] {
  const paths = stepNodes(form.pages).map(({ path }) => path);
  const named = new Map(form.calculated.map(({ name, path }) => [name, path]));
  return program.steps.map((step) => (step.kind === "calculated" ? named.get(step.name) : paths.shift()) ?? "survey");
}

/** Reads, checks and builds a questionnaire in one go, for the lint and for the compiler. */
export function analyseQuestionnaire(json: unknown): QuestionnaireAnalysis {
  const list = new FindingList();
  const definition = checkDefinition(json, list);
  if (definition === null) return { built: null, findings: list.findings };
  const form = checkForm(definition, list);
  if (list.hasErrors) return { built: null, findings: list.findings };
  const whole = buildProgram(form, definition.missingCodes);
  checkLogic(whole, pathsOf(whole, form), list);
  const program = splitProgram(whole, form.pages, definition.split);
  const variables = makeVariables(program.steps, definition);
  checkVariables(definition, variables, list);
  checkSplitConstructs(definition, variables, list);
  checkImpossible(definition, whole, list);
  return { built: { program, variables }, findings: list.findings };
}

/**
 * Everything that is wrong with a questionnaire: each finding says where, what and how to mend it. Errors refuse
 * publication, warnings do not. Never throws, whatever `definition` is (rules LI1–LI17, SP1–SP5). Logic and constructs are
 * looked at once the form is free of errors.
 */
export function lintQuestionnaire(definition: unknown): LintFinding[] {
  return [...analyseQuestionnaire(definition).findings];
}
