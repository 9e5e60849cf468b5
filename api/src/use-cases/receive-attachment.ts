import { hashBytes, type Role, startHash } from "@diaoyan/instruments";
import {
  chunkContextOf,
  contextOf,
  countChunks,
  exportRecordKey,
  fromBase64,
  openBytes,
  toBase64,
  unwrapByRecovery,
} from "../contract/rescue/index.ts";
import type { StoredAttachment, StoredChunk } from "../ports/attachment-store.ts";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { attachmentKeySubject, chunkKeyOf, sealedLengthOf } from "./attachment-place.ts";
import { openRecoveryKey } from "./recovery-key.ts";

type ReceivePorts = Pick<Ports, "attachments" | "sessions" | "journal" | "clock" | "recoveryKeys" | "keys" | "blobs">;

/** Who asks for which attachment. */
export interface AttachmentCall {
  readonly study: string;
  readonly id: string;
  readonly caller: Caller;
  readonly role: Role;
}

/** An attachment somebody may send or open: their own, or any for researchers and leads. Throws `attachment.notYours`. */
export async function findPermitted(
  { attachments }: Pick<Ports, "attachments">,
  { study, id, caller, role }: AttachmentCall,
): Promise<StoredAttachment> {
  const attachment = found(await attachments.find(study, id), "attachment.notFound", id);
  if (attachment.owner === caller.id || role === "lead" || role === "researcher") return attachment;
  throw problem("attachment.notYours", `attachment ${id} was made by somebody else`, {
    remedy: "ask a researcher or lead of the study",
  });
}

/**
 * Stores a sealed chunk; one that stands already is not stored again. Throws `attachment.chunkDamaged` where bytes and hash
 * or length do not belong together, and `attachment.conflict` where another chunk stands in its place.
 */
export async function receiveChunk(
  ports: ReceivePorts,
  call: AttachmentCall,
  chunk: { readonly position: number; readonly sha256: string; readonly bytes: Uint8Array },
): Promise<void> {
  const { study, id } = call;
  const { position, sha256, bytes } = chunk;
  const attachment = await findPermitted(ports, call);
  if (attachment.purgedAt !== null) throw purged(id);
  if (attachment.finishedAt !== null) return;
  const expected = sealedLengthOf(attachment.bytes, position);
  if (bytes.length !== expected || hashBytes(bytes) !== sha256) {
    throw problem(
      "attachment.chunkDamaged",
      `chunk ${position}: expected ${expected ?? 0} bytes with the hash ${sha256.slice(0, 8)}…, got ${bytes.length} bytes`,
      { remedy: "send the chunk again" },
    );
  }
  const standing = (await ports.attachments.listChunks(study, id)).find((one) => one.position === position);
  if (standing?.sha256 === sha256) return;
  if (standing !== undefined) {
    throw problem("attachment.conflict", `chunk ${position} of attachment ${id}: another one stands here`, {
      remedy: "send the whole under an id of its own",
    });
  }
  await ports.blobs.put(chunkKeyOf(study, id, position), bytes);
  await ports.journal.commitUnlogged([
    ports.attachments.addChunk(study, id, { position, sha256, bytes: bytes.length }),
  ]);
}

function purged(id: string) {
  return problem("attachment.purged", `attachment ${id} was destroyed`, {
    remedy: "see the purge log of the study; nothing needs to be sent",
  });
}

/** The server's word that the whole stands. */
export interface AttachmentReceipt {
  readonly marker: "diaoyan-stored";
  readonly attachment: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly session: "stands" | "missing";
}

/**
 * Opens every chunk, one at a time, holds the whole against its hash, and keeps its key under a key of its own. The same
 * again answers the same. Throws `attachment.incomplete` where chunks are missing, and `attachment.damaged` where one does
 * not open or the hash is another; a chunk that does not open is dropped so that it can be sent again.
 */
export async function finishAttachment(ports: ReceivePorts, call: AttachmentCall): Promise<AttachmentReceipt> {
  const { study, id, caller } = call;
  const attachment = await findPermitted(ports, call);
  if (attachment.purgedAt !== null) throw purged(id);
  if (attachment.finishedAt !== null) return receiptOf(ports, study, attachment, attachment.sha256 ?? "");
  const chunks = await ports.attachments.listChunks(study, id);
  refuseGaps(attachment, chunks);
  const key = await unwrapKey(ports, study, attachment);
  const sha256 = await hashWhole(ports, { study, attachment, chunks, key });
  const keyText = toBase64(await exportRecordKey(key));
  try {
    const { sealed, write } = await ports.keys.sealPersonal(study, attachmentKeySubject(id), keyText);
    const finish = ports.attachments.finish(study, id, { sha256, sealedKey: sealed, at: ports.clock.now() });
    await ports.journal.commit(study, { actor: caller.id, action: "attachment.store", subject: id }, [write, finish]);
  } catch (error) {
    // the same finish came twice and the other one was faster
    if (!(error instanceof StorageConflict)) throw error;
  }
  return receiptOf(ports, study, attachment, sha256);
}

async function receiptOf(
  { sessions }: ReceivePorts,
  study: string,
  { id, bytes, session }: StoredAttachment,
  sha256: string,
): Promise<AttachmentReceipt> {
  const stands = (await sessions.find(study, session)) !== undefined;
  return { marker: "diaoyan-stored", attachment: id, bytes, sha256, session: stands ? "stands" : "missing" };
}

function refuseGaps({ id, bytes }: StoredAttachment, chunks: readonly StoredChunk[]): void {
  const here = new Set(chunks.map(({ position }) => position));
  const missing = Array.from({ length: countChunks(bytes) }, (_, at) => at).filter((at) => !here.has(at));
  if (missing.length === 0) return;
  throw problem(
    "attachment.incomplete",
    `attachment ${id}: ${missing.length} of ${countChunks(bytes)} chunks have not come, the first is ${missing[0]}`,
    { remedy: "ask which chunks stand, send the others, and finish again" },
  );
}

async function unwrapKey(ports: ReceivePorts, study: string, { id, wrappedKey }: StoredAttachment): Promise<CryptoKey> {
  const recovery = found(await ports.recoveryKeys.find(study), "rescue.invalid", id);
  try {
    return await unwrapByRecovery(await openRecoveryKey(ports, recovery), fromBase64(wrappedKey), contextOf(study, id));
  } catch {
    throw problem("attachment.damaged", `attachment ${id}: its key does not open by the recovery key of this study`, {
      remedy: "write a rescue file on the device and keep it; ask who runs the server",
    });
  }
}

interface Whole {
  readonly study: string;
  readonly attachment: StoredAttachment;
  readonly chunks: readonly StoredChunk[];
  readonly key: CryptoKey;
}

async function hashWhole(ports: ReceivePorts, { study, attachment, chunks, key }: Whole): Promise<string> {
  const { id } = attachment;
  const hash = startHash();
  for (const chunk of chunks) {
    const opened = await openStored(ports, { study, id, chunk, key });
    if (opened === undefined) {
      await ports.journal.commitUnlogged([ports.attachments.dropChunk(study, id, chunk.position)]);
      throw problem("attachment.damaged", `attachment ${id}: chunk ${chunk.position} does not open`, {
        errors: [{ code: "attachment.damaged", place: String(chunk.position), message: "send this chunk again" }],
        remedy: "send the chunk again and finish again",
      });
    }
    hash.add(opened);
  }
  const sha256 = hash.end();
  if (attachment.sha256 === null || attachment.sha256 === sha256) return sha256;
  throw problem("attachment.damaged", `attachment ${id}: expected the hash ${attachment.sha256}, got ${sha256}`, {
    remedy: "write a rescue file on the device and keep it; the device's copy is not what it was",
  });
}

async function openStored(
  { blobs }: ReceivePorts,
  {
    study,
    id,
    chunk,
    key,
  }: { readonly study: string; readonly id: string; readonly chunk: StoredChunk; readonly key: CryptoKey },
): Promise<Uint8Array | undefined> {
  const sealed = await blobs.get(chunkKeyOf(study, id, chunk.position));
  if (sealed === undefined || hashBytes(sealed) !== chunk.sha256) return undefined;
  try {
    return await openBytes(key, new Uint8Array(sealed), chunkContextOf(study, id, chunk.position));
  } catch {
    return undefined;
  }
}
