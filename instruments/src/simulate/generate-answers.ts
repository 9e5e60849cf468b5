import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { isOffered } from "../compile/settle-choices.ts";
import { pruneAnswers, validateAnswers } from "../compile/validate-answers.ts";
import { answersNotGenerated } from "../errors.ts";
import { isEmptyValue } from "../expression/compare.ts";
import type { Scope } from "../expression/prepare-expression.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import {
  type PreparedBlock,
  type PreparedField,
  type PreparedOffer,
  prepareProgram,
} from "../program/prepare-program.ts";
import { isAssignment } from "../program/program.ts";
import { findImpossible } from "../quality/find-impossible.ts";
import type { Assignment } from "../split/list-assignments.ts";
import { type Draw, drawAnswer } from "./draw-answer.ts";
import { drawOpinion, drawPracticeTitle, drawShortText } from "./draw-text.ts";
import { drawNormal, type RandomSource } from "./random-source.ts";

/** Levels of the latent traits by construct id, in standard deviations. */
export type Traits = Readonly<Record<string, number>>;

/** Share of optional questions left open. */
const skippedShare = 0.06;

/** Share of optional long texts left open: most people do not write. */
const silentShare = 0.45;

const attempts = 60;

/** Traits of one respondent: constructs of one questionnaire correlate 0.3. */
function drawTraits(definition: QuestionnaireDefinition, random: RandomSource): Traits {
  const general = drawNormal(random);
  return Object.fromEntries(
    definition.constructs.map(({ id }) => [id, Math.sqrt(0.3) * general + Math.sqrt(0.7) * drawNormal(random)]),
  );
}

function levels(definition: QuestionnaireDefinition, traits: Traits): (variable: string) => number | null {
  const known = new Map<string, number>();
  for (const { id, items, reverse } of definition.constructs) {
    for (const item of items) known.set(item, (traits[id] ?? 0) * (reverse?.includes(item) ? -1 : 1));
  }
  return (variable) => known.get(variable) ?? null;
}

/** Numbers of a table's column in falling order, as in tables whose first row is the whole and the others its parts. */
function wholeBeforeParts(table: Json): Json {
  const rows = Object.entries(table as Readonly<Record<string, Readonly<Record<string, Json>>>>);
  const sorted = new Map<string, number[]>();
  for (const column of new Set(rows.flatMap(([, cells]) => Object.keys(cells)))) {
    const numbers = rows.map(([, cells]) => cells[column]).filter((value) => typeof value === "number");
    sorted.set(
      column,
      numbers.sort((left, right) => right - left),
    );
  }
  const next = (column: string, value: Json): Json =>
    typeof value === "number" ? (sorted.get(column)?.shift() ?? value) : value;
  return Object.fromEntries(
    rows.map(([row, cells]) => [
      row,
      Object.fromEntries(Object.entries(cells).map(([column, value]) => [column, next(column, value)])),
    ]),
  );
}

class AnswerGenerator {
  private readonly draw: Draw;
  private readonly assigned: Assignment | undefined;

  constructor(draw: Draw, assigned: Assignment | undefined) {
    this.draw = draw;
    this.assigned = assigned;
  }

  private skips(field: PreparedField, scope: Scope): boolean {
    if (field.step.required || field.requiredIf?.(scope)) return false;
    const { answer } = field;
    if ((answer.kind === "many" || answer.kind === "order") && answer.rule.kind !== "one" && answer.rule.min)
      return false;
    const long = field.answer.kind === "text" && field.answer.format === "text";
    return this.draw.random() < (long ? silentShare : skippedShare);
  }

  private rows(rows: PreparedOffer, scope: Scope, of: (name: string) => Json): Json {
    const names = [...rows.choices.keys()].filter((row) => isOffered(rows, row, scope)).map(String);
    return Object.fromEntries(names.map((name) => [name, of(name)]).filter(([, row]) => !isEmptyValue(row)));
  }

  private inner(block: PreparedBlock, name: string, scope: Scope, as: "panel" | "row" | null): Json {
    const out = new Map<string, Json>();
    this.block(block, { scope: as === null ? scope : { ...scope, [as]: out }, out, name });
    return Object.fromEntries(out);
  }

  private nested(field: PreparedField, name: string, scope: Scope): Json | undefined {
    const { answer } = field;
    switch (answer.kind) {
      case "items":
        return this.inner(answer.block, name, scope, null);
      case "table":
        return wholeBeforeParts(
          this.rows(answer.rows, scope, (row) => this.inner(answer.block, `${name}_${row}`, scope, "row")),
        );
      case "list": {
        const { min, max, scope: as } = answer.rule;
        const count = Math.max(min, 1) + Math.floor(this.draw.random() * Math.min(2, max - Math.max(min, 1) + 1));
        return Array.from({ length: Math.min(count, max) }, (_, index) =>
          this.inner(answer.block, `${name}_${index + 1}`, scope, as),
        );
      }
      case "computed":
        return answer.value(scope);
      default:
        return drawAnswer(field, name, scope, this.draw);
    }
  }

  private beside(field: PreparedField, value: Json | undefined, out: Map<string, Json>): void {
    if (field.beside === null) return;
    const other = value === "other" || (Array.isArray(value) && value.includes("other"));
    if (field.step.other && other) out.set(field.beside, drawShortText(this.draw.random));
    if (field.step.comment && this.draw.random() < 0.1) out.set(field.beside, drawOpinion(this.draw.random));
  }

  private field(
    field: PreparedField,
    frame: { readonly scope: Scope; readonly out: Map<string, Json>; readonly name: string },
  ): void {
    if (isAssignment(field.step)) {
      if (this.assigned !== undefined) frame.out.set(field.name, this.assigned);
      return;
    }
    if (field.answer.kind !== "computed" && this.skips(field, frame.scope)) return;
    const name = frame.name === "" ? field.name : `${frame.name}_${field.name}`;
    const value = this.nested(field, name, frame.scope);
    if (value === undefined || isEmptyValue(value)) return;
    frame.out.set(field.name, value);
    this.beside(field, value, frame.out);
  }

  /** Answers a block in document order, so that what is hidden is not answered. */
  block(
    block: PreparedBlock,
    frame: { readonly scope: Scope; readonly out: Map<string, Json>; readonly name: string },
  ): void {
    const open: boolean[] = [];
    block.steps.forEach((step, index) => {
      if (step.kind === "calculated") {
        const value = step.value(frame.scope);
        if (value !== undefined && !isEmptyValue(value)) frame.out.set(step.name, value);
        return;
      }
      const { visible, enabled } = step;
      const shows = (visible === null || visible(frame.scope)) && (enabled === null || enabled(frame.scope));
      open[index] = (step.parent < 0 || open[step.parent] === true) && shows;
      if (open[index] && step.kind === "field") this.field(step, frame);
    });
  }
}

const compiledDefinitions = new WeakMap<QuestionnaireDefinition, CompiledQuestionnaire>();

function compileOnce(definition: QuestionnaireDefinition): CompiledQuestionnaire {
  const known = compiledDefinitions.get(definition) ?? compileQuestionnaire(definition);
  compiledDefinitions.set(definition, known);
  return known;
}

/** Puts the expected answers of attention checks in, for those who attend: 19 of 20. */
function attend(
  definition: QuestionnaireDefinition,
  values: Record<string, Json>,
  random: RandomSource,
): Record<string, Json> {
  const { variables } = compileOnce(definition);
  for (const { question: name, expected } of definition.attentionChecks ?? []) {
    const question = variables.find((variable) => variable.name === name)?.question ?? name;
    const given = Object.hasOwn(values, question) ? values[question] : undefined;
    if (given === undefined || random() >= 0.95) continue;
    if (question === name) values[question] = expected;
    else
      values[question] = { ...(given as Readonly<Record<string, Json>>), [name.slice(question.length + 1)]: expected };
  }
  return values;
}

/** Gives what a form nominates a title, and puts a mark in place of names and other words about a person. */
function nameNominated(
  definition: QuestionnaireDefinition,
  values: Record<string, Json>,
  random: RandomSource,
): Record<string, Json> {
  const { nomination, personal = [] } = definition;
  if (nomination === undefined) return values;
  if (typeof values[nomination.title] === "string") values[nomination.title] = drawPracticeTitle(random);
  const { variables } = compileOnce(definition);
  const isWord = (name: string): boolean =>
    variables.some((one) => one.name === name && one.type === "string" && one.valueLabels === undefined);
  for (const name of personal)
    if (name !== nomination.title && isWord(name) && /^\p{Script=Han}+$/u.test(String(values[name] ?? "")))
      values[name] = "模拟信息";
  return values;
}

/**
 * Plausible answers that the questionnaire accepts as complete: they follow its branches, a few optional questions stay
 * open, 4 % choose a declared missing code, items of one construct follow a latent trait (`traits`, else drawn) with
 * alpha about 0.8 for four items, nothing impossible is combined. With `assigned` they are those of a respondent of the split form. The same source of chance gives the same answers. Generated data, to be marked 模拟数据.
 * @throws QuestionnaireRefused, or InstrumentError `simulate.no-answers` when 60 draws meet no validator.
 */
export function generateAnswers(
  definition: QuestionnaireDefinition,
  random: RandomSource,
  { traits, assigned }: { readonly traits?: Traits; readonly assigned?: Assignment } = {},
): Answers {
  const compiled = compileOnce(definition);
  const program = prepareProgram(compiled);
  const level = levels(definition, traits ?? drawTraits(definition, random));
  const generator = new AnswerGenerator({ random, missing: program.missing, level }, assigned);
  let problem = "";
  for (let attempt = 0; attempt < attempts; attempt++) {
    const values = new Map<string, Json>();
    generator.block(program, { scope: { values }, out: values, name: "" });
    const answers = pruneAnswers(
      compiled,
      nameNominated(definition, attend(definition, Object.fromEntries(values), random), random),
    );
    const problems = validateAnswers(compiled, answers, "complete");
    const impossible = findImpossible(definition, answers)[0]?.reason.zh;
    if (problems.length === 0 && impossible === undefined) return answers;
    problem = problems[0]?.message ?? impossible ?? "";
  }
  throw answersNotGenerated(definition.name, problem);
}
