import type { AnswerRule, TextFormat } from "../program/program.ts";
import type { AnswerPlace, Report } from "./answer-problems.ts";

const local = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/u;
const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/u;

/** An address as HTML's `input type=email` accepts it, with at least one dot in the domain. */
export function isEmail(text: string): boolean {
  const [name = "", domain = "", ...rest] = text.split("@");
  const labels = domain.split(".");
  return (
    text.length <= 254 &&
    rest.length === 0 &&
    local.test(name) &&
    labels.length >= 2 &&
    labels.every((part) => label.test(part))
  );
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isMonth(text: string): boolean {
  const match = /^(\d{4})-(\d{2})$/u.exec(text);
  return match !== null && Number(match[2]) >= 1 && Number(match[2]) <= 12;
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (!match || !isMonth(text.slice(0, 7))) return false;
  const day = Number(match[3]);
  return day >= 1 && day <= daysIn(Number(match[1]), Number(match[2]));
}

function isTime(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/u.test(text);
}

function isUrl(text: string): boolean {
  return /^https?:\/\/[^\s/?#"'<>\\]+(?:[/?#][^\s"'<>\\]*)?$/u.test(text);
}

/** Checks by input type, with the form that a message names. ISO 8601 calendar dates, HTML local times. */
const formats: Readonly<Partial<Record<TextFormat, readonly [(text: string) => boolean, string]>>> = {
  date: [isDate, "a date as YYYY-MM-DD"],
  "datetime-local": [
    (text) => isDate(text.slice(0, 10)) && text[10] === "T" && isTime(text.slice(11)),
    "a time as YYYY-MM-DDThh:mm",
  ],
  month: [isMonth, "a month as YYYY-MM"],
  time: [isTime, "a time as hh:mm"],
  email: [isEmail, "an e-mail address"],
  url: [isUrl, "an address that begins with http:// or https://"],
};

/** Checks a text against its input type and, for dates and times, its limits. */
export function checkFormat(
  answer: Extract<AnswerRule, { kind: "text" }>,
  text: string,
  place: AnswerPlace,
  report: Report,
): void {
  const format = formats[answer.format];
  if (!format) return;
  const [accepts, expected] = format;
  if (!accepts(text)) {
    report("wrong-format", place, `expected ${expected}`);
    return;
  }
  if (answer.min !== undefined && text < answer.min)
    report("out-of-range", place, `expected ${answer.min} or later, got ${text}`);
  if (answer.max !== undefined && text > answer.max)
    report("out-of-range", place, `expected ${answer.max} or earlier, got ${text}`);
}
