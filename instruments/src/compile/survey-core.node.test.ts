import fc from "fast-check";
import { Model, type Question } from "survey-core";
import { describe, expect, it } from "vitest";
import { isEmptyValue } from "../expression/compare.ts";
import { lintQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import { prepareProgram } from "../program/prepare-program.ts";
import { arbitraryAnswer, arbitraryQuestionnaire, questionNodes } from "../testing/arbitrary-questionnaire.ts";
import { compileQuestionnaire } from "./compile-questionnaire.ts";
import { pageSurvey } from "./page-survey.ts";
import { settleAnswers } from "./settle-answers.ts";
import { pruneAnswers, validateAnswers } from "./validate-answers.ts";

interface Case {
  readonly definition: QuestionnaireDefinition;
  readonly compiled: CompiledQuestionnaire;
  /** Two rounds of answers; the second changes the mind of the first. */
  readonly rounds: readonly (readonly (Json | undefined)[])[];
}

/** Generated questionnaires the compiler accepts, with answers; unreachable questions are what the lint is for. */
const cases: fc.Arbitrary<Case> = arbitraryQuestionnaire
  .filter((definition) => lintQuestionnaire(definition).every(({ severity }) => severity !== "error"))
  .chain((definition) => {
    const round = fc.tuple(...questionNodes(definition).map(arbitraryAnswer));
    return fc.record({
      definition: fc.constant(definition),
      compiled: fc.constant(compileQuestionnaire(definition)),
      rounds: fc.array(round, { minLength: 2, maxLength: 2 }),
    });
  });

function isShown(question: Question): boolean {
  for (let at: { isVisible: boolean; parent?: unknown } | undefined = question; at; at = at.parent as typeof at) {
    if (!at.isVisible && at === question) return false;
    const panel = at as { visible?: boolean };
    if (panel.visible === false) return false;
  }
  return true;
}

/** Answers as a respondent would, top to bottom, leaving open what does not show; undefined leaves an answer as it is.
 * A matrix that is cleared on hiding does not wake conditions on its cells, so all are run once more (SPEC VA21). */
function answerPage(model: Model, definition: QuestionnaireDefinition, round: readonly (Json | undefined)[]): void {
  questionNodes(definition).forEach((node, index) => {
    const question = model.getQuestionByName(String(node["name"]));
    const value = round[index];
    if (!question || value === undefined || !isShown(question) || question.isReadOnly) return;
    question.value = structuredClone(value);
    if (value === "other") model.setComment(question.name, "说明");
  });
  model.runExpressions();
}

function requiredOnPage(model: Model): readonly string[] {
  model.validate(true, false);
  const names = model.getAllQuestions(false, false, false).filter((question) => {
    if (!isShown(question)) return false;
    const nested = question.getNestedQuestions?.() ?? [];
    const errors = [question, ...nested].flatMap(({ errors: own }) => own);
    return errors.some((error) => ["required", "requiredinallrowserror"].includes(error.getErrorType()));
  });
  return names.map(({ name }) => name).sort();
}

function shownByProgram(compiled: CompiledQuestionnaire, answers: Answers): readonly string[] {
  const shown: string[] = [];
  settleAnswers(prepareProgram(compiled), answers, {
    report: () => undefined,
    visit: (field, name) => {
      if (field.name === name) shown.push(name);
    },
  });
  return shown;
}

function withoutEmpty(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => !isEmptyValue(value)));
}

describe("the compiler and survey-core (rules VA8–VA13)", () => {
  it("show the same questions, ask for the same answers, compute the same values", () => {
    fc.assert(
      fc.property(cases, ({ definition, compiled, rounds }) => {
        const model = new Model(pageSurvey(definition));
        for (const round of rounds) {
          answerPage(model, definition, round);
          const page = withoutEmpty(JSON.parse(JSON.stringify(model.data)) as Answers);
          const shown = questionNodes(definition)
            .map((node) => String(node["name"]))
            .filter((name) => isShown(model.getQuestionByName(name) as Question));
          expect(shownByProgram(compiled, page)).toEqual(shown);
          const sent = pruneAnswers(compiled, page);
          for (const name of ["total", "mean", "high"]) expect(sent[name]).toEqual(page[name]);
          const problems = validateAnswers(compiled, sent, "complete");
          const required = problems
            .filter(({ code }) => code === "required" || code === "row-required")
            .map(({ question }) => question);
          expect([...new Set(required)].sort()).toEqual(requiredOnPage(model));
          expect(problems.filter(({ code }) => code !== "required" && code !== "row-required")).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
