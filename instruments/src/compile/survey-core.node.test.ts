import fc from "fast-check";
import { Model, type Question } from "survey-core";
import { describe, expect, it } from "vitest";
import { isEmptyValue } from "../expression/compare.ts";
import { lintQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import { prepareProgram } from "../program/prepare-program.ts";
import { type Assignment, listAssignments } from "../split/list-assignments.ts";
import {
  arbitraryAnswer,
  arbitraryQuestionnaire,
  arbitrarySplit,
  questionNodes,
} from "../testing/arbitrary-questionnaire.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { compileQuestionnaire } from "./compile-questionnaire.ts";
import { pageSurvey } from "./page-survey.ts";
import { settleAnswers } from "./settle-answers.ts";
import { pruneAnswers, validateAnswers } from "./validate-answers.ts";

interface Case {
  /** Modules of the split form; null asks everything. */
  readonly assigned: Assignment | null;
  readonly definition: QuestionnaireDefinition;
  readonly compiled: CompiledQuestionnaire;
  /** Two rounds of answers; the second changes the mind of the first. */
  readonly rounds: readonly (readonly (Json | undefined)[])[];
}

/** Generated questionnaires the compiler accepts, with answers; unreachable questions are what the lint is for. */
const casesOf = (definitions: fc.Arbitrary<QuestionnaireDefinition>): fc.Arbitrary<Case> =>
  definitions
    .filter((definition) => lintQuestionnaire(definition).every(({ severity }) => severity !== "error"))
    .chain((definition) => {
      const round = fc.tuple(...questionNodes(definition).map(arbitraryAnswer));
      const { split } = definition;
      return fc.record({
        assigned: split === undefined ? fc.constant(null) : fc.constantFrom(null, ...listAssignments(split)),
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

/** Nobody can type into a cell that does not show, yet a value set from outside stays there. */
function leaveHiddenCellsEmpty(question: Question): void {
  for (const cell of question.getNestedQuestions?.() ?? []) if (!cell.isVisible) cell.clearValue();
}

/** Nobody can answer a row that does not show either. */
function inShownRows(question: Question, value: Json): Json {
  const rows = (question as { readonly visibleRows?: readonly { readonly rowName: unknown; readonly name: unknown }[] })
    .visibleRows;
  const named = question.getType() === "matrix" || question.getType() === "matrixdropdown";
  if (!named || rows === undefined || value === null || typeof value !== "object") return structuredClone(value);
  const shown = new Set(rows.map(({ rowName, name }) => String(rowName ?? name)));
  return Object.fromEntries(Object.entries(structuredClone(value)).filter(([row]) => shown.has(row)));
}

/** Answers as a respondent would, top to bottom, leaving open what does not show; undefined leaves an answer as it is.
 * A matrix that is cleared on hiding does not wake conditions on its cells, so all are run once more (SPEC VA21). */
function answerPage(model: Model, definition: QuestionnaireDefinition, round: readonly (Json | undefined)[]): void {
  questionNodes(definition).forEach((node, index) => {
    const question = model.getQuestionByName(String(node["name"]));
    const value = round[index];
    if (!question || value === undefined || !isShown(question) || question.isReadOnly) return;
    question.value = inShownRows(question, value);
    leaveHiddenCellsEmpty(question);
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

function pagesShown(definition: QuestionnaireDefinition, shown: readonly string[]): readonly string[] {
  const pages = definition.survey["pages"] as readonly { readonly name: string }[];
  return pages
    .filter((page) => {
      const alone = { ...definition, survey: { pages: [page] } } as unknown as QuestionnaireDefinition;
      return questionNodes(alone).some(({ name }) => shown.includes(String(name)));
    })
    .map(({ name }) => name);
}

describe("the compiler and survey-core (rules VA8–VA13, SP6)", () => {
  it.each([
    ["whole questionnaires", arbitraryQuestionnaire],
    ["split ones", arbitrarySplit],
  ])("show the same questions, ask for the same answers, compute the same values: %s", (_, definitions) => {
    fc.assert(
      fc.property(casesOf(definitions), ({ assigned, definition, compiled, rounds }) => {
        const model = new Model(pageSurvey(definition));
        if (assigned !== null) model.data = { MODULES: assigned };
        for (const round of rounds) {
          answerPage(model, definition, round);
          const page = withoutEmpty(JSON.parse(JSON.stringify(model.data)) as Answers);
          const shown = questionNodes(definition)
            .map((node) => String(node["name"]))
            .filter((name) => isShown(model.getQuestionByName(name) as Question));
          expect(shownByProgram(compiled, page).filter((name) => name !== "MODULES")).toEqual(shown);
          expect(model.visiblePages.map(({ name }) => name)).toEqual(pagesShown(definition, shown));
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
      { numRuns: 50 },
    );
  });
});

describe("where the compiler is stricter than survey-core (SPEC: ST1–ST12)", () => {
  const text = { type: "text", name: "a", title: "a" };
  const one = { type: "radiogroup", name: "a", title: "a", choices: [1, 2] };
  const many = { type: "checkbox", name: "a", title: "a", choices: [1, 2, 3] };
  const hidden = { type: "text", name: "b", title: "b", visibleIf: "{a} = 1" };
  const row = { value: "y", visibleIf: "{a} = 1" };

  it.each<[string, string, readonly { readonly [key: string]: Json }[], Answers]>([
    ["ST1", "too-long", [text], { a: "x".repeat(2_001) }],
    ["ST2", "unknown-name", [text], { zzz: 1 }],
    ["ST3", "hidden-answer", [one, hidden], { a: 2, b: "x" }],
    ["ST4", "unknown-choice", [one], { a: 9 }],
    ["ST5", "unknown-choice", [one], { a: "1" }],
    ["ST6", "too-many-choices", [{ ...many, maxSelectedChoices: 2 }], { a: [1, 2, 3] }],
    ["ST7", "exclusive-choice", [{ ...many, showNoneItem: true }], { a: ["none", 1] }],
    [
      "ST8",
      "hidden-answer",
      [one, { type: "matrix", name: "m", title: "m", rows: ["x", row], columns: [1, 2] }],
      { a: 2, m: { y: 1 } },
    ],
    ["ST9", "wrong-type", [{ ...text, inputType: "number" }], { a: "5" }],
    ["ST10", "wrong-format", [{ ...text, inputType: "url" }], { a: "javascript:alert(1)" }],
    [
      "ST11",
      "too-many-items",
      [{ type: "paneldynamic", name: "a", title: "a", maxPanelCount: 1, templateElements: [{ ...text, name: "x" }] }],
      { a: [{ x: "1" }, { x: "2" }] },
    ],
    ["ST12", "lone-surrogate", [text], { a: "\ud800" }],
  ])("%s: %s", (_rule, code, elements, answers) => {
    const definition = questionnaireOf(elements);
    const model = new Model(structuredClone(definition.survey));
    model.data = structuredClone(answers);
    expect(model.validate(true, false)).toBe(true);
    expect(
      validateAnswers(compileQuestionnaire(definition), answers, "complete").map((problem) => problem.code),
    ).toEqual([code]);
  });
});

describe("validators and limits (VA14–VA18)", () => {
  const elements: readonly { readonly [key: string]: Json }[] = [
    { type: "text", name: "a", title: "a", inputType: "number", min: 1, max: 5 },
    {
      type: "text",
      name: "b",
      title: "b",
      validators: [{ type: "text", minLength: 3, maxLength: 5, allowDigits: false }],
    },
    { type: "checkbox", name: "c", title: "c", choices: [1, 2, 3], minSelectedChoices: 2, showNoneItem: true },
    { type: "text", name: "d", title: "d", validators: [{ type: "expression", expression: "{d} empty or {a} > 2" }] },
    { type: "text", name: "e", title: "e", validators: [{ type: "email" }] },
    { type: "text", name: "f", title: "f", validators: [{ type: "regex", regex: "^\\d{3}$" }] },
    { type: "checkbox", name: "g", title: "g", choices: [1, 2, 3], validators: [{ type: "answercount", minCount: 2 }] },
    { type: "dropdown", name: "h", title: "h", choices: [1], showOtherItem: true },
    { type: "text", name: "i", title: "i", validators: [{ type: "numeric", minValue: 2, maxValue: 4 }] },
  ];
  const definition = questionnaireOf(elements);
  const compiled = compileQuestionnaire(definition);
  const subset = fc.subarray([1, 2, 3], { minLength: 1 });
  const answers = fc.record(
    {
      a: fc.integer({ min: -1, max: 7 }),
      b: fc.constantFrom("ab", "abc", "abcde", "abcdef", "ab1", "一二三"),
      c: fc.oneof(subset, fc.constant(["none"])),
      d: fc.constantFrom("x"),
      e: fc.constantFrom("a@example.com", "a@", "b", "a b@example.com"),
      f: fc.constantFrom("123", "12", "abc"),
      g: subset,
      h: fc.constantFrom<Json>(1, "other"),
      i: fc.constantFrom("1", "2", "5", "x"),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Answers>;

  it("refuse the same questions", () => {
    fc.assert(
      fc.property(answers, (given) => {
        const model = new Model(structuredClone(definition.survey));
        model.data = structuredClone(given);
        model.validate(true, false);
        const page = model.getAllQuestions().filter(({ errors }) => errors.length > 0);
        const refused = new Set(validateAnswers(compiled, given, "complete").map(({ question }) => question));
        expect([...refused].sort()).toEqual(page.map(({ name }) => name).sort());
      }),
      { numRuns: 60 },
    );
  });
});
