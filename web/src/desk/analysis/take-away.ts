import type { Presentation } from "@diaoyan/api/contract";
import { type NewSheet, writeWorkbook } from "@diaoyan/instruments";

export { writeDirective } from "@diaoyan/exports";

/** The table with its caption and note as a workbook; numbers stay numbers where a cell is nothing but its value. */
export function writeTableWorkbook({ caption, header, body, note }: Presentation["table"]): Uint8Array<ArrayBuffer> {
  const rows = [
    [caption],
    ...header.map((row) => row.map(({ text }) => text)),
    ...body.map((row) => row.map(({ text, value }) => (isPlain(text) && value !== undefined ? Number(text) : text))),
    ...(note === "" ? [] : [[note]]),
  ];
  const sheet: NewSheet = { name: "表", rows, widths: (header[0] ?? []).map((_, column) => (column === 0 ? 36 : 14)) };
  return writeWorkbook([sheet]);
}

function isPlain(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}
