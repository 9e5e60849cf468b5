import type { Study } from "@diaoyan/instruments";
import { recordingsKeptUntil } from "@diaoyan/instruments";

/** A kind of what is held, in the order of how near it stands to a person. */
export const retentionKinds = [
  "contacts",
  "recordings",
  "originals",
  "identified",
  "invitations",
  "deidentified",
  "anonymous",
  "logs",
  "accounts",
  "backups",
] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/** How long a kind is kept (null: no day of its own, the texts of the desk say until what), and what its key is. */
export interface RetentionClass {
  readonly kind: RetentionKind;
  readonly until: string | null;
  readonly key: "person" | "recording" | "study" | "none";
}

const keyOf: Readonly<Record<RetentionKind, RetentionClass["key"]>> = {
  contacts: "person",
  recordings: "recording",
  originals: "study",
  identified: "none",
  invitations: "none",
  deidentified: "none",
  anonymous: "none",
  logs: "none",
  accounts: "none",
  backups: "none",
};

/**
 * The retention classes of a study: contacts to the end of its period, recordings as set, originals of transcripts as long as
 * recordings. The others end by an act (closing, archiving, leaving), not by a day.
 */
export function listRetentionClasses(
  study: Study,
  recordingsUntil = recordingsKeptUntil(study),
): readonly RetentionClass[] {
  const until: Partial<Record<RetentionKind, string>> = {
    contacts: study.period.to,
    recordings: recordingsUntil,
    originals: recordingsUntil,
  };
  return retentionKinds.map((kind) => ({ kind, until: until[kind] ?? null, key: keyOf[kind] }));
}
