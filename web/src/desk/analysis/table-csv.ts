import type { Presentation } from "@diaoyan/api/contract";

/** A field of a CSV file by RFC 4180; a leading sign that a spreadsheet would run as a formula is disarmed. */
function quote(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The table as it is printed, as CSV with a byte order mark so that spreadsheets read its Chinese. */
export function tableCsv({ header, body }: Presentation["table"]): string {
  const lines = [...header, ...body].map((row) => row.map(({ text }) => quote(text)).join(","));
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}
