import type { AttachmentKind } from "../contract/rescue/index.ts";
import type { ListedAttachment } from "../ports/attachment-store.ts";
import { dayOf } from "../ports/clock.ts";
import type { ErasedRecords } from "../ports/erasure-store.ts";
import { StorageConflict, type Write } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { attachmentKeySubject } from "./attachment-place.ts";
import { hashOfAttachment, purgeWrites } from "./purge-recordings.ts";

type PhotoPorts = Pick<Ports, "attachments" | "sessions" | "keys" | "clock">;

interface OfPerson {
  readonly study: string;
  readonly person: string;
}

/** Photos of the sessions in which the person was the only interviewee: who else is on them cannot be told from a meeting. */
export async function listPhotosOf(
  ports: Pick<PhotoPorts, "attachments" | "sessions">,
  { study, person }: OfPerson,
): Promise<readonly ListedAttachment[]> {
  const theirs = (await ports.sessions.list(study)).filter(({ participants }) => {
    const asked = participants.filter(({ role }) => role === "受访");
    return asked.length === 1 && String(asked[0]?.person) === person;
  });
  const sessions = new Set<string>(theirs.map(({ id }) => id));
  return (await ports.attachments.list(study)).filter(
    ({ kind, session, sealedKey }) => kind === "现场照片" && sessions.has(session) && sealedKey !== null,
  );
}

/** How a certificate names attachments of a kind. */
const recordOf: Readonly<Record<AttachmentKind, ErasedRecords["kind"]>> = {
  录音: "recording",
  现场照片: "photo",
  签到表: "document",
  同意书: "document",
  材料: "document",
};

/** What destroys attachments with their certificate or not at all, and what the certificate says of them. */
export interface Destruction {
  readonly writes: readonly Write[];
  readonly erased: readonly ErasedRecords[];
  /** Ids of the keys that go. */
  readonly keys: readonly string[];
}

/** The write that destroys attachments with their keys, each with its line in the log of what was destroyed. */
export async function destroyAttachments(
  { attachments, keys, clock }: Pick<PhotoPorts, "attachments" | "keys" | "clock">,
  caller: Caller,
  {
    study,
    listed,
    reason,
  }: { readonly study: string; readonly listed: readonly ListedAttachment[]; readonly reason: string },
): Promise<Destruction> {
  const subjects = new Set(listed.map(({ id }) => attachmentKeySubject(id)));
  const standing = (await keys.list(study)).filter(({ subject, stands }) => stands && subjects.has(subject));
  const at = clock.now();
  const hashes = new Map<ErasedRecords["kind"], string[]>();
  const writes: Write[] = [];
  for (const one of listed) {
    const sha256 = await hashOfAttachment({ attachments }, study, one);
    hashes.set(recordOf[one.kind], [...(hashes.get(recordOf[one.kind]) ?? []), sha256]);
    const line = { attachment: one.id, sha256, bytes: one.bytes, dueOn: dayOf(at), reason, actor: caller.id, at };
    writes.push(...purgeWrites({ attachments, keys }, study, line));
  }
  return {
    writes,
    erased: [...hashes].map(([kind, sha256]) => ({ kind, count: sha256.length, sha256: sha256.sort() })),
    keys: standing.map(({ id }) => id),
  };
}

/**
 * What an erasure comes to; null where somebody else destroyed an attachment or a respondent withdrew a response meanwhile:
 * what is left is another erasure.
 */
export async function unlessGoneMeanwhile<Result>(erasure: Promise<Result>): Promise<Result | null> {
  return erasure.catch((error: unknown) => {
    if (error instanceof StorageConflict && goneMeanwhile.includes(error.table)) return null;
    throw error;
  });
}

const goneMeanwhile = ["attachment_purges", "response_log"];
