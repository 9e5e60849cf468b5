import { parseExpression } from "../expression/parse-expression.ts";
import type { Json } from "../model/questionnaire.ts";
import type { FormNode } from "../profile/form.ts";
import { readText } from "../profile/localized-string.ts";
import type { Choice, Offer, Scalar } from "./program.ts";

function expressionIn(item: Readonly<Record<string, Json>>, name: string) {
  const source = item[name];
  return typeof source === "string" && source.trim() !== "" ? { [name]: parseExpression(source) } : {};
}

/** One choice, row or column: a bare value, or an object with value and text. */
function readChoice(json: Json): Choice {
  if (json === null || typeof json !== "object" || Array.isArray(json)) {
    return { value: json as Scalar, label: { zh: String(json) } };
  }
  const item = json as Readonly<Record<string, Json>>;
  const value = item["value"] as Scalar;
  return {
    value,
    label: readText(item["text"], String(value)),
    ...expressionIn(item, "visibleIf"),
    ...expressionIn(item, "enableIf"),
  };
}

/** The choices of a list property, in order. */
export function readChoices(json: Json | undefined): readonly Choice[] {
  return Array.isArray(json) ? (json as readonly Json[]).map(readChoice) : [];
}

function numberOr(value: Json | undefined, fallback: number): number {
  return typeof value === "number" ? value : fallback;
}

/** Numbers from `choicesMin` to `choicesMax` of a dropdown. */
function rangeChoices({ properties }: FormNode): readonly Choice[] {
  const max = properties["choicesMax"];
  if (typeof max !== "number") return [];
  const step = Math.max(1, numberOr(properties["choicesStep"], 1));
  const choices: Choice[] = [];
  for (let value = numberOr(properties["choicesMin"], 0); value <= max; value += step) {
    choices.push({ value, label: { zh: String(value) } });
  }
  return choices;
}

/** Choices of a question, with 其他 and 以上都不是 where it offers them. */
export function readOffer(node: FormNode, inherited: Json | undefined): Offer {
  const { properties, expressions } = node;
  const own = readChoices(properties["choices"]);
  const listed = own.length > 0 ? own : rangeChoices(node);
  const choices = listed.length > 0 ? listed : readChoices(inherited);
  const special: Choice[] = [];
  if (properties["showNoneItem"] === true)
    special.push({ value: "none", label: readText(properties["noneText"], "以上都不是") });
  if (properties["showOtherItem"] === true)
    special.push({ value: "other", label: readText(properties["otherText"], "其他") });
  return {
    choices: [...choices, ...special],
    ...(expressions["choicesVisibleIf"] ? { visibleIf: expressions["choicesVisibleIf"] } : {}),
    ...(expressions["choicesEnableIf"] ? { enableIf: expressions["choicesEnableIf"] } : {}),
  };
}

/** Steps of a rating: its own values, or `rateMin` to `rateMax` with the descriptions as the labels of the ends. */
export function readRates({ properties }: FormNode): readonly Choice[] {
  const listed = readChoices(properties["rateValues"]);
  if (listed.length > 0) return listed;
  const min = numberOr(properties["rateMin"], 1);
  const step = numberOr(properties["rateStep"], 1);
  const count = properties["rateCount"];
  const max = numberOr(properties["rateMax"], typeof count === "number" ? min + (count - 1) * step : 5);
  const ends = new Map([
    [min, properties["minRateDescription"]],
    [max, properties["maxRateDescription"]],
  ]);
  const length = Math.floor((max - min) / step + 1e-9) + 1;
  return Array.from({ length }, (_, index) => {
    const value = Number((min + index * step).toPrecision(12));
    return { value, label: readText(ends.get(value), String(value)) };
  });
}
