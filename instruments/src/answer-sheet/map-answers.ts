import { missingChoices } from "../compile/missing-choices.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Variable } from "../model/variable.ts";
import { cellAt, columnLetters, type Sheet } from "../spreadsheet/workbook.ts";
import { type AnswerTarget, answerTargets } from "./answer-targets.ts";
import type { ColumnMatch } from "./match-columns.ts";
import { isNoAnswer } from "./normalise-text.ts";
import { type CellCodes, ChoiceReader, readChosen, readOne, readOption, readPlain, readSeveral } from "./read-cell.ts";

/** A cell that fits nothing the question offers. */
export interface CellFault {
  readonly sheet: string;
  /** As the spreadsheet program numbers rows and letters columns. */
  readonly row: number;
  readonly column: string;
  readonly header: string;
  readonly value: string;
  readonly expected: string;
}

/** Answers as variables and codes: the rows of a data file. */
export interface MappedAnswers {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Number of each row in the sheet. */
  readonly rowNumbers: readonly number[];
  /** Seconds a respondent took, where the file tells. */
  readonly seconds: readonly (number | null)[];
  readonly faults: readonly CellFault[];
}

type ReadCell = (cell: string) => CellCodes;

interface ColumnReader {
  readonly index: number;
  readonly read: ReadCell;
  readonly expected: string;
}

const labelled = ({ valueLabels = [] }: Variable) =>
  valueLabels.map(({ value, label }): readonly [string, string] => [value, label.zh]);

function list(labels: readonly string[]): string {
  const shown = labels.slice(0, 8).join("、");
  return labels.length > 8 ? `${shown}…` : shown;
}

/** Reads the cells of the column for a target; `cells` are all of them, to tell codes from places. */
function readerFor(
  name: string,
  targets: readonly AnswerTarget[],
  cells: () => Iterable<string>,
): Omit<ColumnReader, "index"> | null {
  const whole = targets.find(({ question, kind }) => question === name && (kind === "many" || kind === "order"));
  if (whole !== undefined) return readerOfSet(whole, cells);
  for (const { variables, other, kind, missing } of targets) {
    if (other === name) return { read: (cell) => [[name, cell.trim()]], expected: "" };
    if (missing.some(({ column }) => column === name))
      return { read: (cell) => readChosen(name, cell), expected: "1、0" };
    const variable = variables.find((one) => one.name === name);
    if (variable === undefined) continue;
    if (kind === "many")
      return { read: (cell) => readOption(variable, other, cell), expected: `1、0、${variable.label.zh}` };
    const choices = labelled(variable);
    if (choices.length === 0 || kind === "order")
      return { read: (cell) => readPlain(variable, cell), expected: variable.type };
    const reader = new ChoiceReader(choices, cells());
    return {
      read: (cell) => readOne(variable, other, cell, reader),
      expected: list(choices.map(([, label]) => label)),
    };
  }
  return null;
}

function readerOfSet(
  { variables, other, kind, question, missing }: AnswerTarget,
  cells: () => Iterable<string>,
): Omit<ColumnReader, "index"> {
  const choices = [
    ...variables.map(({ name, label }): readonly [string, string] => [name, label.zh]),
    ...missing.map(({ column, label }): readonly [string, string] => [column, label]),
  ];
  const names = choices.map(([name]) => name);
  const single = [...cells()].filter((cell) => !/[┋┇→]/u.test(cell));
  const reader = new ChoiceReader(choices, single);
  // codes of the options stand behind the name of the question
  const byCode = (text: string) => choices.find(([name]) => name === `${question}_${text.trim()}`)?.[0];
  const read = { code: (text: string) => byCode(text) ?? reader.code(text) } as ChoiceReader;
  return {
    read: (cell) => readSeveral(names, other, cell, { reader: read, ranked: kind === "order" }),
    expected: list(choices.map(([, label]) => label)),
  };
}

function readSeconds(cell: string): number | null {
  const plain = cell.normalize("NFKC").trim();
  const clock = /^(?:(\d+):)?(\d{1,2}):(\d{2})$/u.exec(plain);
  if (clock !== null) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const spoken = /^(?:(\d+)\s*(?:小时|时))?\s*(?:(\d+)\s*分钟?)?\s*(?:(\d+(?:\.\d+)?)\s*秒?)?$/u.exec(plain);
  if (spoken === null || plain === "") return null;
  return Math.round(Number(spoken[1] ?? 0) * 3600 + Number(spoken[2] ?? 0) * 60 + Number(spoken[3] ?? 0));
}

/** Most faults that are listed; a wrong mapping makes one a row. */
const listedFaults = 500;

/**
 * Turns the rows of an answer file into variables and codes of a version. Cells without an answer stay empty; a cell that
 * fits nothing is a fault with its place. Columns without a target, and whatever names a person, are not read at all.
 */
export function mapAnswers(
  compiled: CompiledQuestionnaire,
  sheet: Sheet,
  matches: readonly ColumnMatch[],
): MappedAnswers {
  const targets = answerTargets(compiled);
  const body = sheet.rows
    .map((cells, index) => ({ cells, number: index + 1 }))
    .slice(1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const questionOf = (name: string | null) =>
    targets.find(
      ({ question, variables, missing }) =>
        question === name ||
        variables.some((one) => one.name === name) ||
        missing.some(({ column }) => column === name),
    )?.question;
  const readers = matches.flatMap(({ column: { index }, target }): readonly ColumnReader[] => {
    // the columns of a matrix say together whether they hold codes or places
    const alike = matches.filter((match) => match.target !== null && questionOf(match.target) === questionOf(target));
    const cells = () => body.flatMap((row) => alike.map(({ column }) => cellAt(row.cells, column.index)));
    const reader = target === null ? null : readerFor(target, targets, cells);
    return reader === null ? [] : [{ index, ...reader }];
  });
  const timed = matches.find(({ column }) => column.kind === "seconds")?.column.index ?? -1;
  const faults: CellFault[] = [];
  const read = body.map(({ cells, number }) => {
    const codes = new Map<string, string>();
    for (const { index, read: readOneCell, expected } of readers) {
      const cell = cellAt(cells, index);
      if (isNoAnswer(cell)) continue;
      const found = readOneCell(cell);
      if (found !== null) for (const [name, code] of found) codes.set(name, code);
      else if (faults.length < listedFaults)
        faults.push({
          sheet: sheet.name,
          row: number,
          column: columnLetters(index),
          header: cellAt(sheet.rows[0], index),
          value: cell.slice(0, 80),
          expected,
        });
    }
    return codes;
  });
  const used = new Set(read.flatMap((codes) => [...codes.keys()]));
  const columns = [
    ...compiled.variables.map(({ name }) => name),
    ...missingChoices(compiled).map(({ column }) => column),
  ];
  const header = columns.filter((name) => used.has(name));
  return {
    header,
    rows: read.map((codes) => header.map((name) => codes.get(name) ?? "")),
    rowNumbers: body.map(({ number }) => number),
    seconds: body.map(({ cells }) => (timed < 0 ? null : readSeconds(cellAt(cells, timed)))),
    faults,
  };
}
