import { unknownVariable } from "../errors.ts";
import type { Column, Dataset } from "../model/dataset.ts";

/** A background variable and how many of its values fewer than k people share. */
export interface KeyFacts {
  readonly variable: string;
  readonly label: string;
  readonly values: number;
  readonly smallValues: number;
}

/**
 * How far people can be singled out by what others may know of them: `smallest` people share a combination of the key
 * variables, `rowsBelow` people share theirs with fewer than k others counting themselves, `unique` are alone with it.
 */
export interface AnonymityReport {
  readonly keys: readonly KeyFacts[];
  readonly k: number;
  readonly rows: number;
  readonly combinations: number;
  /** The k that holds now; 0 without rows. */
  readonly smallest: number;
  readonly combinationsBelow: number;
  readonly rowsBelow: number;
  readonly unique: number;
}

/** k-anonymity (Samarati & Sweeney 1998) over key variables; nothing answered counts as a value of its own. Throws for an unknown variable. */
export function assessAnonymity(dataset: Dataset, keys: readonly string[], k: number): AnonymityReport {
  const sizes = [...countClasses(dataset, keys).values()];
  const below = sizes.filter((size) => size < k);
  const facts = keys.map((variable): KeyFacts => {
    const own = [...countClasses(dataset, [variable]).values()];
    const label = dataset.variables.find(({ name }) => name === variable)?.label.zh ?? variable;
    return { variable, label, values: own.length, smallValues: own.filter((size) => size < k).length };
  });
  return {
    keys: facts,
    k,
    rows: dataset.rowCount,
    combinations: sizes.length,
    smallest: sizes.length === 0 ? 0 : Math.min(...sizes),
    combinationsBelow: below.length,
    rowsBelow: below.reduce((sum, size) => sum + size, 0),
    unique: sizes.filter((size) => size === 1).length,
  };
}

/** Takes the key variables out of the rows whose combination fewer than k people share; the other answers stay. */
export function suppressRare(dataset: Dataset, keys: readonly string[], k: number): Dataset {
  const names = listClasses(dataset, keys);
  const sizes = countNames(names);
  const isRare = names.map((name) => (sizes.get(name) ?? 0) < k);
  const columns = new Map(dataset.columns);
  for (const key of keys) columns.set(key, blank(readKey(dataset, key), isRare));
  return { ...dataset, columns };
}

/** Index of “not applicable” among the reasons of missing values. */
const withheld = 4;

function blank(column: Column, isRare: readonly boolean[]): Column {
  const missing = column.missing.map((reason, row) => (isRare[row] && reason === 0 ? withheld : reason));
  if (column.kind === "numeric")
    return { ...column, missing, values: column.values.map((value, row) => (isRare[row] ? Number.NaN : value)) };
  return { ...column, missing, codes: column.codes.map((code, row) => (isRare[row] ? -1 : code)) };
}

function countClasses(dataset: Dataset, keys: readonly string[]): ReadonlyMap<string, number> {
  return countNames(listClasses(dataset, keys));
}

function countNames(names: readonly string[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1);
  return sizes;
}

/** The combination of values each row has. */
function listClasses(dataset: Dataset, keys: readonly string[]): readonly string[] {
  const columns = keys.map((key) => readKey(dataset, key));
  return Array.from({ length: dataset.rowCount }, (_, row) =>
    columns.map((column) => valueAt(column, row)).join("\u0000"),
  );
}

function readKey({ columns, variables }: Dataset, key: string): Column {
  const column = columns.get(key);
  if (column === undefined)
    throw unknownVariable(
      key,
      variables.map(({ name }) => name),
    );
  return column;
}

function valueAt(column: Column, row: number): string {
  if (column.missing[row] !== 0) return "";
  return column.kind === "numeric" ? String(column.values[row]) : (column.categories[column.codes[row] ?? -1] ?? "");
}
