import { startHash } from "@diaoyan/instruments";
import type { PurgeLine } from "../contract/index.ts";
import type { ListedAttachment, Purge } from "../ports/attachment-store.ts";
import { dayOf } from "../ports/clock.ts";
import { StorageConflict, type Write } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import { attachmentKeySubject, chunkKeyOf } from "./attachment-place.ts";
import { listPurges, type RecordingPorts, readRetention } from "./recordings.ts";

type PurgePorts = RecordingPorts & Pick<Ports, "keys" | "blobs">;

/** What is to be destroyed: recordings that are due, or the named ones. */
export interface PurgeOrder {
  readonly study: string;
  readonly attachments?: readonly string[] | undefined;
  readonly reason: string;
}

/** The recordings an order would destroy. Throws `attachment.notFound` for a name that is none of a recording here. */
export async function listDue(
  ports: RecordingPorts,
  { study, attachments }: PurgeOrder,
): Promise<readonly ListedAttachment[]> {
  const { until } = await readRetention(ports, study);
  const standing = (await ports.attachments.list(study)).filter(({ purgedAt }) => purgedAt === null);
  if (attachments === undefined) {
    return until < dayOf(ports.clock.now()) ? standing.filter(({ kind }) => kind === "录音") : [];
  }
  return attachments.map((id) => {
    const one = standing.find((listed) => listed.id === id);
    if (one !== undefined) return one;
    throw problem("attachment.notFound", `no attachment "${id}" stands here`, {
      remedy: "load the list again; it may be destroyed already",
    });
  });
}

/**
 * Destroys recordings: the key and the line of the log in one write, then the bytes. What an interrupted run left of bytes
 * that no key opens any more is removed by the next. Answers the lines of the log that came into being.
 */
export async function purgeRecordings(ports: PurgePorts, caller: Caller, order: PurgeOrder): Promise<PurgeLine[]> {
  const { study, reason } = order;
  const { until } = await readRetention(ports, study);
  const done = new Set<string>();
  for (const listed of await listDue(ports, order)) {
    const purge = {
      attachment: listed.id,
      sha256: await hashOfAttachment(ports, study, listed),
      bytes: listed.bytes,
      dueOn: until,
      reason,
      actor: caller.id,
      at: ports.clock.now(),
    };
    if (await destroyAttachment(ports, study, purge)) done.add(listed.id);
  }
  await removeLeftBytes(ports, study);
  return (await listPurges(ports, study)).filter(({ attachment }) => done.has(attachment));
}

/** SHA-256 of an attachment; of one that never came whole the hash over the hashes of its sealed chunks. */
export async function hashOfAttachment(
  { attachments }: Pick<PurgePorts, "attachments">,
  study: string,
  { id, sha256: whole }: Pick<ListedAttachment, "id" | "sha256">,
): Promise<string> {
  if (whole !== null) return whole;
  const hash = startHash();
  for (const { sha256 } of await attachments.listChunks(study, id)) hash.add(new TextEncoder().encode(sha256));
  return hash.end();
}

/** The writes that destroy an attachment: its line of the log, and its key with it. */
export function purgeWrites(
  { attachments, keys }: Pick<PurgePorts, "attachments" | "keys">,
  study: string,
  purge: Purge,
): readonly Write[] {
  return [attachments.purge(study, purge), keys.destroy(study, attachmentKeySubject(purge.attachment))];
}

/** Destroys one attachment with its line of the log; false where somebody else did meanwhile. */
async function destroyAttachment(
  ports: Pick<PurgePorts, "attachments" | "keys" | "journal">,
  study: string,
  purge: Purge,
): Promise<boolean> {
  const subject = `${purge.attachment} ${purge.sha256}`;
  try {
    const note = { actor: purge.actor, action: "recording.purge", subject };
    await ports.journal.commit(study, note, purgeWrites(ports, study, purge));
    return true;
  } catch (error) {
    // somebody else destroyed it meanwhile: their line stands
    if (error instanceof StorageConflict && error.table === "attachment_purges") return false;
    throw error;
  }
}

/** Removes bytes of destroyed attachments, which no key opens any more. */
export async function removeLeftBytes(
  { attachments, blobs, journal }: Pick<PurgePorts, "attachments" | "blobs" | "journal">,
  study: string,
): Promise<void> {
  for (const { id, purgedAt, received } of await attachments.list(study)) {
    if (purgedAt === null || received === 0) continue;
    for (const { position } of await attachments.listChunks(study, id))
      await blobs.remove(chunkKeyOf(study, id, position));
    await journal.commitUnlogged([attachments.dropChunks(study, id)]);
  }
  await journal.forgetPast();
}
