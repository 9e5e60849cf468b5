import type { RowBatch, RowColumn } from "@diaoyan/analysis";
import type { ByteWriter } from "../data/byte-writer.ts";
import { readDay, readMoment } from "../data/calendar.ts";
import type { SavColumn } from "./sav-column.ts";
import { ElementWriter } from "./sav-elements.ts";

/** Days from 1582-10-14, the first of the calendar that SPSS counts seconds in, to 1970-01-01. */
const daysBefore1970 = 141_428;
const daySeconds = 86_400;
const encoder = new TextEncoder();

/** Writes cases one after the other (“Data Record”). */
export function createCaseWriter(writer: ByteWriter, columns: readonly SavColumn[]) {
  const elements = new ElementWriter(writer);
  // room for the longest text, and for what half a surrogate pair becomes
  const room = new Uint8Array(Math.max(1, ...columns.map(({ width }) => width + 3)));
  return {
    write({ rows, columns: cells }: RowBatch): void {
      const numbers = columns.map((column, index) => numbersOf(column, cells[index] ?? []));
      for (let row = 0; row < rows; row += 1) {
        for (let index = 0; index < columns.length; index += 1) {
          const column = numbers[index];
          if (column) elements.number(column[row] ?? Number.NaN);
          else
            writeText(elements, room, {
              text: String(cells[index]?.[row] ?? ""),
              segments: columns[index]?.segments ?? [],
            });
        }
      }
    },
    finish: () => elements.finish(),
  };
}

/** The numbers of a column, days and moments as seconds; `null` for texts. */
function numbersOf({ variable: { type }, width }: SavColumn, cells: RowColumn): Float64Array | null {
  if (cells instanceof Float64Array) return cells;
  if (width > 0) return null;
  const read = type === "date" ? secondsOfDay : secondsOfMoment;
  return Float64Array.from(cells, (text) => (text === null ? Number.NaN : read(text)));
}

function secondsOfDay(text: string): number {
  return ((readDay(text) ?? Number.NaN) + daysBefore1970) * daySeconds;
}

function secondsOfMoment(text: string): number {
  return (readMoment(text) ?? Number.NaN) / 1000 + daysBefore1970 * daySeconds;
}

/** Each segment takes 255 bytes of the text (“Very Long String Record”) and stands in whole elements. */
function writeText(
  elements: ElementWriter,
  room: Uint8Array,
  { text, segments }: { readonly text: string; readonly segments: readonly number[] },
): void {
  const { written } = encoder.encodeInto(text, room);
  for (const [place, width] of segments.entries()) {
    const start = place * 255;
    const end = Math.min(written, start + width);
    for (let at = 0; at < width; at += 8) elements.text(room, start + at, end);
  }
}
