import { missingChoices } from "../compile/missing-choices.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";
import { cellAt, columnLetters, type Sheet } from "../spreadsheet/workbook.ts";
import { type AnswerTarget, answerTargets } from "./answer-targets.ts";
import { cellReaderOf, targetsByName } from "./cell-reader.ts";
import type { ColumnMatch } from "./match-columns.ts";
import { isNoAnswer } from "./normalise-text.ts";

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
  /** Names that two columns go to: only one of them can. */
  readonly doubled: readonly string[];
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
  const targets = targetsByName(answerTargets(compiled));
  const body = sheet.rows
    .map((cells, index) => ({ cells, number: index + 1 }))
    .slice(1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const goals = matches.flatMap(({ column, target }) => {
    const goal = target === null || column.kind !== "question" ? undefined : targets.get(target);
    return goal === undefined ? [] : [{ index: column.index, name: target ?? "", goal }];
  });
  const alike = new Map<AnswerTarget, number[]>();
  for (const { goal, index } of goals) alike.set(goal, [...(alike.get(goal) ?? []), index]);
  const readers = goals.map(({ index, name, goal }) => {
    const cells = () => body.flatMap((row) => (alike.get(goal) ?? []).map((column) => cellAt(row.cells, column)));
    return { index, ...cellReaderOf(name, goal, cells) };
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
    doubled: goals.map(({ name }) => name).filter((name, place, names) => names.indexOf(name) !== place),
  };
}
