import type { ReportPicture } from "@diaoyan/exports";
import { hashBytes } from "@diaoyan/instruments";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import {
  chunkBytes,
  chunkContextOf,
  countChunks,
  exportRecordKey,
  fromBase64,
  importRecordKey,
  makeRecordKey,
  sealBytes,
  toBase64,
} from "../contract/rescue/index.ts";
import type { StoredAttachment } from "../ports/attachment-store.ts";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import { attachmentKeySubject, chunkKeyOf } from "./attachment-place.ts";
import { readCase } from "./cases.ts";

type PhotoPorts = Pick<Ports, "attachments" | "cases" | "journal" | "clock" | "keys" | "blobs">;

/** A photo somebody hands in for a case. */
export interface HandedPhoto {
  readonly study: string;
  readonly case: string;
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

const mostBytes = 12 * 1024 * 1024;

/**
 * Keeps a photo for a case, sealed under a key of its own, with the session the case was drafted from. What the camera noted
 * of place, time, owner and device is taken out before anything is stored; how it is turned stays. The same again changes
 * nothing; of two that come at once, to one process or to two, both write the same bytes under the same key. Throws
 * `photo.invalid`, `attachment.conflict`.
 */
export async function addCasePhoto(ports: PhotoPorts, caller: Caller, given: HandedPhoto): Promise<void> {
  const { study, id, name } = given;
  const { session } = await readCase(ports, study, given.case);
  if (session === null) {
    throw problem("photo.invalid", "the case was drafted from no session, to which its photos would belong", {
      remedy: "draft the case from the session in which its person or unit was visited",
    });
  }
  const { media, bytes } = await readPhoto(given.bytes);
  const about = { id, session, note: null, kind: "现场照片" as const, name, media };
  const photo = { study, bytes, described: { ...about, bytes: bytes.length, sha256: hashBytes(bytes) } };
  const known = await findSame(ports, photo);
  const standing = isKeyless(known)
    ? ((await begin(ports, caller, photo, known)) ?? (await findSame(ports, photo)))
    : known;
  if (standing?.finishedAt === null && standing.purgedAt === null) await finish(ports, caller, photo, standing);
}

interface WholePhoto {
  readonly study: string;
  readonly bytes: Uint8Array;
  readonly described: Pick<StoredAttachment, "id" | "session" | "note" | "kind" | "name" | "media" | "bytes"> & {
    readonly sha256: string;
  };
}

async function findSame(
  { attachments }: PhotoPorts,
  { study, described }: WholePhoto,
): Promise<StoredAttachment | undefined> {
  const standing = await attachments.find(study, described.id);
  if (standing === undefined || standing.sha256 === described.sha256) return standing;
  throw problem("attachment.conflict", `attachment ${described.id}: another photo stands here`, {
    remedy: "send it under an id of its own",
  });
}

/** Not begun yet, or broken off in a version that kept the key only at the end. */
const isKeyless = (photo: StoredAttachment | undefined): boolean =>
  photo === undefined || (photo.sealedKey === null && photo.finishedAt === null && photo.purgedAt === null);

/** The row with its key first, so that whoever sends the same goes on with this key; undefined where another was faster. */
async function begin(
  { attachments, clock, journal, keys }: PhotoPorts,
  caller: Caller,
  { study, described }: WholePhoto,
  keyless: StoredAttachment | undefined,
): Promise<StoredAttachment | undefined> {
  const { id } = described;
  const keyText = toBase64(await exportRecordKey(await makeRecordKey()));
  const { sealed: sealedKey, write } = await keys.sealPersonal(study, attachmentKeySubject(id), keyText);
  const at = clock.now();
  const times = { seconds: null, startsAt: null, recordedAt: at, begunAt: at, finishedAt: null, purgedAt: null };
  const row = { ...(keyless ?? { ...described, ...times, owner: caller.id, wrappedKey: "" }), sealedKey };
  const keep = keyless === undefined ? attachments.add(study, row) : attachments.keepKey(study, id, sealedKey);
  try {
    await journal.commit(study, { actor: caller.id, action: "attachment.begin", subject: id }, [write, keep]);
    return row;
  } catch (error) {
    if (error instanceof StorageConflict) return undefined;
    throw error;
  }
}

async function finish(
  { attachments, blobs, clock, journal, keys }: PhotoPorts,
  caller: Caller,
  { study, described, bytes }: WholePhoto,
  { sealedKey }: StoredAttachment,
): Promise<void> {
  const { id } = described;
  const keyText = await keys.openPersonal(study, attachmentKeySubject(id), sealedKey ?? "");
  if (keyText === undefined) return;
  const parts = await sealParts(fromBase64(keyText), { study, id, bytes });
  const chunks = parts.map((part, position) => ({ position, sha256: hashBytes(part), bytes: part.length }));
  await journal.commitUnlogged(chunks.map((chunk) => attachments.addChunk(study, id, chunk)));
  for (const [position, part] of parts.entries()) await blobs.put(chunkKeyOf(study, id, position), part);
  const standing = await attachments.find(study, id);
  if (standing?.finishedAt !== null || standing.purgedAt !== null) return;
  await journal.commit(study, { actor: caller.id, action: "attachment.store", subject: id }, [
    attachments.finish(study, id, { sha256: described.sha256, sealedKey: sealedKey ?? "", at: clock.now() }),
  ]);
}

/** The same bytes under the same key are sealed to the same bytes: nonces are made of key, place and content. */
async function sealParts(
  keyBytes: Uint8Array<ArrayBuffer>,
  { study, id, bytes }: { readonly study: string; readonly id: string; readonly bytes: Uint8Array },
): Promise<Uint8Array[]> {
  const key = await importRecordKey(keyBytes);
  const parts: Uint8Array[] = [];
  for (let position = 0; position < countChunks(bytes.length); position += 1) {
    const part = new Uint8Array(bytes.subarray(position * chunkBytes, (position + 1) * chunkBytes));
    const context = chunkContextOf(study, id, position);
    const nonce = new Uint8Array(hmac(sha256, keyBytes, utf8ToBytes(`nonce ${context} ${hashBytes(part)}`)));
    parts.push(await sealBytes(key, part, context, nonce));
  }
  return parts;
}

async function readPhoto(bytes: Uint8Array): Promise<Pick<ReportPicture, "media" | "bytes">> {
  if (bytes.length > mostBytes) {
    throw problem("photo.invalid", `a photo has at most ${mostBytes} bytes, got ${bytes.length}`, {
      remedy: "make the picture smaller",
    });
  }
  const { readPicture, withTurn } = await import("@diaoyan/exports");
  const picture = readPicture(bytes);
  if (picture === null) {
    throw problem("photo.invalid", "the file is no whole JPEG or PNG", {
      remedy: "save it as JPEG or PNG and add that",
    });
  }
  return withTurn(picture);
}
