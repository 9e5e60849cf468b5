import type { AttachmentKind } from "../contract/rescue/index.ts";
import type { Write } from "./journal.ts";

/** A photo, recording or document of a session as it stands; its bytes lie chunk by chunk in the blob store. */
export interface StoredAttachment {
  readonly id: string;
  /** Session it was made in; may be one that is not here (any more). */
  readonly session: string;
  readonly note: string | null;
  readonly kind: AttachmentKind;
  readonly name: string;
  readonly media: string;
  /** Of the whole, unsealed. */
  readonly bytes: number;
  /** Of the whole, unsealed; null while a device that broke off could not tell and not all has come. */
  readonly sha256: string | null;
  readonly seconds: number | null;
  /** Seconds on the session's clock at which a recording began. */
  readonly startsAt: number | null;
  readonly recordedAt: string;
  /** Account that made it. */
  readonly owner: string;
  /** Its key, wrapped by the recovery key; empty once all has come. */
  readonly wrappedKey: string;
  /**
   * Its key, sealed under a key of its own; null until all has come (photos of cases have it from their beginning),
   * and again when it was destroyed.
   */
  readonly sealedKey: string | null;
  readonly begunAt: string;
  readonly finishedAt: string | null;
  readonly purgedAt: string | null;
}

/** An attachment with how much of it has come, and whether its session is here. */
export interface ListedAttachment extends StoredAttachment {
  readonly received: number;
  readonly sessionStands: boolean;
}

/** A sealed chunk that stands in the blob store. */
export interface StoredChunk {
  readonly position: number;
  readonly sha256: string;
  readonly bytes: number;
}

/** How long recordings are kept, as a lead set it. */
export interface SetRetention {
  readonly until: string;
  readonly reason: string;
  readonly setBy: string;
  readonly setAt: string;
}

/** A line of the purge log. */
export interface Purge {
  readonly attachment: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly dueOn: string;
  readonly reason: string;
  readonly actor: string;
  readonly at: string;
}

export interface AttachmentStore {
  find(study: string, id: string): Promise<StoredAttachment | undefined>;
  /** By time of recording; those of one session, or all. */
  list(study: string, session?: string): Promise<readonly ListedAttachment[]>;
  /** A second one of the same id conflicts in `attachments`. */
  add(study: string, attachment: StoredAttachment): Write;
  /** In order of position. */
  listChunks(study: string, id: string): Promise<readonly StoredChunk[]>;
  /** A chunk that stands already is left as it is. */
  addChunk(study: string, id: string, chunk: StoredChunk): Write;
  dropChunk(study: string, id: string, position: number): Write;
  dropChunks(study: string, id: string): Write;
  /** Keeps the key of one that has none yet. */
  keepKey(study: string, id: string, sealedKey: string): Write;
  finish(
    study: string,
    id: string,
    whole: { readonly sha256: string; readonly sealedKey: string; readonly at: string },
  ): Write;
  /** Puts it to another session. */
  assign(study: string, id: string, session: string): Write;
  /** Forgets the keys and enters the log; a second purge conflicts in `attachment_purges`. */
  purge(study: string, purge: Purge): Write;
  listPurges(study: string): Promise<readonly Purge[]>;
  findRetention(study: string): Promise<SetRetention | undefined>;
  setRetention(study: string, retention: SetRetention): Write;
}
