import { isEmptyValue, looseEqual } from "../expression/compare.ts";
import type { Scope } from "../expression/prepare-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { PreparedAnswer, PreparedBlock, PreparedField, PreparedStep } from "../program/prepare-program.ts";
import { type JsonObject, listOf, objectOf, ownValue, type Place, within } from "./answer-place.ts";
import type { AnswerProblemCode, Report } from "./answer-problems.ts";
import { show } from "./check-structure.ts";
import { checkValue } from "./check-value.ts";
import { settleChoices, shownRows } from "./settle-choices.ts";

/** Told of every field that shows, with its settled answer and the text beside it, in document order; `name` is the stem of its variables. */
export type Visit = (
  field: PreparedField,
  name: string,
  value: Json | undefined,
  scope: Scope,
  text: Json | undefined,
) => void;

/** What a run over the answers does besides settling them. */
export interface Run {
  readonly report: Report;
  readonly visit?: Visit;
}

/** What a block stands in: the scope its conditions read, the map its answers go to, and where it is. */
interface Frame {
  readonly scope: Scope;
  readonly out: Map<string, Json>;
  readonly place: Place | null;
}

type Of<K extends PreparedAnswer["kind"]> = Extract<PreparedAnswer, { kind: K }>;

function settleGrid(answer: Of<"grid">, value: Json | undefined, place: Place, scope: Scope, report: Report): Json {
  const source = objectOf(value);
  const settled: Record<string, Json> = {};
  for (const name of shownRows(answer.rows, source, place, scope, report)) {
    const cell = ownValue(source, name);
    if (cell !== undefined && !isEmptyValue(cell)) settled[name] = cell;
    else if (answer.rule.everyRow) report("row-required", within(place, name), "the row has no answer");
  }
  return settled;
}

function settleTable(answer: Of<"table">, value: Json | undefined, place: Place, scope: Scope, run: Run): Json {
  const source = objectOf(value);
  const settled: Record<string, Json> = {};
  for (const name of shownRows(answer.rows, source, place, scope, run.report)) {
    const row = settleInner(
      answer.block,
      objectOf(ownValue(source, name)),
      within(place, name),
      { scope, as: "row" },
      run,
    );
    if (!isEmptyValue(row)) settled[name] = row;
  }
  return settled;
}

function settleList(answer: Of<"list">, value: Json | undefined, place: Place, scope: Scope, run: Run): Json {
  const source = listOf(value);
  const { min, scope: as } = answer.rule;
  const settled: Json[] = [];
  for (let index = 0; index < Math.max(source.length, min); index++) {
    settled.push(settleInner(answer.block, objectOf(source[index]), within(place, index), { scope, as }, run));
  }
  return source.length === 0 && settled.every(isEmptyValue) ? [] : settled;
}

function settleInner(
  block: PreparedBlock,
  source: JsonObject,
  place: Place,
  outer: { readonly scope: Scope; readonly as: "panel" | "row" | null },
  run: Run,
): Json {
  const out = new Map<string, Json>();
  const scope = outer.as === null ? outer.scope : { ...outer.scope, [outer.as]: out };
  settleBlock(block, source, { scope, out, place }, run);
  return Object.fromEntries(out);
}

function settleComputed(
  answer: Of<"computed">,
  value: Json | undefined,
  place: Place,
  scope: Scope,
  report: Report,
): Json | undefined {
  const computed = answer.value(scope);
  if (value !== undefined && !isEmptyValue(value) && !looseEqual(value, computed)) {
    report("computed-differs", place, `expected ${show(computed)}, got ${show(value)}`);
  }
  return computed;
}

function settleAnswer(
  field: PreparedField,
  value: Json | undefined,
  place: Place,
  scope: Scope,
  run: Run,
): Json | undefined {
  const { answer } = field;
  switch (answer.kind) {
    case "grid":
      return settleGrid(answer, value, place, scope, run.report);
    case "table":
      return settleTable(answer, value, place, scope, run);
    case "list":
      return settleList(answer, value, place, scope, run);
    case "items":
      return settleInner(answer.block, objectOf(value), place, { scope, as: null }, run);
    case "computed":
      return settleComputed(answer, value, place, scope, run.report);
    case "one":
    case "many":
    case "order":
      return value === undefined || isEmptyValue(value)
        ? undefined
        : settleChoices(answer, value, place, scope, run.report);
    default:
      return value;
  }
}

/** The text beside an answer: of 其他 while it is chosen, or a free comment. */
function settleBeside(
  field: PreparedField,
  source: JsonObject,
  value: Json | undefined,
  place: Place,
  frame: Frame,
  report: Report,
): void {
  const name = field.beside;
  if (name === null) return;
  const text = ownValue(source, name);
  const empty = text === undefined || isEmptyValue(text);
  const open = field.step.comment === true || value === "other" || (Array.isArray(value) && value.includes("other"));
  if (!empty && open) frame.out.set(name, text);
  else if (!empty) report("other-text-stray", place, "a text stands beside, but “other” is not chosen");
  else if (open && !field.step.comment) report("other-text-missing", place, "“other” is chosen without a text");
}

/** Problems that a disabled question has too: nobody could have made these on the page. */
const alwaysReported = new Set<AnswerProblemCode>([
  "hidden-answer",
  "hidden-choice",
  "unknown-choice",
  "repeated-choice",
  "exclusive-choice",
  "computed-differs",
]);

/** A run inside a disabled question: what its rules would ask for is not asked (rule VA13). */
function whileDisabled(run: Run): Run {
  return {
    ...run,
    report: (code, place, message) => {
      if (alwaysReported.has(code)) run.report(code, place, message);
    },
  };
}

/** Whether a required question has no answer: blanks alone are none. */
function lacksAnswer(value: Json | undefined): boolean {
  if (typeof value === "string") return value.trim() === "";
  return value === undefined;
}

function settleField(field: PreparedField, source: JsonObject, enabled: boolean, frame: Frame, outer: Run): void {
  const run = enabled ? outer : whileDisabled(outer);
  const { scope, out } = frame;
  const place: Place = frame.place
    ? within(frame.place, field.name)
    : { question: field.name, path: "", name: field.name };
  const settled = settleAnswer(field, ownValue(source, field.name), place, scope, run);
  const value = settled === undefined || isEmptyValue(settled) ? undefined : settled;
  if (value !== undefined) out.set(field.name, value);
  if (lacksAnswer(value) && (field.step.required || field.requiredIf?.(scope))) {
    run.report("required", place, "an answer is required");
  }
  checkValue(field, value, place, scope, run.report);
  settleBeside(field, source, value, place, frame, run.report);
  run.visit?.(field, place.name, value, scope, field.beside === null ? undefined : out.get(field.beside));
}

function reportHidden(field: PreparedField, source: JsonObject, frame: Frame, report: Report): void {
  for (const name of [field.name, field.beside]) {
    if (name === null || isEmptyValue(ownValue(source, name))) continue;
    if (field.answer.kind === "computed") continue;
    const place = frame.place ? within(frame.place, name) : { question: field.name, path: "" };
    report("hidden-answer", place, "the question is not shown");
  }
}

function settleCalculated(
  step: Extract<PreparedStep, { kind: "calculated" }>,
  source: JsonObject,
  frame: Frame,
  report: Report,
): Json | undefined {
  const value = step.value(frame.scope);
  const given = ownValue(source, step.name);
  if (given !== undefined && !isEmptyValue(given) && !looseEqual(given, value)) {
    report("computed-differs", { question: step.name, path: "" }, `expected ${show(value)}, got ${show(given)}`);
  }
  return value;
}

/**
 * Walks a block in document order: decides what shows, takes over the answers that may stand, reports the rest.
 * A hidden question is empty for all that follows (rule VA8).
 */
function settleBlock(block: PreparedBlock, source: JsonObject, frame: Frame, run: Run): void {
  const shown: boolean[] = [];
  const usable: boolean[] = [];
  block.steps.forEach((step, index) => {
    if (step.kind === "calculated") {
      const value = settleCalculated(step, source, frame, run.report);
      if (value !== undefined && !isEmptyValue(value)) frame.out.set(step.name, value);
      return;
    }
    shown[index] =
      (step.parent < 0 || shown[step.parent] === true) && (step.visible === null || step.visible(frame.scope));
    usable[index] =
      (step.parent < 0 || usable[step.parent] === true) && (step.enabled === null || step.enabled(frame.scope));
    if (step.kind === "container") return;
    if (shown[index]) settleField(step, source, usable[index], frame, run);
    else reportHidden(step, source, frame, run.report);
  });
}

/** Settles whole answers; returns those that stand, calculated values included, by name. */
export function settleAnswers(block: PreparedBlock, answers: JsonObject, run: Run): ReadonlyMap<string, Json> {
  const values = new Map<string, Json>();
  settleBlock(block, answers, { scope: { values }, out: values, place: null }, run);
  return values;
}
