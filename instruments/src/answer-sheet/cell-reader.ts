import type { Variable } from "../model/variable.ts";
import type { AnswerTarget } from "./answer-targets.ts";
import { type CellCodes, ChoiceReader, readChosen, readOne, readOption, readPlain, readSeveral } from "./read-cell.ts";

/** How the cells of a column are read, and what they should hold, for whoever must mend one. */
export interface CellReader {
  readonly read: (cell: string) => CellCodes;
  readonly expected: string;
}

/** Cells that tell codes from places in the list of options: those of all columns of the question. */
type AllCells = () => Iterable<string>;

const labelled = ({ valueLabels = [] }: Variable) =>
  valueLabels.map(({ value, label }): readonly [string, string] => [value, label.zh]);

function list(labels: readonly string[]): string {
  const shown = labels.slice(0, 8).join("、");
  return labels.length > 8 ? `${shown}…` : shown;
}

/** The question each name that a column can go to belongs to. */
export function targetsByName(targets: readonly AnswerTarget[]): ReadonlyMap<string, AnswerTarget> {
  return new Map(
    targets.flatMap((target) => {
      const names = [
        ...target.variables.map(({ name }) => name),
        ...target.missing.map(({ column }) => column),
        ...(target.other === null ? [] : [target.other]),
        ...(target.kind === "many" || target.kind === "order" ? [target.question] : []),
      ];
      return names.map((name): readonly [string, AnswerTarget] => [name, target]);
    }),
  );
}

/** The reader of a column that goes to `name`, one of the names of the question `target`. */
export function cellReaderOf(name: string, target: AnswerTarget, cells: AllCells): CellReader {
  const { variables, other, kind, missing, question } = target;
  if (name === question && kind !== "single" && kind !== "parts") return readerOfSet(target, cells);
  if (name === other) return { read: (cell) => [[name, cell.trim()]], expected: "" };
  if (missing.some(({ column }) => column === name))
    return { read: (cell) => readChosen(name, cell), expected: "1、0" };
  const variable = variables.find((one) => one.name === name) as Variable;
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

function readerOfSet({ variables, other, kind, question, missing }: AnswerTarget, cells: AllCells): CellReader {
  const choices = [
    ...variables.map(({ name, label }): readonly [string, string] => [name, label.zh]),
    ...missing.map(({ column, label }): readonly [string, string] => [column, label]),
  ];
  const single = [...cells()].filter((cell) => !/[┋┇→]/u.test(cell));
  const reader = new ChoiceReader(choices, single, `${question}_`);
  const names = choices.map(([name]) => name);
  return {
    read: (cell) => readSeveral(names, other, cell, { reader, ranked: kind === "order" }),
    expected: list(choices.map(([, label]) => label)),
  };
}
