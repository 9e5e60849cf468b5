import type { Variable } from "../model/variable.ts";
import { cellAt, type Sheet } from "../spreadsheet/workbook.ts";
import { isNoAnswer } from "./normalise-text.ts";
import { groupColumns, readHeader, type SheetColumn } from "./read-header.ts";

/** An answer file as a data set: names, codes, and what they mean, drafted from the file alone. */
export interface DraftedDataset {
  readonly variables: readonly Variable[];
  readonly rows: readonly (readonly string[])[];
  /** Headers that are left out because they name a person or a device. */
  readonly personal: readonly string[];
  /** Headers of questions that were kept and seem to ask who somebody is. */
  readonly sensitive: readonly string[];
  /** Other headers that are left out, such as 序号. */
  readonly administrative: readonly string[];
}

interface Drafted {
  readonly variable: Variable;
  readonly cells: readonly string[];
}

/** Most different answers of a question that is taken for a choice, and the least repetition of them. */
const mostChoices = 30;
const leastRepetition = 2;

const asksWho = /姓名|名字|手机|电话|身份证|证件号|邮箱|微信号|QQ号|住址|家庭地址/u;

const isNumber = (cell: string) => /^-?\d+(?:\.\d+)?$/u.test(cell.trim());

function optionsOf(cells: readonly string[]): readonly string[] {
  return [...new Set(cells.flatMap((cell) => cell.split("┋").map(withoutBeside)))];
}

/** The option without what was written beside it. */
function withoutBeside(option: string): string {
  return option.replace(/[〖][^〗]*[〗]?\s*$/u, "").trim();
}

function base(column: SheetColumn, name: string, label = column.header): Pick<Variable, "name" | "label" | "question"> {
  const titled = label.replace(/^\s*\d{1,4}\s*[、.．:：]\s*/u, "");
  return { name, label: { zh: titled === "" ? name : titled }, question: name };
}

function draftSeveral(column: SheetColumn, name: string, cells: readonly string[]): readonly Drafted[] {
  const given = cells.filter((cell) => !isNoAnswer(cell));
  const valueLabels = [
    { value: "0", label: { zh: "未选" } },
    { value: "1", label: { zh: "选中" } },
  ];
  return optionsOf(given).map((option, index) => ({
    variable: {
      ...base(column, `${name}_${index + 1}`, option),
      question: name,
      questionLabel: base(column, name).label,
      type: "numeric",
      measure: "nominal",
      set: name,
      valueLabels,
    },
    cells: cells.map((cell) => {
      if (isNoAnswer(cell)) return "";
      return cell.split("┋").map(withoutBeside).includes(option) ? "1" : "0";
    }),
  }));
}

function draftChoice(column: SheetColumn, name: string, cells: readonly string[]): Drafted {
  const options = [...new Set(cells.filter((cell) => !isNoAnswer(cell)).map(withoutBeside))];
  const codes = new Map(options.map((option, index) => [option, String(index + 1)]));
  return {
    variable: {
      ...base(column, name),
      type: "numeric",
      measure: "nominal",
      valueLabels: options.map((option, index) => ({ value: String(index + 1), label: { zh: option } })),
    },
    cells: cells.map((cell) => (isNoAnswer(cell) ? "" : (codes.get(withoutBeside(cell)) ?? ""))),
  };
}

function draftColumn(column: SheetColumn, name: string, cells: readonly string[]): readonly Drafted[] {
  const given = cells.filter((cell) => !isNoAnswer(cell));
  if (given.some((cell) => cell.includes("┋"))) return draftSeveral(column, name, cells);
  const kept = cells.map((cell) => (isNoAnswer(cell) ? "" : cell.trim()));
  if (given.length > 0 && given.every(isNumber))
    return [{ variable: { ...base(column, name), type: "numeric", measure: "scale" }, cells: kept }];
  const options = new Set(given.map(withoutBeside));
  const repeated = given.length >= options.size * leastRepetition;
  if (options.size > 0 && options.size <= mostChoices && repeated) return [draftChoice(column, name, cells)];
  return [{ variable: { ...base(column, name), type: "string", measure: "nominal" }, cells: kept }];
}

/**
 * Makes a data set of an answer file without a questionnaire: a number stays a number, answers that repeat become codes
 * from 1 in the order they first appear, several choices in one cell become one 0/1 variable each, everything else is
 * text. Codes are of this file: in another file the same answer may get another one. Columns that name a person or a
 * device are left out.
 */
export function draftDataset(sheet: Sheet): DraftedDataset {
  const columns = (sheet.rows[0] ?? []).map(readHeader).filter(({ header }) => header !== "");
  const body = sheet.rows.slice(1).filter((row) => row.some((cell) => cell.trim() !== ""));
  const asked = columns.filter(({ kind }) => kind === "question");
  const drafted = groupColumns(asked).flatMap((group, place) =>
    group.flatMap((column, part) => {
      const number = column.number ?? place + 1;
      const name = group.length === 1 ? `Q${number}` : `Q${number}_${part + 1}`;
      return draftColumn(
        column,
        name,
        body.map((row) => cellAt(row, column.index)),
      );
    }),
  );
  const distinct = distinctNames(drafted);
  return {
    variables: distinct.map(({ variable }) => variable),
    rows: body.map((_, row) => distinct.map(({ cells }) => cells[row] ?? "")),
    personal: columns.filter(({ kind }) => kind === "personal").map(({ header }) => header),
    sensitive: asked.map(({ header }) => header).filter((header) => asksWho.test(header)),
    administrative: columns
      .filter(({ kind }) => kind !== "question" && kind !== "personal")
      .map(({ header }) => header),
  };
}

/** A number that stands twice in the file gets a letter. */
function distinctNames(drafted: readonly Drafted[]): readonly Drafted[] {
  const taken = new Set<string>();
  return drafted.map((one) => {
    let { name } = one.variable;
    for (let next = 2; taken.has(name); next += 1) name = `${one.variable.name}_${next}b`;
    taken.add(name);
    return name === one.variable.name ? one : { ...one, variable: { ...one.variable, name } };
  });
}
