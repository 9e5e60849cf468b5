import type { QdaVariableType } from "./qda-project.ts";

const moment = /^(-?\d{4,}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}:\d{2})?$/u;

/** An xsd:dateTime, also where a blank stands for its T; undefined for anything else. */
export function readMoment(raw: string): string | undefined {
  const found = moment.exec(raw.trim());
  if (!found || !isRealDay(found[1] ?? "") || !/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d/u.test(found[2] ?? ""))
    return undefined;
  return `${found[1]}T${found[2]}${found[3] ?? ""}`;
}

function isRealDay(day: string): boolean {
  const [year, month, date] = day.replace(/^-/u, "").split("-").map(Number);
  if (year === undefined || month === undefined || date === undefined) return false;
  if (month < 1 || month > 12 || date < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return date <= (days[month - 1] ?? 0);
}

/** A colour as `#RRGGBB` in upper case: three digits are doubled, a share of transparency is left out. */
export function readColor(raw: string): string | undefined {
  const digits = /^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/iu.exec(raw.trim())?.[1];
  if (digits === undefined) return undefined;
  const long = digits.length < 6 ? [...digits].map((digit) => digit + digit).join("") : digits;
  return `#${long.slice(0, 6).toUpperCase()}`;
}

/** Whether a colour has a share of transparency, which has no place here. */
export const isSheer = (raw: string): boolean => /^#?(?:[0-9a-f]{4}|[0-9a-f]{8})$/iu.test(raw.trim());

const shapes: Readonly<Record<Exclude<QdaVariableType, "Text" | "DateTime">, RegExp>> = {
  Boolean: /^(?:true|false|1|0)$/u,
  Integer: /^[+-]?\d+$/u,
  Float: /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/u,
  Date: /^-?\d{4,}-\d{2}-\d{2}(?:Z|[+-]\d{2}:\d{2})?$/u,
};

/** A value in a form the schema takes for its type; undefined where there is none. */
export function checkValue(type: QdaVariableType, raw: string): string | undefined {
  if (type === "Text") return raw;
  if (type === "DateTime") return readMoment(raw);
  const value = type === "Boolean" ? raw.trim().toLowerCase() : raw.trim();
  if (!shapes[type].test(value)) return undefined;
  return type !== "Date" || isRealDay(value.slice(0, 10)) ? value : undefined;
}
