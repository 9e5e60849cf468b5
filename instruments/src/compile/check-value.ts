import { isEmptyValue } from "../expression/compare.ts";
import type { Scope } from "../expression/prepare-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { PreparedAnswer, PreparedField, PreparedOffer } from "../program/prepare-program.ts";
import type { Scalar } from "../program/program.ts";
import type { AnswerPlace, Report } from "./answer-problems.ts";
import { checkFormat } from "./check-format.ts";
import { show } from "./check-structure.ts";
import { checkValidators } from "./check-validators.ts";

type Of<K extends PreparedAnswer["kind"]> = Extract<PreparedAnswer, { kind: K }>;

function at(place: AnswerPlace, part: string): AnswerPlace {
  return { question: place.question, path: `${place.path}${part}` };
}

/** A choice must be one of those written, with the same JSON type. */
function checkChoice(offer: PreparedOffer, value: Json, place: AnswerPlace, report: Report): void {
  if (!offer.choices.has(value as Scalar)) report("unknown-choice", place, `${show(value)} is not one of the choices`);
}

/** An assignment names as many modules as are drawn, in the order of the questionnaire, so that each has one form. */
function checkAssignment(
  { offer }: Of<"one" | "many" | "order">,
  drawn: number | undefined,
  list: readonly Json[],
  place: AnswerPlace,
  report: Report,
): void {
  const listed = [...offer.choices.keys()].filter((module) => list.includes(module));
  if (list.length === drawn && list.every((module, index) => module === listed[index])) return;
  report("wrong-assignment", place, `expected ${drawn} modules of the questionnaire in its order, got ${show(list)}`);
}

function checkMany(answer: Of<"one" | "many" | "order">, value: Json, place: AnswerPlace, report: Report): void {
  const list = value as readonly Json[];
  if (answer.rule.kind === "many" && answer.rule.assigned) {
    checkAssignment(answer, answer.rule.max, list, place, report);
    return;
  }
  for (const [index, item] of list.entries()) {
    if (!answer.offer.choices.has(item as Scalar)) checkChoice(answer.offer, item, at(place, `[${index}]`), report);
  }
  if (new Set(list).size < list.length) report("repeated-choice", place, "a choice stands twice");
  const { rule } = answer;
  if (rule.kind === "one") return;
  if (rule.kind === "many" && rule.exclusive && list.length > 1 && list.includes("none")) {
    report("exclusive-choice", place, "“none” stands beside other choices");
  }
  const none = rule.kind === "many" && rule.exclusive && list.includes("none");
  if (rule.min !== undefined && list.length < rule.min && !none) {
    report("too-few-choices", place, `expected at least ${rule.min} choices, got ${list.length}`);
  }
  if (rule.max !== undefined && list.length > rule.max) {
    report("too-many-choices", place, `expected at most ${rule.max} choices, got ${list.length}`);
  }
}

function checkOrder(
  answer: Of<"one" | "many" | "order">,
  value: Json,
  place: AnswerPlace,
  scope: Scope,
  report: Report,
): void {
  checkMany(answer, value, place, report);
  if (answer.rule.kind !== "order" || answer.rule.partial) return;
  const ranked = new Set(value as readonly Json[]);
  for (const [choice, { visible }] of answer.offer.choices) {
    if (!ranked.has(choice) && (visible === null || visible(scope))) {
      report("incomplete-ranking", place, `choice ${show(choice)} has no rank`);
      return;
    }
  }
}

function checkNumber(answer: Of<"number">, value: number, place: AnswerPlace, report: Report): void {
  const { min, max } = answer;
  if (min !== undefined && value < min) report("out-of-range", place, `expected at least ${min}, got ${value}`);
  if (max !== undefined && value > max) report("out-of-range", place, `expected at most ${max}, got ${value}`);
}

function checkGrid(answer: Of<"grid">, value: Json, place: AnswerPlace, report: Report): void {
  const cells = value as Readonly<Record<string, Json>>;
  for (const row of Object.keys(cells)) {
    const cell = cells[row] as Json;
    if (!answer.columns.choices.has(cell as Scalar)) checkChoice(answer.columns, cell, at(place, `.${row}`), report);
  }
  if (!answer.rule.uniqueRows) return;
  const chosen = Object.values(cells);
  if (new Set(chosen).size < chosen.length) {
    report("rows-not-unique", place, "two rows have the same column");
  }
}

function checkList(answer: Of<"list">, value: Json, place: AnswerPlace, report: Report): void {
  const list = value as readonly Readonly<Record<string, Json>>[];
  const { key, min } = answer.rule;
  if (list.length < min) report("too-few-entries", place, `expected at least ${min} entries, got ${list.length}`);
  if (key === undefined) return;
  const seen = new Set<string>();
  list.forEach((item, index) => {
    const value = Object.hasOwn(item, key) ? item[key] : undefined;
    if (isEmptyValue(value)) return;
    const text = JSON.stringify(value);
    if (seen.has(text)) report("duplicate-key", at(place, `[${index}].${key}`), "another entry has the same value");
    seen.add(text);
  });
}

function checkAnswerValue(answer: PreparedAnswer, value: Json, place: AnswerPlace, scope: Scope, report: Report): void {
  switch (answer.kind) {
    case "one":
      checkChoice(answer.offer, value, place, report);
      return;
    case "many":
      checkMany(answer, value, place, report);
      return;
    case "order":
      checkOrder(answer, value, place, scope, report);
      return;
    case "flag":
      if (value !== answer.yes && value !== answer.no)
        report("unknown-choice", place, `expected ${answer.yes} or ${answer.no}, got ${show(value)}`);
      return;
    case "number":
      checkNumber(answer, value as number, place, report);
      return;
    case "text":
      checkFormat(answer, value as string, place, report);
      return;
    case "grid":
      checkGrid(answer, value, place, report);
      return;
    case "list":
      checkList(answer, value, place, report);
      return;
    default:
  }
}

/** A least number of choices is asked of an open question too, as SurveyJS does. */
function checkLeftOpen({ answer }: PreparedField, place: AnswerPlace, report: Report): void {
  const several = answer.kind === "many" || answer.kind === "order";
  const least = several && answer.rule.kind !== "one" ? (answer.rule.min ?? 0) : 0;
  if (least > 0) report("too-few-choices", place, `expected at least ${least} choices, got none`);
}

/**
 * Checks one settled, structurally sound answer against its question's rules and validators (rules VA9–VA18). Without
 * an answer only expression validators are asked, as SurveyJS does.
 */
export function checkValue(
  field: PreparedField,
  value: Json | undefined,
  place: AnswerPlace,
  scope: Scope,
  report: Report,
): void {
  if (value !== undefined) checkAnswerValue(field.answer, value, place, scope, report);
  else checkLeftOpen(field, place, report);
  if (field.validators.length > 0) checkValidators(field.validators, value, { place, scope }, report);
}
