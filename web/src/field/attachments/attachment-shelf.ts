import {
  type AttachmentMeta,
  chunkContextOf,
  metaContextOf,
  openBytes,
  openText,
  sealText,
} from "@diaoyan/api/contract/rescue";
import { startHash } from "@diaoyan/instruments";
import type { RecoveryKey, Vault, WrappedRecordKey } from "../vault/vault.ts";
import type { AttachmentRow, AttachmentRows } from "./attachment-rows.ts";
import { type AttachmentState, freshState, wakeState } from "./attachment-state.ts";
import { openPartWriter, type PartWriter } from "./recording-writer.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** An attachment on this device. */
export interface HeldAttachment {
  readonly id: string;
  readonly study: string;
  readonly meta: AttachmentMeta;
  readonly state: AttachmentState;
  /** The key as the server gets it. */
  readonly wrappedKey: Bytes;
  readonly recoveryKey: string;
}

/** The attachments of an unlocked vault. */
export interface AttachmentShelf {
  list(): readonly HeldAttachment[];
  ofSession(session: string): readonly HeldAttachment[];
  get(id: string): HeldAttachment | undefined;
  /** Ids of those that do not open: good for a rescue file, nothing else. */
  damaged(): readonly string[];
  /** Begins one; its bytes follow through the writer. */
  begin(study: string, id: string, meta: AttachmentMeta): Promise<PartWriter>;
  /** Ends one: hashes the whole and lets it wait for the server. One without a byte is removed. */
  end(id: string, writer: PartWriter): Promise<void>;
  /** Ends what nobody writes to any more: left by a killed page, or by a device without room. What still finds no room stays. */
  recover(): Promise<void>;
  update(id: string, change: (state: AttachmentState) => AttachmentState): Promise<void>;
  /** Puts all of a session to another one. */
  move(from: string, to: string): Promise<void>;
  readChunk(id: string, position: number): Promise<Bytes | undefined>;
  /** The whole as the person made it, for looking at or listening to on this device. */
  read(id: string): Promise<Blob | undefined>;
  remove(id: string): Promise<void>;
  subscribe(listener: () => void): () => void;
}

interface ShelfParts {
  readonly rows: AttachmentRows;
  readonly vault: Vault;
  readonly recoveryOf: (study: string) => RecoveryKey | undefined;
  readonly onCount: (unsent: number) => void;
}

interface Kept {
  readonly held: HeldAttachment;
  readonly keys: WrappedRecordKey;
}

const stateContextOf = (study: string, id: string) => `${metaContextOf(study, id)}:state`;

/** Loads what a vault holds of attachments. */
export async function openAttachmentShelf({ rows, vault, recoveryOf, onCount }: ShelfParts): Promise<AttachmentShelf> {
  const kept = new Map<string, Kept>();
  const damaged: string[] = [];
  /** Those this page is writing. */
  const writing = new Set<string>();
  const listeners = new Set<() => void>();
  for (const row of await rows.listAttachments(vault.id)) {
    const loaded = await load(vault, row);
    if (loaded === undefined) damaged.push(row.attachment);
    else kept.set(row.attachment, loaded);
  }

  function tell(): void {
    const unsent = [...kept.values()].filter(({ held }) => held.state.phase !== "received").length;
    onCount(unsent + damaged.length);
    for (const listener of listeners) listener();
  }

  async function write({ held, keys }: Kept): Promise<void> {
    const { id, study, meta, state } = held;
    const { byPassphrase, byRecovery, recoveryKey } = keys;
    await rows.putAttachment({
      ...{ vault: vault.id, attachment: id, study, recoveryKey, byPassphrase, byRecovery },
      meta: await sealText(keys.key, JSON.stringify(meta), metaContextOf(study, id)),
      state: await sealText(keys.key, JSON.stringify(state), stateContextOf(study, id)),
    });
    kept.set(id, { held, keys });
    tell();
  }

  let turn: Promise<unknown> = Promise.resolve();

  /** One change after the other, each of what the one before left. */
  function change(id: string, next: (held: HeldAttachment) => Partial<HeldAttachment>): Promise<void> {
    const work = async () => {
      const standing = kept.get(id);
      if (standing !== undefined) await write({ ...standing, held: { ...standing.held, ...next(standing.held) } });
    };
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  const writerOf = ({ held: { id, study }, keys: { key } }: Kept) =>
    openPartWriter({ rows, vault: vault.id, study, attachment: id, key });

  async function openChunk({ held: { id, study }, keys: { key } }: Kept, position: number): Promise<Bytes | undefined> {
    const part = await rows.findChunk(vault.id, id, position);
    return part && openBytes(key, part.sealed, chunkContextOf(study, id, position));
  }

  /** Length and hash of what stands, whether it was closed now or before the page was killed. */
  async function measureWhole(one: Kept): Promise<{ readonly bytes: number; readonly sha256: string }> {
    const hash = startHash();
    let bytes = 0;
    for (let position = 0; ; position += 1) {
      const chunk = await openChunk(one, position);
      if (chunk === undefined) return { bytes, sha256: hash.end() };
      hash.add(chunk);
      bytes += chunk.length;
    }
  }

  async function end(id: string, writer: PartWriter): Promise<void> {
    try {
      const seconds = await writer.close();
      const one = kept.get(id);
      if (one === undefined) return;
      const whole = await measureWhole(one);
      if (whole.bytes === 0) return await remove(id);
      const length = one.held.meta.kind === "录音" ? Math.round(seconds * 10) / 10 : null;
      await change(id, ({ meta }) => ({
        meta: { ...meta, ...whole, seconds: length },
        state: freshState("waiting"),
      }));
    } finally {
      writing.delete(id);
    }
  }

  async function remove(id: string): Promise<void> {
    await rows.removeAttachment(vault.id, id);
    kept.delete(id);
    writing.delete(id);
    const at = damaged.indexOf(id);
    if (at >= 0) damaged.splice(at, 1);
    tell();
  }

  tell();
  return {
    list: () => [...kept.values()].map(({ held }) => held),
    ofSession: (session) => [...kept.values()].map(({ held }) => held).filter(({ meta }) => meta.session === session),
    get: (id) => kept.get(id)?.held,
    damaged: () => damaged,
    begin: async (study, id, meta) => {
      const keys = await vault.wrapNewKey(study, id, recoveryOf(study));
      const { byRecovery: wrappedKey, recoveryKey } = keys;
      const one = { held: { id, study, meta, state: freshState("recording"), wrappedKey, recoveryKey }, keys };
      writing.add(id);
      try {
        await write(one);
        return await writerOf(one);
      } catch (error) {
        writing.delete(id);
        throw error;
      }
    },
    end,
    recover: async () => {
      for (const one of [...kept.values()]) {
        const { id, state } = one.held;
        if (state.phase !== "recording" || writing.has(id)) continue;
        writing.add(id);
        await writerOf(one)
          .then((writer) => end(id, writer))
          .catch(() => writing.delete(id));
      }
    },
    update: async (id, next) => {
      await change(id, ({ state }) => ({ state: next(state) }));
      // what the server has need not lie on a phone
      if (kept.get(id)?.held.state.phase === "received") await rows.removeParts(vault.id, id);
    },
    move: async (from, to) => {
      for (const { held } of [...kept.values()]) {
        if (held.meta.session === from) await change(held.id, ({ meta }) => ({ meta: { ...meta, session: to } }));
      }
    },
    readChunk: async (id, position) => (await rows.findChunk(vault.id, id, position))?.sealed,
    read: async (id) => {
      const one = kept.get(id);
      if (one === undefined || one.held.state.phase === "received") return undefined;
      const parts: Blob[] = [];
      for (let position = 0; ; position += 1) {
        const bytes = await openChunk(one, position);
        if (bytes === undefined) break;
        parts.push(new Blob([bytes]));
      }
      return new Blob(parts, { type: one.held.meta.media });
    },
    remove,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function load(vault: Vault, row: AttachmentRow): Promise<Kept | undefined> {
  const { attachment: id, study, byPassphrase, byRecovery, recoveryKey } = row;
  try {
    const key = await vault.unwrapKey(study, id, byPassphrase);
    const meta = JSON.parse(await openText(key, row.meta, metaContextOf(study, id))) as AttachmentMeta;
    const state = JSON.parse(await openText(key, row.state, stateContextOf(study, id))) as AttachmentState;
    const held = { id, study, meta, state: wakeState(state), wrappedKey: byRecovery, recoveryKey };
    return { held, keys: { key, byPassphrase, byRecovery, recoveryKey } };
  } catch {
    return undefined;
  }
}
