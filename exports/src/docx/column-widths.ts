import type { PresentationTable, TableCell } from "@diaoyan/analysis";
import { measureText } from "../chart/measure-text.ts";

/** Space beside the text of a cell, in twentieths of a point. */
const padding = 140;
/** A column of words keeps at least five characters a line, and what is short whole. */
const [narrowest, short] = [5 * 210 + padding, 7 * 210 + padding];

/** Width of a text in twentieths of a point. */
const widthOf = (text: string): number => measureText(text, 10.5) * 20 * 1.06;

/** What no line may divide: numbers and Western words; Chinese may be divided anywhere. */
const words = /[^\p{Script=Han}\p{P}\s]+(?:[-.:/][^\p{Script=Han}\p{P}\s]+)*/gu;

/**
 * Widths of the columns in twentieths of a point, together no wider than the type area. Columns of numbers and short words
 * get what they need; what is left goes to the columns of longer words by how much text they hold in all, so that rows
 * stay low.
 */
export function columnWidths({ header, body }: PresentationTable, available: number): readonly number[] {
  const rows = [...header, ...body];
  const count = Math.max(1, ...rows.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, column) =>
    surveyColumn(
      header.map((row) => row[column]?.text ?? ""),
      body.map((row) => row[column]),
    ),
  );
  const needed = columns.reduce((sum, { whole }) => sum + whole, 0);
  if (needed <= available) return columns.map(({ whole }) => Math.round((whole * available) / needed));
  const taken = columns.reduce((sum, { least }) => sum + least, 0);
  if (taken >= available) return columns.map(({ least }) => Math.floor((least * available) / taken));
  return share(columns, available - taken);
}

interface ColumnNeeds {
  /** The width that holds every text on one line, and the least that divides nothing which must stay whole. */
  readonly whole: number;
  readonly least: number;
  /** How much text does not fit the least width, over all rows. */
  readonly overflow: number;
}

function surveyColumn(heads: readonly string[], cells: readonly (TableCell | undefined)[]): ColumnNeeds {
  const texts = cells.map((cell) => cell?.text ?? "");
  const widths = [...heads, ...texts].map((text) => widthOf(text) + padding);
  const whole = Math.max(...widths);
  const inBody = Math.max(padding, ...texts.map((text) => widthOf(text) + padding));
  const longestWord = Math.max(0, ...texts.flatMap((text) => text.match(words) ?? []).map(widthOf)) + padding;
  const keepsWhole = cells.at(-1)?.align === "right" || inBody <= short;
  const divided = keepsWhole ? inBody : Math.min(inBody, Math.max(narrowest, longestWord));
  const least = Math.max(divided, ...heads.map((text) => widthOf(halfOf(text)) + padding));
  return { whole, least, overflow: widths.reduce((sum, width) => sum + Math.max(0, width - least), 0) };
}

/** A heading of four characters and more may stand on two lines: 计划 over 人次. */
function halfOf(head: string): string {
  return /^\p{Script=Han}{4,}$/u.test(head) ? head.slice(Math.floor(head.length / 2)) : head;
}

/** Gives each column of what is left by the root of its overflow, which makes rows lowest; none gets more than it needs. */
function share(columns: readonly ColumnNeeds[], rest: number): readonly number[] {
  const given = columns.map(({ least }) => least);
  let [left, open] = [rest, columns.map((_, index) => index)];
  while (left > columns.length && open.length > 0) {
    const weight = open.reduce((sum, index) => sum + Math.sqrt(columns[index]?.overflow ?? 0), 0);
    if (weight === 0) break;
    let used = 0;
    for (const index of open) {
      const { whole = 0, overflow = 0 } = columns[index] ?? {};
      const more = Math.min((left * Math.sqrt(overflow)) / weight, whole - (given[index] ?? 0));
      given[index] = (given[index] ?? 0) + more;
      used += more;
    }
    open = open.filter((index) => (given[index] ?? 0) < (columns[index]?.whole ?? 0) - 1);
    if (used < 1) break;
    left -= used;
  }
  return given.map(Math.floor);
}
