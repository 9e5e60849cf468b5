import type { Json } from "@diaoyan/instruments";
import { isObject, type JsonObject } from "./json-path.ts";
import { readLocalized, type TextPair, writeLocalized } from "./localized.ts";

/** A choice, row, column or step of a scale as the table shows it. */
export interface OptionRow extends TextPair {
  readonly value: string;
}

/** A code as it is typed: a number where it reads as one, unless the list holds texts already. */
export function readCode(typed: string): Json {
  const text = typed.trim();
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/u.test(text) ? Number(text) : text;
}

export function readOption(option: Json): OptionRow {
  if (!isObject(option)) return { value: String(option ?? ""), zh: "", en: "" };
  return { value: String(option["value"] ?? ""), ...readLocalized(option["text"]) };
}

/** The option with one column of the table changed; conditions and whatever else it holds stay. */
export function changeOption(option: Json, field: keyof OptionRow, typed: string): Json {
  if (field === "value") {
    const value = readCode(typed);
    return isObject(option) ? { ...option, value } : value;
  }
  const object: JsonObject = isObject(option) ? option : { value: option };
  const text = writeLocalized(object["text"], field, typed);
  if (text !== undefined) return { ...object, text };
  const { text: _, ...rest } = object;
  return rest;
}

/** The condition under which an option is offered; empty without one. */
export function conditionOf(option: Json): string {
  return isObject(option) ? String(option["visibleIf"] ?? "") : "";
}

/** The option offered under a condition only; without one, always. A bare value becomes an option that can hold it. */
export function changeCondition(option: Json, condition: string): Json {
  if (condition.trim() !== "") return { ...(isObject(option) ? option : { value: option }), visibleIf: condition };
  if (!isObject(option)) return option;
  const { visibleIf: _, ...rest } = option;
  return rest;
}

/** The next free code: behind the largest number below the codes that are kept for 不清楚 and the like. */
export function nextCode(options: readonly Json[]): number {
  const codes = options.map((option) => Number(readOption(option).value)).filter((code) => code < 90);
  return Math.max(0, ...codes) + 1;
}

/** New options go before a trailing 不清楚 or other missing code. */
export function addOptions(
  options: readonly Json[],
  added: readonly Json[],
  missing: readonly Json[],
): readonly Json[] {
  const isMissing = (option: Json) => missing.some((code) => String(code) === readOption(option).value);
  let end = options.length;
  while (end > 0 && isMissing(options[end - 1] as Json)) end--;
  return [...options.slice(0, end), ...added, ...options.slice(end)];
}

/** Rows copied from a spreadsheet as options: `code, Chinese, English`, `Chinese, English` or Chinese alone. */
export function readPastedOptions(text: string, first: number): readonly Json[] {
  const rows = text
    .split(/\r\n|\r|\n/u)
    .map((line) => line.split("\t").map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ""));
  const coded =
    rows.length > 0 && rows.every((cells) => cells.length > 1 && typeof readCode(cells[0] ?? "") === "number");
  return rows.map((cells, index) => {
    const [code, zh = "", en = ""] = coded ? cells : [String(first + index), ...cells];
    const pair = writeLocalized(writeLocalized(undefined, "zh", zh), "en", en);
    return { value: readCode(code ?? ""), ...(pair === undefined ? {} : { text: pair }) };
  });
}

export function moveOption(options: readonly Json[], index: number, step: -1 | 1): readonly Json[] {
  const target = index + step;
  if (target < 0 || target >= options.length) return options;
  const moved = [...options];
  [moved[index], moved[target]] = [moved[target] as Json, moved[index] as Json];
  return moved;
}
