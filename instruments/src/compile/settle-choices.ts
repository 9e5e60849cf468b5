import { isEmptyValue } from "../expression/compare.ts";
import type { Scope } from "../expression/prepare-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { PreparedAnswer, PreparedOffer } from "../program/prepare-program.ts";
import { type JsonObject, listOf, ownValue, type Place, within } from "./answer-place.ts";
import type { Report } from "./answer-problems.ts";
import { show } from "./check-structure.ts";

/** Whether a choice is offered where the scope stands. */
export function isOffered(offer: PreparedOffer, value: string | number | boolean, scope: Scope): boolean {
  const known = offer.choices.get(value);
  return known !== undefined && (known.visible === null || known.visible(scope));
}

/** Rows that show, by their names in the answer; answers of the others are reported. */
export function shownRows(
  rows: PreparedOffer,
  source: JsonObject,
  place: Place,
  scope: Scope,
  report: Report,
): string[] {
  const shown: string[] = [];
  for (const [value, { visible }] of rows.choices) {
    const name = String(value);
    if (visible === null || visible(scope)) shown.push(name);
    else if (!isEmptyValue(ownValue(source, name)))
      report("hidden-answer", within(place, name), "the row is not shown");
  }
  return shown;
}

type Several = Extract<PreparedAnswer, { kind: "one" | "many" | "order" }>;

/** The choices that show, where a choice can hide; others are reported and left out. */
export function settleChoices(
  answer: Several,
  value: Json,
  place: Place,
  scope: Scope,
  report: Report,
): Json | undefined {
  const shows = (item: Json): boolean => {
    const known = answer.offer.choices.get(item as string);
    if (!known?.visible || known.visible(scope)) return true;
    report("hidden-choice", place, `choice ${show(item)} is not shown`);
    return false;
  };
  if (answer.kind === "one") return shows(value) ? value : undefined;
  const list = listOf(value);
  const shown = list.filter(shows);
  return shown.length === list.length ? value : shown;
}
