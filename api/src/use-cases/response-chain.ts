import { hashJson } from "@diaoyan/instruments";
import type { LogEntry, LogHead } from "../ports/response-store.ts";

export type LogLine = Pick<LogEntry, "kind" | "response" | "commitment" | "day" | "at">;

/** Hash of a log entry over everything in it and its predecessor's hash. */
export function hashLogEntry(entry: Omit<LogEntry, "hash">): string {
  return hashJson({ ...entry });
}

/** Puts lines behind the head of a study's log, each chained to the one before. */
export function chainLines(study: string, head: LogHead, lines: readonly LogLine[]): readonly LogEntry[] {
  let { seq, hash } = head;
  return lines.map((line) => {
    const entry = { study, seq: seq + 1, ...line, previous: hash };
    hash = hashLogEntry(entry);
    seq += 1;
    return { ...entry, hash };
  });
}
