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

/** Bytes by key: a folder on Node, R2 on Workers. */
export interface BlobStore {
  put(key: string, bytes: Uint8Array): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  remove(key: string): Promise<void>;
}
