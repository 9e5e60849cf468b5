import { hashJson } from "@diaoyan/instruments";
import type { AuditEntry } from "../ports/journal.ts";

/** The hash that stands before the first entry of a chain. */
export const chainStart = "0".repeat(64);

/** Hash of an audit entry over its predecessor's. */
export function hashAuditEntry(study: string, entry: Omit<AuditEntry, "hash">): string {
  return hashJson({ study, ...entry });
}
