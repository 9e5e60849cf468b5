import type { DataRows, RowBatch, RowColumn } from "@diaoyan/analysis";
import type { ByteWriter } from "../data/byte-writer.ts";
import { readDay, readMoment } from "../data/calendar.ts";
import { byteLength } from "../data/text-length.ts";
import type { DtaColumn } from "./dta-column.ts";
import { missingNumber } from "./dta-missing.ts";

const daysTo1970 = 3_653;
const dayMilliseconds = 86_400_000;

/** Writes rows of fixed width (“Data”); `before` counts the rows that were written earlier. */
export function createRowWriter(writer: ByteWriter, columns: readonly DtaColumn[]) {
  return ({ rows, columns: cells }: RowBatch, before: number): void => {
    const writeCells = columns.map((column, index) =>
      cellWriter(writer, column, { cells: cells[index] ?? [], index, before }),
    );
    for (let row = 0; row < rows; row += 1) for (const writeCell of writeCells) writeCell(row);
  };
}

type WriteCell = (row: number) => void;

function cellWriter(
  writer: ByteWriter,
  column: DtaColumn,
  { cells, index, before }: { readonly cells: RowColumn; readonly index: number; readonly before: number },
): WriteCell {
  const { storage, width } = column;
  const textAt = (row: number): string => tidyText(String(cells[row] ?? ""));
  if (storage === "text") return (row) => writer.field(textAt(row), width, 0);
  if (storage === "longText") {
    return (row) => {
      const filled = textAt(row) !== "";
      // 2 bytes for the variable, 6 for the observation, both counted from 1
      writer.uint16(filled ? index + 1 : 0);
      writer.int32(filled ? before + row + 1 : 0);
      writer.uint16(0);
    };
  }
  const numbers = numbersOf(column, cells);
  if (storage === "byte") return (row) => writer.uint8(numbers[row] ?? 0);
  if (storage === "int") return (row) => writer.uint16(numbers[row] ?? 0);
  if (storage === "long") return (row) => writer.int32(numbers[row] ?? 0);
  return (row) => writer.float64(numbers[row] ?? 0);
}

/** A zero ends a text. */
function tidyText(text: string): string {
  return text.includes("\0") ? text.replaceAll("\0", " ") : text;
}

/** The numbers of a column with the codes for missing in them; days since 1960, moments in milliseconds since then. */
function numbersOf({ variable: { type, missing = [] }, storage }: DtaColumn, cells: RowColumn): Float64Array {
  const none = missingNumber(storage, 0);
  const read = type === "date" ? daysOf : millisecondsOf;
  if (!(cells instanceof Float64Array)) return Float64Array.from(cells, (text) => (text ? (read(text) ?? none) : none));
  const codes = new Map(missing.map((code, place) => [code, missingNumber(storage, place + 1)]));
  if (codes.size === 0) return cells.map((value) => (Number.isNaN(value) ? none : value));
  return cells.map((value) => (Number.isNaN(value) ? none : (codes.get(value) ?? value)));
}

function daysOf(text: string): number | null {
  const day = readDay(text);
  return day === null ? null : day + daysTo1970;
}

function millisecondsOf(text: string): number | null {
  const moment = readMoment(text);
  return moment === null ? null : moment + daysTo1970 * dayMilliseconds;
}

/** “strLs”: the long texts, row by row; each names variable and observation, counted from 1. */
export async function* writeLongTexts(
  writer: ByteWriter,
  columns: readonly DtaColumn[],
  source: DataRows,
): AsyncGenerator<Uint8Array> {
  const long = columns.flatMap(({ storage }, index) => (storage === "longText" ? [index] : []));
  let before = 0;
  for await (const { rows, columns: cells } of source.readBatches()) {
    for (let row = 0; row < rows; row += 1) {
      for (const index of long) {
        const text = tidyText(String(cells[index]?.[row] ?? ""));
        if (text === "") continue;
        writer.text("GSO");
        writer.int32(index + 1);
        writer.uint64(before + row + 1);
        writer.uint8(130); // a text with a zero behind it
        writer.int32(byteLength(text) + 1);
        writer.text(text);
        writer.uint8(0);
      }
    }
    before += rows;
    yield writer.take();
  }
}
