import { contextOf } from "./record-seal.ts";

/** What an attachment of a session is. */
export const attachmentKinds = ["录音", "现场照片", "签到表", "同意书", "材料"] as const;
/** One of these kinds. */
export type AttachmentKind = (typeof attachmentKinds)[number];

/*
 * an attachment ── one random AES-256-GCM key of its own, wrapped as a record's key is
 *   ├ what it is (`AttachmentMeta`), sealed
 *   └ its bytes in chunks of `chunkBytes`, the last may be shorter, each sealed and bound to its position
 */

/** Unsealed bytes of every chunk but the last: 256 KiB pass within half a minute at 9 kB/s. */
export const chunkBytes = 262_144;
/** What sealing adds to a chunk: nonce and tag. */
export const sealBytesAdded = 28;

/** What an attachment is, sealed with its key on the device. Never names or words of a person. */
export interface AttachmentMeta {
  readonly session: string;
  /** Row of notes it belongs to. */
  readonly note: string | null;
  readonly kind: AttachmentKind;
  readonly name: string;
  readonly media: string;
  readonly recordedAt: string;
  /** Seconds on the session's clock at which a recording began. */
  readonly startsAt: number | null;
  /** Length of a recording. */
  readonly seconds: number | null;
  /** Account that made it. */
  readonly owner: string;
  /** Null while it is being recorded, and where the device broke off. */
  readonly bytes: number | null;
  readonly sha256: string | null;
}

/** Chunks of so many bytes. */
export function countChunks(bytes: number): number {
  return Math.ceil(bytes / chunkBytes);
}

/** What the description of an attachment is bound to. */
export function metaContextOf(study: string, attachment: string): string {
  return `${contextOf(study, attachment)}:meta`;
}

/** What a chunk is bound to: one moved to another place does not open. */
export function chunkContextOf(study: string, attachment: string, position: number): string {
  return `${contextOf(study, attachment)}:chunk:${position}`;
}

/** A piece of a recording that does not fill a chunk yet. */
export function pieceContextOf(study: string, attachment: string, position: number): string {
  return `${contextOf(study, attachment)}:piece:${position}`;
}
