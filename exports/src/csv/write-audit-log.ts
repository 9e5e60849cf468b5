import { writeTextCell } from "@diaoyan/instruments";

/** An entry of an audit log, with the name of who acted beside the account. */
export interface AuditLine {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly name: string;
  readonly action: string;
  readonly subject: string;
  readonly previous: string;
  /** Hash over the rows the entry left; absent where it left none. */
  readonly rows?: string;
  readonly hash: string;
}

const columns = ["seq", "at", "actor", "name", "action", "subject", "previous", "rows", "hash"] as const;

/** An audit log as CSV (UTF-8, BOM first, CRLF), in the order given; a text that looks like a formula gets an apostrophe in front. */
export function writeAuditLog(entries: readonly AuditLine[]): string {
  const lines = entries.map((entry) => columns.map((column) => writeTextCell(String(entry[column] ?? ""))).join(","));
  return `\uFEFF${[columns.join(","), ...lines].join("\r\n")}\r\n`;
}
