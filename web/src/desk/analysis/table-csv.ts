import type { Presentation } from "@diaoyan/api/contract";
import { writeTextCell } from "@diaoyan/instruments";

const plainNumber = /^[+-]?[\d.]+%?$/;

/** A field of a CSV file; numbers stay numbers. */
const quote = (text: string): string => (plainNumber.test(text) ? text : writeTextCell(text));

/** The table as it is printed, its note in a last line, as CSV with a byte order mark so that spreadsheets read its Chinese. */
export function tableCsv({ header, body, note }: Presentation["table"]): string {
  const rows = [...header, ...body].map((row) => row.map(({ text }) => quote(text)).join(","));
  const lines = note === "" ? rows : [...rows, quote(note)];
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}
