import type { PreparedAnswer, PreparedBlock, PreparedField } from "../program/prepare-program.ts";
import { commentLength, textLength } from "../program/program.ts";
import { countCodePoints } from "../text/code-points.ts";
import type { AnswerPlace, Report } from "./answer-problems.ts";

type JsonObject = Readonly<Record<string, unknown>>;

function isPlainObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function inside(place: AnswerPlace, part: string): AnswerPlace {
  return { question: place.question, path: `${place.path}${part}` };
}

/** What came, short enough for a message. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return value !== null && typeof value === "object" ? "an object" : String(value);
}

/** A text: well-formed, without NUL, at most `most` code points. */
function checkText(value: unknown, most: number, place: AnswerPlace, report: Report): void {
  if (typeof value !== "string") {
    report("wrong-type", place, `expected a text, got ${show(value)}`);
    return;
  }
  // a character is two units at most: what cannot but be too long is not read, however much came
  if (value.length > 2 * most) {
    report("too-long", place, `expected at most ${most} characters, got ${Math.ceil(value.length / 2)} or more`);
    return;
  }
  const length = countCodePoints(value);
  if (length === null) {
    report("lone-surrogate", place, "the text has half of a surrogate pair");
    return;
  }
  if (value.includes("\u0000")) {
    report("control-character", place, "the text has the character U+0000");
    return;
  }
  if (length > most) report("too-long", place, `expected at most ${most} characters, got ${length}`);
}

/** Whether a value needs no closer look: most answers are numbers of choices. */
function isPlain(value: unknown): boolean {
  return typeof value === "number" ? Number.isFinite(value) : typeof value === "boolean";
}

/** A value that may stand for a choice: text, finite number, true or false. */
function checkScalar(value: unknown, place: AnswerPlace, report: Report): void {
  if (typeof value === "string") {
    checkText(value, textLength, place, report);
    return;
  }
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return;
  report("wrong-type", place, `expected the value of a choice, got ${show(value)}`);
}

function checkList(value: unknown, most: number, place: AnswerPlace, report: Report): value is readonly unknown[] {
  if (!Array.isArray(value)) {
    report("wrong-type", place, `expected a list, got ${show(value)}`);
    return false;
  }
  if (value.length > most) report("too-many-items", place, `expected at most ${most} items, got ${value.length}`);
  return value.length <= most;
}

function checkObject(value: unknown, place: AnswerPlace, report: Report): value is JsonObject {
  if (isPlainObject(value)) return true;
  report("wrong-type", place, `expected an object, got ${show(value)}`);
  return false;
}

/** An object whose names must be values of rows. */
function checkRows(
  value: unknown,
  rows: ReadonlySet<string>,
  place: AnswerPlace,
  report: Report,
  each: (item: unknown, name: string) => void,
): void {
  if (!checkObject(value, place, report)) return;
  for (const name of Object.keys(value)) {
    if (rows.has(name)) each(value[name], name);
    else report("unknown-name", inside(place, `.${name.slice(0, 60)}`), "no row has this name");
  }
}

const rowNames = new WeakMap<object, ReadonlySet<string>>();

function rowNamesOf(rows: Extract<PreparedAnswer, { kind: "grid" }>["rows"]): ReadonlySet<string> {
  const known = rowNames.get(rows);
  if (known) return known;
  const names = new Set([...rows.choices.keys()].map(String));
  rowNames.set(rows, names);
  return names;
}

function checkAnswer(answer: PreparedAnswer, value: unknown, place: AnswerPlace, report: Report): void {
  switch (answer.kind) {
    case "one":
    case "flag":
      checkScalar(value, place, report);
      return;
    case "many":
    case "order":
      if (checkList(value, answer.offer.choices.size, place, report)) {
        for (const [index, item] of value.entries()) {
          if (!isPlain(item)) checkScalar(item, inside(place, `[${index}]`), report);
        }
      }
      return;
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value))
        report("wrong-type", place, `expected a number, got ${show(value)}`);
      return;
    case "text":
      checkText(value, answer.maxLength, place, report);
      return;
    case "computed":
      checkScalar(value, place, report);
      return;
    case "grid":
      checkRows(value, rowNamesOf(answer.rows), place, report, (item, name) => {
        if (!isPlain(item)) checkScalar(item, inside(place, `.${name}`), report);
      });
      return;
    case "table":
      checkRows(value, rowNamesOf(answer.rows), place, report, (item, name) => {
        const at = inside(place, `.${name}`);
        if (checkObject(item, at, report)) checkBlock(answer.block, item, at, report);
      });
      return;
    case "items":
      if (checkObject(value, place, report)) checkBlock(answer.block, value, place, report);
      return;
    case "list":
      if (!checkList(value, answer.rule.max, place, report)) return;
      value.forEach((item, index) => {
        const at = inside(place, `[${index}]`);
        if (checkObject(item, at, report)) checkBlock(answer.block, item, at, report);
      });
  }
}

function checkNamed(
  known: PreparedField | "text" | "calculated",
  value: unknown,
  place: AnswerPlace,
  report: Report,
): void {
  if (value === null || value === undefined) return;
  if (known === "text") {
    checkText(value, commentLength, place, report);
    return;
  }
  if (known === "calculated") {
    checkScalar(value, place, report);
    return;
  }
  checkAnswer(known.answer, value, place, report);
}

function checkBlock(block: PreparedBlock, values: JsonObject, place: AnswerPlace, report: Report): void {
  for (const name of Object.keys(values)) {
    const at = inside(place, `.${name.slice(0, 60)}`);
    const known = block.names.get(name);
    if (known === undefined) report("unknown-name", at, "no question here has this name");
    else checkNamed(known, values[name], at, report);
  }
}

/** Checks names, types, lengths and sizes of answers, as a draft must keep them (rules VA1–VA7). */
export function checkStructure(block: PreparedBlock, answers: unknown, report: Report): void {
  const nowhere = { question: "", path: "" };
  if (!isPlainObject(answers)) {
    report("not-an-object", nowhere, `expected an object of answers, got ${show(answers)}`);
    return;
  }
  for (const name of Object.keys(answers)) {
    const place = { question: name.slice(0, 60), path: "" };
    const known = block.names.get(name);
    if (known === undefined) report("unknown-name", place, "no question has this name");
    else checkNamed(known, answers[name], place, report);
  }
}
