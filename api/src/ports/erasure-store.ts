import type { Write } from "./journal.ts";

/** What an erasure took away: how many of a kind, and the SHA-256 of each sealed record where there was one. */
export interface ErasedRecords {
  readonly kind: "contact" | "roster" | "invitation" | "response" | "photo" | "recording" | "document" | "unit";
  readonly count: number;
  readonly sha256: readonly string[];
}

/** A certificate of erasure: names nobody but who erased. `hash` is over all the rest and stands in the audit log. */
export interface ErasureCertificate {
  readonly format: "diaoyan-erasure";
  readonly formatVersion: 1;
  readonly id: string;
  readonly study: string;
  readonly scope: "person" | "study";
  /** Person code; empty for a study, `contacts` where its names and contacts alone were due. */
  readonly subject: string;
  readonly at: string;
  readonly actor: string;
  readonly reason: string;
  readonly erased: readonly ErasedRecords[];
  /** Ids of the keys that were destroyed. */
  readonly keys: readonly string[];
  readonly hash: string;
}

export interface ErasureStore {
  add(certificate: ErasureCertificate): Write;
  /** The newest first. */
  list(study: string): Promise<readonly ErasureCertificate[]>;
}
