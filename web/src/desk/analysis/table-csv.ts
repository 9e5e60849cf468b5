import type { Presentation } from "@diaoyan/api/contract";

const formula = /^(?:['\s]*[=+\-@＝＋－＠]|[\t\r\n])/;
const plainNumber = /^[+-]?[\d.]+%?$/;

/** A field of a CSV file by RFC 4180; what a spreadsheet would run as a formula is disarmed, numbers stay numbers. */
function quote(text: string): string {
  const safe = formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The table as it is printed, its note in a last line, as CSV with a byte order mark so that spreadsheets read its Chinese. */
export function tableCsv({ header, body, note }: Presentation["table"]): string {
  const rows = [...header, ...body].map((row) => row.map(({ text }) => quote(text)).join(","));
  const lines = note === "" ? rows : [...rows, quote(note)];
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}
