import { hashBytes, joinBytes } from "@diaoyan/instruments";
import { z } from "zod";
import {
  type AttachmentKind,
  type AttachmentMeta,
  attachmentKinds,
  chunkBytes,
  chunkContextOf,
  contextOf,
  countChunks,
  fromBase64,
  metaContextOf,
  openBytes,
  openText,
  pieceContextOf,
  sealBytes,
  unwrapByRecovery,
} from "../contract/rescue/index.ts";
import type { StoredAttachment } from "../ports/attachment-store.ts";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { chunkKeyOf } from "./attachment-place.ts";
import { openRecoveryKey } from "./recovery-key.ts";

type BeginPorts = Pick<Ports, "attachments" | "journal" | "clock" | "recoveryKeys" | "keys" | "blobs">;

const megabyte = 1_048_576;
/** Bytes an attachment may have. */
const mostBytes = { recording: 1_024 * megabyte, other: 32 * megabyte };
const recordingMedia = /^audio\/(webm|mp4|ogg|mpeg|wav|aac|x-m4a)(;[\w =",.;-]*)?$/;
const otherMedia = /^(image\/(jpeg|png|webp|heic|heif)|application\/pdf)$/;

/** An attachment as a device announces it. */
export interface AnnouncedAttachment extends Omit<AttachmentMeta, "bytes" | "owner"> {
  readonly bytes: number;
  readonly recoveryKey: string;
  readonly wrappedKey: string;
}

interface AttachmentPlace {
  readonly study: string;
  readonly id: string;
}

/** How far an upload is. */
export interface UploadState {
  readonly attachment: string;
  readonly chunks: number;
  /** Positions of the chunks that stand. */
  readonly stored: number[];
  readonly finished: boolean;
}

/**
 * Begins an upload, or answers how far it is. A session that is not here is no reason to refuse: what was recorded is kept
 * and waits for a session. Throws `attachment.media`, `attachment.tooLarge`, `attachment.conflict`, `rescue.invalid`.
 */
export async function beginAttachment(
  ports: BeginPorts,
  caller: Caller,
  { study, id, announced }: AttachmentPlace & { readonly announced: AnnouncedAttachment },
): Promise<UploadState> {
  const { recoveryKey, ...described } = announced;
  await checkRecoveryKey(ports, study, recoveryKey);
  return begin(ports, caller, study, { id, ...described, owner: caller.id });
}

async function checkRecoveryKey({ recoveryKeys }: BeginPorts, study: string, named: string) {
  const standing = found(await recoveryKeys.find(study), "rescue.invalid", named);
  if (standing.id === named) return standing;
  throw problem("rescue.invalid", `recoveryKey: this server holds ${standing.id}, the device names ${named}`, {
    remedy: "send it to the server the device worked with",
  });
}

type Described = Omit<StoredAttachment, "sealedKey" | "begunAt" | "finishedAt" | "purgedAt">;

async function begin(ports: BeginPorts, caller: Caller, study: string, given: Described): Promise<UploadState> {
  checkLimits(given);
  const standing = await ports.attachments.find(study, given.id);
  if (standing !== undefined) return resume(ports, study, standing, given);
  const fresh = { ...given, sealedKey: null, begunAt: ports.clock.now(), finishedAt: null, purgedAt: null };
  const note = { actor: caller.id, action: "attachment.begin", subject: given.id };
  try {
    await ports.journal.commit(study, note, [ports.attachments.add(study, fresh)]);
  } catch (error) {
    if (!(error instanceof StorageConflict && error.table === "attachments")) throw error;
    return resume(
      ports,
      study,
      found(await ports.attachments.find(study, given.id), "attachment.notFound", given.id),
      given,
    );
  }
  return { attachment: given.id, chunks: countChunks(given.bytes), stored: [], finished: false };
}

function checkLimits({ kind, media, bytes }: Described): void {
  const isRecording = kind === "录音";
  if (!(isRecording ? recordingMedia : otherMedia).test(media)) {
    throw problem(
      "attachment.media",
      `media: ${kind} is accepted as ${isRecording ? "audio" : "picture or PDF"}, got ${media}`,
      {
        remedy: "save it in a common format, such as JPEG, PDF, WebM or M4A, and add that",
      },
    );
  }
  const most = isRecording ? mostBytes.recording : mostBytes.other;
  if (bytes <= most) return;
  throw problem("attachment.tooLarge", `bytes: at most ${most} are accepted for ${kind}, got ${bytes}`, {
    remedy: "cut the recording into parts, or make the picture smaller",
  });
}

/** The same content goes on; another under the same id is refused. */
async function resume(
  { attachments }: BeginPorts,
  study: string,
  standing: StoredAttachment,
  given: Described,
): Promise<UploadState> {
  const { id } = standing;
  const same =
    standing.bytes === given.bytes &&
    (standing.sha256 === null || given.sha256 === null || standing.sha256 === given.sha256) &&
    (standing.wrappedKey === "" || standing.wrappedKey === given.wrappedKey);
  if (!same) {
    throw problem(
      "attachment.conflict",
      `attachment ${id}: ${standing.bytes} other bytes stand here, ${given.bytes} came`,
      {
        remedy: "send it under an id of its own",
      },
    );
  }
  const chunks = await attachments.listChunks(study, id);
  return {
    attachment: id,
    chunks: countChunks(standing.bytes),
    stored: chunks.map(({ position }) => position),
    finished: standing.finishedAt !== null,
  };
}

const metaShape = z.object({
  session: z.uuid(),
  note: z.string().max(100).nullable(),
  kind: z.enum(attachmentKinds),
  name: z.string().min(1).max(200),
  media: z.string().max(100),
  recordedAt: z.iso.datetime(),
  startsAt: z.number().min(0).nullable(),
  seconds: z.number().min(0).nullable(),
  owner: z.string().min(1).max(100),
  bytes: z.number().int().min(1).nullable(),
  sha256: z.string().nullable(),
});

/** An attachment as it lies in a rescue file; texts are base64. */
export interface RescuedAttachment {
  readonly recoveryKey: string;
  readonly wrappedKey: string;
  readonly sealed: string;
  /** Whole chunks that follow in the file. */
  readonly chunks: number;
  /** Pieces of a recording that broke off before they filled a chunk. */
  readonly pieces: readonly string[];
}

/**
 * Begins an attachment of a rescue file: the server opens what it is by the recovery key. What a killed device had not yet
 * put into a chunk becomes the last chunk here. Throws `rescue.invalid` where it does not open, else as `beginAttachment`.
 */
export async function beginRescuedAttachment(
  ports: BeginPorts,
  caller: Caller,
  { study, id, rescued }: AttachmentPlace & { readonly rescued: RescuedAttachment },
): Promise<UploadState> {
  const standingKey = await checkRecoveryKey(ports, study, rescued.recoveryKey);
  const recovery = await openRecoveryKey(ports, standingKey);
  const { key, meta, tail } = await openRescued(recovery, study, id, rescued);
  const bytes = meta.bytes ?? rescued.chunks * chunkBytes + tail.length;
  const { session, note, name, media, recordedAt, startsAt, seconds, owner, sha256 } = meta;
  const kind: AttachmentKind = meta.kind;
  const described = { id, session, note, kind, name, media, recordedAt, startsAt, seconds, owner, sha256, bytes };
  const state = await begin(ports, caller, study, { ...described, wrappedKey: rescued.wrappedKey });
  if (tail.length === 0 || state.finished || state.stored.includes(rescued.chunks)) return state;
  const sealed = await sealBytes(key, tail, chunkContextOf(study, id, rescued.chunks));
  await ports.blobs.put(chunkKeyOf(study, id, rescued.chunks), sealed);
  const chunk = { position: rescued.chunks, sha256: hashBytes(sealed), bytes: sealed.length };
  await ports.journal.commitUnlogged([ports.attachments.addChunk(study, id, chunk)]);
  return { ...state, stored: [...state.stored, rescued.chunks] };
}

async function openRescued(recovery: CryptoKey, study: string, id: string, rescued: RescuedAttachment) {
  try {
    const key = await unwrapByRecovery(recovery, fromBase64(rescued.wrappedKey), contextOf(study, id));
    const meta = metaShape.parse(JSON.parse(await openText(key, fromBase64(rescued.sealed), metaContextOf(study, id))));
    const pieces: Uint8Array[] = [];
    for (const [position, piece] of rescued.pieces.entries()) {
      pieces.push(await openBytes(key, fromBase64(piece), pieceContextOf(study, id, position)));
    }
    return { key, meta, tail: joinBytes(pieces) };
  } catch {
    throw problem("rescue.invalid", `attachment ${id}: it does not open; it was damaged or belongs to another study`, {
      remedy: "choose the file that the interviewer's page wrote, unchanged, in the study it belongs to",
    });
  }
}
