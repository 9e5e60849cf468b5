import type { PresentationTable } from "@diaoyan/analysis";
import { measureText } from "../chart/measure-text.ts";

/** Space beside the text of a cell, in twentieths of a point. */
const padding = 200;
/** A column of words keeps at least five characters a line. */
const narrowest = 5 * 210 + padding;

/**
 * Widths of the columns in twentieths of a point, together no wider than the type area. Columns of numbers and short words
 * get what they need; what is left goes to the columns of longer words as their texts are long, so that rows stay low.
 */
export function columnWidths({ header, body }: PresentationTable, available: number): readonly number[] {
  const rows = [...header, ...body];
  const count = Math.max(1, ...rows.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, column) => {
    const cells = rows.map((row) => row[column]);
    const width = Math.max(...cells.map((cell) => measureText(cell?.text ?? "", 10.5) * 20 * 1.06)) + padding;
    return { width, numeric: cells.at(-1)?.align === "right" };
  });
  const needed = columns.reduce((sum, { width }) => sum + width, 0);
  if (needed <= available) return columns.map(({ width }) => Math.round((width * available) / needed));
  const least = columns.map(({ width, numeric }) => (numeric ? width : Math.min(width, narrowest)));
  const rest = available - least.reduce((sum, width) => sum + width, 0);
  if (rest < 0) return columns.map(({ width }) => Math.floor((width * available) / needed));
  const lacking = columns.map(({ width }, column) => width - (least[column] ?? 0));
  const lack = lacking.reduce((sum, width) => sum + width, 0);
  return least.map((width, column) => Math.floor(width + (rest * (lacking[column] ?? 0)) / lack));
}
