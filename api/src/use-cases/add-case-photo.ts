import type { ReportPicture } from "@diaoyan/exports";
import { hashBytes } from "@diaoyan/instruments";
import {
  chunkBytes,
  chunkContextOf,
  countChunks,
  exportRecordKey,
  makeRecordKey,
  sealBytes,
  toBase64,
} from "../contract/rescue/index.ts";
import { createQueue } from "../ports/create-queue.ts";
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

/** Of two that come at once only one writes bytes: each seals under a key of its own, and the row holds one. */
const queue = createQueue();

/**
 * Keeps a photo for a case, sealed under a key of its own, with the session the case was drafted from. What the camera noted
 * of place, time, owner and device is taken out before anything is stored; how it is turned stays. The same again changes
 * nothing. Throws `photo.invalid`, `attachment.conflict`.
 */
export async function addCasePhoto(ports: PhotoPorts, caller: Caller, given: HandedPhoto): Promise<void> {
  await queue(`${given.study} ${given.id}`, () => keepPhoto(ports, caller, given));
}

async function keepPhoto(ports: PhotoPorts, caller: Caller, given: HandedPhoto): Promise<void> {
  const { study, id, name } = given;
  const { session } = await readCase(ports, study, given.case);
  if (session === null) {
    throw problem("photo.invalid", "the case was drafted from no session, to which its photos would belong", {
      remedy: "draft the case from the session in which its person or unit was visited",
    });
  }
  const { media, bytes } = await readPhoto(given.bytes);
  const sha256 = hashBytes(bytes);
  const standing = await ports.attachments.find(study, id);
  if (standing !== undefined && standing.sha256 !== sha256) {
    throw problem("attachment.conflict", `attachment ${id}: another photo stands here`, {
      remedy: "send it under an id of its own",
    });
  }
  if (standing !== undefined && standing.finishedAt !== null) return;
  const at = ports.clock.now();
  const described = { id, session, note: null, kind: "现场照片" as const, name, media, bytes: bytes.length, sha256 };
  const times = { seconds: null, startsAt: null, recordedAt: at, begunAt: at, finishedAt: null, purgedAt: null };
  // the row first: of two that come to two processes at once the second is refused by it
  if (standing === undefined) {
    await ports.journal.commit(study, { actor: caller.id, action: "attachment.begin", subject: id }, [
      ports.attachments.add(study, { ...described, ...times, owner: caller.id, wrappedKey: "", sealedKey: null }),
    ]);
  }
  await storeSealed(ports, caller, { study, id, bytes, sha256 });
}

async function storeSealed(
  ports: PhotoPorts,
  caller: Caller,
  { study, id, bytes, sha256 }: Pick<HandedPhoto, "study" | "id" | "bytes"> & { readonly sha256: string },
): Promise<void> {
  const key = await makeRecordKey();
  const chunks: { position: number; sha256: string; bytes: number }[] = [];
  for (let position = 0; position < countChunks(bytes.length); position += 1) {
    const part = bytes.slice(position * chunkBytes, (position + 1) * chunkBytes);
    const sealed = await sealBytes(key, part, chunkContextOf(study, id, position));
    await ports.blobs.put(chunkKeyOf(study, id, position), sealed);
    chunks.push({ position, sha256: hashBytes(sealed), bytes: sealed.length });
  }
  const keyText = toBase64(await exportRecordKey(key));
  const { sealed, write } = await ports.keys.sealPersonal(study, attachmentKeySubject(id), keyText);
  await ports.journal.commit(study, { actor: caller.id, action: "attachment.store", subject: id }, [
    ...chunks.map((chunk) => ports.attachments.addChunk(study, id, chunk)),
    write,
    ports.attachments.finish(study, id, { sha256, sealedKey: sealed, at: ports.clock.now() }),
  ]);
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
