import type { RowColumn } from "@diaoyan/analysis";
import { escapeXml, looksLikeFormula, textIn, type Variable } from "@diaoyan/instruments";
import { readDay, readMoment } from "../data/calendar.ts";
import { textTooLong } from "../errors.ts";
import { cellStyles } from "./xlsx-package.ts";

/** What stands behind the address of a cell; empty where the cell is. */
export type CellXml = (column: RowColumn, row: number) => string;

const longestText = 32_767;
/** Days from 1899-12-30 to 1970-01-01; before 1900-03-01 spreadsheets count a day that never was. */
const daysTo1970 = 25_569;
const firstCommonDay = 61;
const dayMilliseconds = 86_400_000;

/** Texts that cells name by number. */
export class SharedTexts {
  readonly texts: string[] = [];
  private readonly places = new Map<string, number>();

  cell(text: string): string {
    let place = this.places.get(text);
    if (place === undefined) {
      place = this.texts.push(text) - 1;
      this.places.set(text, place);
    }
    return `${styleOf(text)} t="s"><v>${place}</v></c>`;
  }
}

function styleOf(text: string): string {
  return looksLikeFormula(text) ? ` s="${cellStyles.guarded}"` : "";
}

/** A text inside its cell. */
export function textCell(text: string, style = styleOf(text)): string {
  return `${style} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

/** The cells of a variable as they are: numbers, days, moments, texts. */
export function valueCells(variable: Variable): CellXml {
  return (column, row) => {
    const value = column[row];
    if (typeof value === "number") return Number.isNaN(value) ? "" : numberCell(value);
    return value ? writtenText(variable, value, row) : "";
  };
}

/** The cells of a variable with the labels of its values in their place. */
export function labelCells(variable: Variable, shared: SharedTexts): CellXml {
  const labels = new Map(
    (variable.valueLabels ?? []).map(({ value, label }) => [value, shared.cell(textIn("zh", label))]),
  );
  if (labels.size === 0) return valueCells(variable);
  const numbers = new Map([...labels].map(([value, cell]) => [Number(value), cell]));
  const plain = valueCells(variable);
  return (column, row) => {
    const value = column[row];
    const labelled = typeof value === "number" ? numbers.get(value) : value ? labels.get(value) : undefined;
    return labelled ?? plain(column, row);
  };
}

/** Codes are few and come again and again. */
const codeCells = Array.from({ length: 256 }, (_, code) => `><v>${code}</v></c>`);

function numberCell(value: number): string {
  const cell = Number.isInteger(value) && value >= 0 ? codeCells[value] : undefined;
  return cell ?? `><v>${value}</v></c>`;
}

function writtenText({ name, type }: Variable, text: string, row: number): string {
  if (text.length > longestText)
    throw textTooLong("Excel", longestText, { name, row: row + 1, length: text.length, unit: "characters" });
  const days = type === "date" ? readDay(text) : type === "datetime" ? daysOf(readMoment(text)) : null;
  if (days === null || days + daysTo1970 < firstCommonDay) return textCell(text);
  return ` s="${type === "date" ? cellStyles.day : cellStyles.moment}"><v>${days + daysTo1970}</v></c>`;
}

function daysOf(milliseconds: number | null): number | null {
  return milliseconds === null ? null : milliseconds / dayMilliseconds;
}
