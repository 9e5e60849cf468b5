import type { Json } from "../model/questionnaire.ts";
import type { FindingList } from "../profile/finding.ts";
import type { Scalar } from "../program/program.ts";
import { ownColumn } from "./columns.ts";
import { readKept } from "./read-kept.ts";
import type { Table } from "./read-table.ts";

/** A choice of a list of the choices sheet. */
export interface ListedChoice {
  readonly value: Scalar;
  readonly text: Json | undefined;
  readonly kept: Readonly<Record<string, Json>>;
  /** Cells of all columns, for choice filters. */
  readonly columns: ReadonlyMap<string, string>;
}

/** A list with 其他 and 以上都不是 set apart. */
export interface ChoiceList {
  readonly choices: readonly ListedChoice[];
  readonly other: ListedChoice | undefined;
  readonly none: ListedChoice | undefined;
}

const numeric = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/u;

/** The lists of the choices sheet by name. Names that are all numbers become numbers. */
export function readChoiceLists(table: Table, list: FindingList): ReadonlyMap<string, ChoiceList> {
  const lists = new Map<string, Map<string, ListedChoice>>();
  for (const row of table.rows) {
    const name = row.cell("list_name");
    const value = row.cell("name");
    if (name === "") continue;
    if (value === "") {
      list.error("xlsform.no-name", row.place("name"), "a choice without a name", "give each choice a code");
      continue;
    }
    const choices = lists.get(name) ?? new Map<string, ListedChoice>();
    if (choices.has(value)) {
      list.error(
        "duplicate-choice",
        row.place("name"),
        `${value} stands twice in the list ${name}`,
        "give it its own code",
      );
      continue;
    }
    const columns = new Map(table.columns.map((column) => [column, row.cell(column)]));
    choices.set(value, { value, text: row.text("label"), kept: readKept(row, ownColumn, list), columns });
    lists.set(name, choices);
  }
  return new Map([...lists].map(([name, choices]) => [name, settle([...choices.values()])]));
}

function settle(all: readonly ListedChoice[]): ChoiceList {
  const other = all.find(({ value }) => value === "other");
  const none = all.find(({ value }) => value === "none");
  const choices = all.filter((choice) => choice !== other && choice !== none);
  const numbers = choices.length > 0 && choices.every(({ value }) => numeric.test(String(value)));
  return {
    choices: numbers ? choices.map((choice) => ({ ...choice, value: Number(choice.value) })) : choices,
    other,
    none,
  };
}
