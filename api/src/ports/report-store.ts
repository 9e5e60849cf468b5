import type { Write } from "./journal.ts";

/** An outline with the name it is called by: its file name without `.md`. */
interface StoredOutline {
  readonly outline: string;
  readonly file: string;
  readonly markdown: string;
  /** 0 as the pack or a first report brought it. */
  readonly revision: number;
}

export interface BuildRecord {
  readonly id: string;
  readonly outline: string;
  readonly mode: "draft" | "final";
  readonly at: string;
  /** Hash of the snapshot it was built from. */
  readonly snapshot: string;
  readonly placeholders: number;
  readonly evidence: number;
  readonly files: readonly BlobRecord[];
}

/** A stored file: `key` is where its bytes lie in the blob store. */
export interface BlobRecord {
  readonly key: string;
  readonly subject: string;
  readonly name: string;
  readonly media: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface ReportStore {
  listOutlines(study: string): Promise<readonly StoredOutline[]>;
  findOutline(study: string, outline: string): Promise<StoredOutline | undefined>;
  putOutline(study: string, outline: StoredOutline, at: string): Write;
  listBuilds(study: string): Promise<readonly BuildRecord[]>;
  addBuild(study: string, build: BuildRecord): Write;
  findFile(study: string, outline: string, build: string, file: string): Promise<BlobRecord | undefined>;
}

/**
 * Bytes by key: a folder or an S3-compatible bucket on Node, R2 on Workers. Keys are plain paths (`checkBlobKey`); a blob
 * appears whole or not at all and is durable when `put` resolves; the last `put` of a key stands.
 */
export interface BlobStore {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Undefined where there is none; throws where the store cannot tell. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Removing what is not there is no failure. */
  remove(key: string): Promise<void>;
}
