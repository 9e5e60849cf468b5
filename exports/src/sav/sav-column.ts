import type { Variable } from "@diaoyan/instruments";
import type { ColumnFacts } from "../data/column-facts.ts";
import { nameColumns } from "../data/column-names.ts";
import type { DataTable } from "../data/data-table.ts";
import { byteLength } from "../data/text-length.ts";
import { numberTooLarge, textTooLong, tooManyMissingCodes } from "../errors.ts";

/** A variable as it stands in a system file. */
export interface SavColumn {
  readonly variable: Variable;
  readonly name: string;
  /** Bytes of a text, 0 for a number; days and moments are numbers. */
  readonly width: number;
  /** One name of at most eight signs for each segment. */
  readonly shortNames: readonly string[];
  /** Widths of the segments of a text, `[0]` for a number. */
  readonly segments: readonly number[];
  /** Print and write format. */
  readonly format: number;
}

const longestText = 32_767;
const mostMissingCodes = 3;
const reserved = /^(?:ALL|AND|BY|EQ|GE|GT|LE|LT|NE|NOT|OR|TO|WITH)$/i;

/** PSPP Users Guide, “Variables”: letters, digits, `.`, `_`, `$`, `#`, `@`, up to 64 bytes, no `.` at the end. */
export const nameRules = {
  longest: 64,
  measure: byteLength,
  illegal: /[^\p{L}\p{N}._$#@]|\.$/gu,
  illegalStart: /^[^\p{L}@]/u,
  isReserved: (name: string) => reserved.test(name),
  ignoreCase: true,
};

/** Codes of print formats: PSPP Developers Guide, “System File Format”, “Variable Record”. */
const formatCodes = { A: 1, F: 5, DATETIME: 22, SDATE: 39 } as const;

function formatOf(kind: keyof typeof formatCodes, width: number, decimals = 0): number {
  return (formatCodes[kind] << 16) | (width << 8) | decimals;
}

/** The variables of a table for a system file. Throws `data.too-many-missing-codes`, `data.text-too-long`. */
export function describeColumns({ source: { variables }, facts }: DataTable): readonly SavColumn[] {
  const names = nameColumns(
    variables.map(({ name }) => name),
    nameRules,
  );
  const short = makeShortNames(names);
  return variables.map((variable, index) => {
    const fact = facts[index];
    const name = names[index] ?? variable.name;
    const width = widthOf(variable, fact);
    const segments = segmentsOf(width);
    const { missing = [] } = variable;
    if (missing.length > mostMissingCodes) throw tooManyMissingCodes("SPSS", mostMissingCodes, { name, missing });
    const shortNames = segments.map((_, place) => (place === 0 ? short.of(name) : short.next()));
    return { variable, name, width, shortNames, segments, format: printFormat(variable, width, fact) };
  });
}

/** Short names: the name itself where it is short and plain, else V and a number that no variable has. */
function makeShortNames(names: readonly string[]) {
  const plain = /^[A-Z@][A-Z0-9._$#@]{0,7}$/;
  const taken = new Set(names.map((name) => name.toUpperCase()).filter((name) => plain.test(name)));
  let number = 0;
  const next = (): string => {
    for (;;) {
      number += 1;
      const name = `V${String(number).padStart(6, "0")}`;
      if (!taken.has(name)) return name;
    }
  };
  return { next, of: (name: string) => (plain.test(name.toUpperCase()) ? name.toUpperCase() : next()) };
}

function widthOf({ name, type, valueLabels, missing }: Variable, fact: Readonly<ColumnFacts> | undefined): number {
  if (type !== "string") return 0;
  const { longest, longestAt } = fact ?? { longest: 0, longestAt: 0 };
  if (longest > longestText)
    throw textTooLong("SPSS", longestText, { name, row: longestAt + 1, length: longest, unit: "bytes" });
  const coded = [...(valueLabels ?? []).map(({ value }) => value), ...(missing ?? []).map(String)];
  return Math.min(longestText, Math.max(1, longest, ...coded.map(byteLength)));
}

/** “Very Long String Record”: segments of 255 bytes for each 252 bytes of the width, the last one holds what is left. */
function segmentsOf(width: number): readonly number[] {
  if (width <= 255) return [width];
  const count = Math.ceil(width / 252);
  return Array.from({ length: count }, (_, index) => (index < count - 1 ? 255 : width - (count - 1) * 252));
}

function printFormat({ name, type }: Variable, width: number, fact: Readonly<ColumnFacts> | undefined): number {
  if (type === "date") return formatOf("SDATE", 10);
  if (type === "datetime") return formatOf("DATETIME", 20);
  if (type === "string") return formatOf("A", Math.min(width, 255));
  const widest = Math.max(
    ...[fact?.lowest ?? 0, fact?.highest ?? 0].map((value) => Math.trunc(value).toString().length),
  );
  const value = [fact?.lowest ?? 0, fact?.highest ?? 0].find((one) => Math.abs(one) === Number.MAX_VALUE);
  if (value !== undefined) throw numberTooLarge("SPSS", "1.79e308", { name, value });
  const decimals = fact === undefined || fact.whole ? 0 : 2;
  return formatOf("F", Math.min(40, Math.max(8, widest + (decimals === 0 ? 0 : decimals + 1))), decimals);
}

/** Elements of eight bytes a column takes in each case. */
export function elementsOf({ segments }: SavColumn): number {
  return segments.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / 8)), 0);
}
