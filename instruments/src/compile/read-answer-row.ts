import { answerCellInvalid } from "../errors.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Json } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import { codeOf, suffixOf } from "../program/make-variables.ts";
import {
  type PreparedAnswer,
  type PreparedBlock,
  type PreparedField,
  type PreparedOffer,
  prepareProgram,
} from "../program/prepare-program.ts";
import type { Scalar } from "../program/program.ts";

/** Texts of one row by variable; an empty text is no answer. */
export type AnswerRow = ReadonlyMap<string, string>;

type Of<K extends PreparedAnswer["kind"]> = Extract<PreparedAnswer, { kind: K }>;
type Several = Of<"one" | "many" | "order">;

/**
 * Answers of one row of a data file whose columns are the variables of the questionnaire: the inverse of
 * `tabulateAnswers`, but for what a table cannot hold (a “not applicable” in a question of several choices). Formulas and
 * calculated values are left out. Throws `answers.cell-invalid` with variable, value and what was expected.
 */
export function readAnswerRow(compiled: CompiledQuestionnaire, row: AnswerRow): Answers {
  return readBlock(prepareProgram(compiled), "", row) ?? {};
}

function textAt(row: AnswerRow, name: string): string | undefined {
  const text = row.get(name)?.trim();
  return text === undefined || text === "" ? undefined : text;
}

/** Answers of the fields of a block; undefined when there are none. */
function readBlock({ steps }: PreparedBlock, prefix: string, row: AnswerRow): Record<string, Json> | undefined {
  const answers: Record<string, Json> = {};
  for (const step of steps) {
    if (step.kind !== "field") continue;
    const name = `${prefix}${step.name}`;
    const value = readAnswer(step.answer, name, row);
    if (value !== undefined) answers[step.name] = value;
    const text = readBeside(step, name, row);
    if (step.beside !== null && text !== undefined) answers[step.beside] = text;
  }
  return Object.keys(answers).length === 0 ? undefined : answers;
}

function readBeside({ step, beside }: PreparedField, name: string, row: AnswerRow): string | undefined {
  return beside === null ? undefined : textAt(row, `${name}_${step.comment ? "comment" : "other"}`);
}

function readAnswer(answer: PreparedAnswer, name: string, row: AnswerRow): Json | undefined {
  switch (answer.kind) {
    case "one":
      return readChoice(answer.offer, name, row);
    case "many":
      return readChosen(answer, name, row);
    case "order":
      return readOrder(answer, name, row);
    case "flag":
      return readFlag(answer, name, row);
    case "number":
      return readNumber(name, row);
    case "text":
      return textAt(row, name);
    case "grid":
      return collect(answer.rows, (key) => readChoice(answer.columns, `${name}_${key}`, row));
    case "items":
      return readBlock(answer.block, `${name}_`, row);
    case "table":
      return collect(answer.rows, (key) => readBlock(answer.block, `${name}_${key}_`, row));
    case "list":
      return readList(answer, name, row);
    default:
      return undefined;
  }
}

function collect(rows: PreparedOffer, read: (key: string) => Json | undefined): Json | undefined {
  const found = [...rows.choices.keys()].map((key) => [String(key), read(String(key))] as const);
  const given = found.filter((pair): pair is readonly [string, Json] => pair[1] !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

function readChoice({ choices, numeric }: PreparedOffer, name: string, row: AnswerRow): Scalar | undefined {
  const text = textAt(row, name);
  if (text === undefined) return undefined;
  const codes = new Map([...choices.keys()].map((value) => [String(codeOf(value, numeric)), value]));
  const value = codes.get(numeric ? String(Number(text)) : text);
  if (value === undefined) throw answerCellInvalid(name, text, `one of ${[...codes.keys()].join(", ")}`);
  return value;
}

function readChosen({ offer, rule }: Several, name: string, row: AnswerRow): Json | undefined {
  const chosen: Scalar[] = [];
  for (const [value, { choice }] of offer.choices) {
    const column = `${name}_${suffixOf(choice)}`;
    const text = textAt(row, column);
    if (text === "1") chosen.push(value);
    else if (text !== undefined && text !== "0") throw answerCellInvalid(column, text, "1 (chosen) or 0");
  }
  // every module is asked of whoever was assigned none
  const complete = rule.kind === "many" && rule.assigned && chosen.length === offer.choices.size;
  return chosen.length === 0 || complete ? undefined : chosen;
}

function readOrder({ offer }: Several, name: string, row: AnswerRow): Json | undefined {
  const ranked = [...offer.choices].flatMap(([value, { choice }]) => {
    const rank = readNumber(`${name}_${suffixOf(choice)}`, row);
    return rank === undefined ? [] : [{ value, rank }];
  });
  ranked.sort((left, right) => left.rank - right.rank);
  for (const [index, { rank }] of ranked.entries()) {
    if (rank !== index + 1) throw answerCellInvalid(name, String(rank), `the ranks 1 to ${ranked.length}, each once`);
  }
  return ranked.length === 0 ? undefined : ranked.map(({ value }) => value);
}

function readFlag({ yes, no }: Of<"flag">, name: string, row: AnswerRow): Scalar | undefined {
  const text = textAt(row, name);
  if (text === undefined) return undefined;
  if (text !== "1" && text !== "0") throw answerCellInvalid(name, text, "1 (yes) or 0 (no)");
  return text === "1" ? yes : no;
}

function readNumber(name: string, row: AnswerRow): number | undefined {
  const text = textAt(row, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) throw answerCellInvalid(name, text, "a number");
  return value;
}

/** Entries up to the last one that holds something. */
function readList({ block, rule }: Of<"list">, name: string, row: AnswerRow): Json | undefined {
  const entries = Array.from({ length: rule.max }, (_, index) => readBlock(block, `${name}_${index + 1}_`, row));
  const last = entries.findLastIndex((entry) => entry !== undefined);
  return last < 0 ? undefined : entries.slice(0, last + 1).map((entry) => entry ?? {});
}
