import { hashBytes } from "@diaoyan/instruments";
import {
  type AttachmentMeta,
  chunkBytes,
  chunkContextOf,
  contextOf,
  importRecoveryPublicKey,
  makeRecordKey,
  metaContextOf,
  pieceContextOf,
  sealBytes,
  sealText,
  toBase64,
  wrapForRecovery,
} from "../src/contract/rescue/index.ts";

/** The study's recovery key as a device has it. */
export interface DeviceRecovery {
  readonly id: string;
  readonly publicKey: string;
}

/** Bytes that no run of equal bytes lets pass by chance. */
export function someBytes(length: number, seed = 7): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 16;
  }
  return bytes;
}

/** A recording of ten minutes, as far as its description goes. 模拟数据 */
export function describeRecording(session: string, changes: Partial<AttachmentMeta> = {}) {
  return {
    session,
    note: null,
    kind: "录音" as const,
    name: "录音-20261012-0930.webm",
    media: "audio/webm;codecs=opus",
    recordedAt: "2026-10-12T01:30:00.000Z",
    startsAt: 0,
    seconds: 600,
    ...changes,
  };
}

/** Seals bytes as an interviewer's device does: `announced` begins the upload, `chunks` are sent. */
export async function sealAttachment(
  {
    study,
    session,
    recovery,
    bytes,
  }: { study: string; session: string; recovery: DeviceRecovery; bytes: Uint8Array<ArrayBuffer> },
  changes: Partial<AttachmentMeta> = {},
) {
  const id = crypto.randomUUID();
  const key = await makeRecordKey();
  const publicKey = await importRecoveryPublicKey(recovery.publicKey);
  const wrappedKey = toBase64(await wrapForRecovery(publicKey, key, contextOf(study, id)));
  const chunks: { readonly position: number; readonly sha256: string; readonly bytes: Uint8Array<ArrayBuffer> }[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const position = at / chunkBytes;
    const sealed = await sealBytes(key, bytes.slice(at, at + chunkBytes), chunkContextOf(study, id, position));
    chunks.push({ position, sha256: hashBytes(sealed), bytes: sealed });
  }
  const described = describeRecording(session, changes);
  const { owner: _, ...plain } = { owner: "", ...described };
  const announced = {
    ...plain,
    bytes: bytes.length,
    sha256: hashBytes(bytes) as string,
    recoveryKey: recovery.id,
    wrappedKey,
  };
  /** The same as a rescue file carries it; a `tail` is what did not fill a chunk when the device broke off. */
  const rescued = async (owner: string, tail: readonly Uint8Array<ArrayBuffer>[] = []) => {
    const whole = tail.length === 0;
    const meta = {
      ...described,
      owner,
      bytes: whole ? bytes.length : null,
      sha256: whole ? hashBytes(bytes) : null,
    };
    const pieces = await Promise.all(
      tail.map(async (piece, position) => toBase64(await sealBytes(key, piece, pieceContextOf(study, id, position)))),
    );
    const sealed = toBase64(await sealText(key, JSON.stringify(meta), metaContextOf(study, id)));
    return { recoveryKey: recovery.id, wrappedKey, sealed, chunks: chunks.length, pieces };
  };
  return { id, announced, chunks, rescued };
}
