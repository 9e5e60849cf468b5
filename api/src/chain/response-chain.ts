import { type ContentHash, hashJson, type Json } from "@diaoyan/instruments";
import type { LogEntry, LogHead, StoredResponse } from "../ports/response-store.ts";

export type LogLine = Pick<LogEntry, "kind" | "response" | "commitment" | "day" | "at">;

/** Hash of a log entry over everything in it and its predecessor's hash. */
export function hashLogEntry(entry: Omit<LogEntry, "hash">): string {
  return hashJson({ ...entry });
}

/** The content a response is held to: its hash tells a repetition from another response under the same id. */
export function hashResponseContent(content: {
  readonly collector: string;
  readonly version: string;
  readonly answers: Json;
  readonly noticeVersion: string;
}): ContentHash {
  const { collector, version, answers, noticeVersion } = content;
  return hashJson({ collector, version, answers, noticeVersion });
}

/**
 * What the server measured of a response and marked it with. What happened on its pages is not hashed itself: the times
 * that are derived of it are.
 */
export function hashMeasured(
  response: Pick<StoredResponse, "submittedAt" | "seconds" | "unit" | "flags" | "timing">,
): ContentHash {
  const { submittedAt, seconds, unit, flags, timing } = response;
  const { events: _, ...times } = timing ?? { events: [] };
  return hashJson({ submittedAt, seconds, unit, flags, timing: times } as unknown as Json);
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
