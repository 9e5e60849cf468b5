import { textIn } from "@diaoyan/instruments";
import type { DataRemark } from "../data/data-table.ts";
import { characterCount, fitText } from "../data/text-length.ts";
import type { DtaColumn } from "./dta-column.ts";
import { missingNumber } from "./dta-missing.ts";

/** Labels of values, in the order of the values. */
export type LabelTable = readonly { readonly value: number; readonly label: string }[];

/** What describes the variables, in their order. */
export interface DtaLabels {
  readonly labels: readonly string[];
  /** Name of the table of value labels, empty without one. */
  readonly tableNames: readonly string[];
  readonly tables: ReadonlyMap<string, LabelTable>;
  /** What the file has no other place for. */
  readonly notes: readonly (readonly string[])[];
}

const longestLabel = 80;
const largestLabelled = 2_147_483_620;

/** Fits labels into the file: a label that is cut ends in “…” and stands whole among the notes of its variable. */
export function describeLabels(columns: readonly DtaColumn[], remark: (remark: DataRemark) => void): DtaLabels {
  const labels: string[] = [];
  const tableNames: string[] = [];
  const notes: string[][] = [];
  const tables = new Map<string, LabelTable>();
  const named = new Map<string, string>();
  for (const column of columns) {
    const { variable, name } = column;
    const kept: string[] = [];
    const note = (what: DataRemark["what"], detail: string, text: string) => {
      kept.push(text);
      remark({ variable: variable.name, what, detail });
    };
    if (name !== variable.name) note("renamed", name, variable.name);
    const full = textIn("zh", variable.label);
    const short = fitText(full, longestLabel, characterCount);
    if (short !== full) note("label-shortened", short, full);
    labels.push(short);
    const table =
      column.storage === "text" || column.storage === "longText"
        ? noteTexts(column, note)
        : tabulateLabels(column, note);
    const key = JSON.stringify(table);
    if (table.length > 0 && !named.has(key)) {
      named.set(key, name);
      tables.set(name, table);
    }
    tableNames.push(named.get(key) ?? "");
    notes.push(kept);
  }
  return { labels, tableNames, tables, notes };
}

type Note = (what: DataRemark["what"], detail: string, text: string) => void;

/** Texts can carry neither labels nor missing codes in this format. */
function noteTexts({ variable: { valueLabels = [], missing = [] } }: DtaColumn, note: Note): LabelTable {
  const labels = valueLabels.map(({ value, label }) => `${value}=${textIn("zh", label)}`).join("；");
  if (labels !== "") note("value-labels-in-notes", labels, labels);
  if (missing.length > 0)
    note("missing-codes-in-notes", missing.join("；"), `缺失代码 missing codes: ${missing.join("；")}`);
  return [];
}

/** Labels of whole numbers; a declared missing code is labelled at the code for missing that stands in its place. */
function tabulateLabels({ variable: { valueLabels = [], missing = [] } }: DtaColumn, note: Note): LabelTable {
  const table = new Map<number, string>();
  const texts = new Map(valueLabels.map(({ value, label }) => [Number(value), textIn("zh", label)]));
  for (const [value, label] of texts) {
    if (missing.includes(value)) continue;
    if (Number.isInteger(value) && Math.abs(value) <= largestLabelled) table.set(value, label);
    else note("value-label-left-out", `${value}=${label}`, `${value}=${label}`);
  }
  for (const [place, code] of missing.entries()) {
    table.set(missingNumber("long", place + 1), `${texts.get(code) ?? ""} [${code}]`.trim());
  }
  return [...table].sort(([a], [b]) => a - b).map(([value, label]) => ({ value, label }));
}
