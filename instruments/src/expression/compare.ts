import type { Json } from "../model/questionnaire.ts";

type Value = Json | undefined;

/** No answer: undefined, null, empty text, empty list, empty object (rule EX6). */
export function isEmptyValue(value: Value): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === "object") {
    for (const key in value) if (Object.hasOwn(value, key)) return false;
    return true;
  }
  return false;
}

/** The number a value stands for: a finite number, true and false as 1 and 0, or a text that writes one without leading zeros. */
export function toNumber(value: Value): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string") return undefined;
  if (value === "true") return 1;
  if (value === "false") return 0;
  const text = value.trim();
  if (text === "" || /^[-+]?0\d/u.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Whether a condition with this value holds: empty, 0, "0", false and "false" do not. */
export function truthOf(value: Value): boolean {
  if (isEmptyValue(value)) return false;
  const number = toNumber(value);
  return number === undefined ? true : number !== 0;
}

function equalLists(a: readonly Json[], b: readonly Json[]): boolean {
  if (a.length !== b.length) return false;
  const rest = [...b];
  for (const item of a) {
    const at = rest.findIndex((other) => looseEqual(item, other));
    if (at < 0) return false;
    rest.splice(at, 1);
  }
  return true;
}

function equalObjects(a: object, b: object): boolean {
  const left = a as Readonly<Record<string, Json>>;
  const right = b as Readonly<Record<string, Json>>;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => looseEqual(left[key], right[key]));
}

function equalTexts(a: Value, b: Value): boolean {
  return String(a).trim().toLowerCase() === String(b).trim().toLowerCase();
}

/** Equality of conditions (rule EX7): "1" = 1 = true, letter case and outer blanks do not count, nor the order of lists. */
export function looseEqual(a: Value, b: Value): boolean {
  if (a === b) return true;
  const listA = Array.isArray(a);
  const listB = Array.isArray(b);
  if (listA || listB) return listA && listB && equalLists(a as readonly Json[], b as readonly Json[]);
  if (isEmptyValue(a) || isEmptyValue(b)) return isEmptyValue(a) && isEmptyValue(b);
  if (typeof a === "object" || typeof b === "object") {
    return typeof a === "object" && typeof b === "object" && equalObjects(a as object, b as object);
  }
  const left = toNumber(a);
  const right = toNumber(b);
  if (left !== undefined && right !== undefined) return left === right;
  return equalTexts(a, b);
}

/** Order of conditions (rule EX8): numbers by size, texts by UTF-16 code units; with an empty side nothing is less. */
export function isLess(a: Value, b: Value): boolean {
  if (isEmptyValue(a) || isEmptyValue(b)) return false;
  const left = toNumber(a);
  const right = toNumber(b);
  if (left !== undefined && right !== undefined) return left < right;
  return typeof a === "string" && typeof b === "string" && a < b;
}

function listOf(value: Value): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value as Json];
}

/** Whether `whole` holds `part`: a single value, read as text, holds a part of itself, a list each of the wanted items (rule EX9). */
export function containsValue(whole: Value, part: Value): boolean {
  if (isEmptyValue(whole) || isEmptyValue(part)) return false;
  if (typeof whole !== "object" && typeof part !== "object") {
    return String(whole).toLowerCase().includes(String(part).toLowerCase());
  }
  return listOf(part).every((other) => listOf(whole).some((item) => looseEqual(item, other)));
}

/** Whether `value` (or one of its items) is one of `wanted`. */
export function containsAny(value: Value, wanted: Value): boolean {
  if (isEmptyValue(value) || isEmptyValue(wanted)) return isEmptyValue(value) && isEmptyValue(wanted);
  return listOf(value).some((item) => listOf(wanted).some((other) => looseEqual(item, other)));
}

/** Whether every item of `wanted` is among the items of `value`; a single value is asked with `containsValue`. */
export function containsAll(value: Value, wanted: Value): boolean {
  if (isEmptyValue(value) || isEmptyValue(wanted)) return false;
  if (!Array.isArray(value)) return listOf(wanted).every((other) => containsValue(value, other));
  return listOf(wanted).every((other) => (value as readonly Json[]).some((item) => looseEqual(item, other)));
}
