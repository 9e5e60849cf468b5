import type { RowColumn } from "@diaoyan/analysis";
import { writeTextCell } from "@diaoyan/instruments";
import type { CsvEncoding, DataPieces, DataTable } from "../data/data-table.ts";
import { encodeGb18030 } from "./encode-gb18030.ts";

/** About how many characters are handed on at a time. */
const pieceLength = 128 * 1024;

/**
 * Rows as CSV (RFC 4180, CRLF): names, then a line a case. Declared missing codes stand as themselves, a cell without a
 * value is empty, and what a spreadsheet may take for a formula gets an apostrophe in front; numbers stay numbers.
 */
export async function* writeCsvFile({ source, csv }: DataTable): DataPieces {
  const encode = encoderOf(csv);
  const mark = csv.mark && csv.encoding === "utf-8" ? "\uFEFF" : "";
  yield encode(`${mark}${source.variables.map(({ name }) => writeTextCell(name)).join(",")}\r\n`);
  let written = 0;
  for await (const { rows, columns } of source.readBatches()) {
    let text = "";
    for (let row = 0; row < rows; row += 1) {
      text += lineOf(columns, row);
      if (text.length < pieceLength) continue;
      yield encode(text);
      text = "";
    }
    yield encode(text);
    written += rows;
  }
  return written;
}

function encoderOf({ encoding }: CsvEncoding): (text: string) => Uint8Array {
  const encoder = new TextEncoder();
  return encoding === "utf-8" ? (text) => encoder.encode(text) : encodeGb18030;
}

function lineOf(columns: readonly RowColumn[], row: number): string {
  let line = "";
  for (let index = 0; index < columns.length; index += 1) {
    if (index > 0) line += ",";
    const cell = columns[index]?.[row];
    if (typeof cell === "number") line += Number.isNaN(cell) ? "" : String(cell);
    else if (cell) line += writeTextCell(cell);
  }
  // a line without a character would be read as no line
  return line === "" ? '""\r\n' : `${line}\r\n`;
}
