import type { Write } from "./journal.ts";

export type KeyPurpose = "receipts" | "personal" | "person";

/** A data key as it stands in the database; `wrapped` is null when the key was destroyed. */
export interface WrappedKey {
  readonly id: string;
  readonly study: string;
  readonly purpose: KeyPurpose;
  /** Person code for `person` keys, else empty. */
  readonly subject: string;
  readonly wrapped: string | null;
}

export interface KeyStore {
  find(study: string, purpose: KeyPurpose, subject: string): Promise<WrappedKey | undefined>;
  /** Keys of people, by person code. */
  findPeople(study: string, people: readonly string[]): Promise<ReadonlyMap<string, WrappedKey>>;
  /** All keys of a study, destroyed ones too. */
  list(study: string): Promise<readonly WrappedKey[]>;
  /** Destroys every key of a study but the one behind its receipts. */
  destroyPersonal(study: string, at: string): Write;
  /** Keys of studies, which the master key wraps; those of people are wrapped by their study's. */
  listUnderMaster(): Promise<readonly WrappedKey[]>;
  rewrap(id: string, wrapped: string): Write;
  add(keys: readonly WrappedKey[], at: string): Write;
  /** Destroys the keys of a person, or with `subject` null every key of the study. */
  destroy(study: string, subject: string | null, at: string): Write;
}

/** Sealed names and contacts by person code. */
export interface PersonalStore {
  find(study: string, person: string): Promise<string | undefined>;
  list(study: string): Promise<ReadonlyMap<string, string>>;
  put(study: string, person: string, sealed: string, at: string): Write;
  /** Sealed texts by person code. */
  putAll(study: string, sealed: ReadonlyMap<string, string>, at: string): Write;
  remove(study: string, person: string): Write;
}

/** A study's recovery key pair as it stands in the database. */
export interface SealedRecoveryKey {
  readonly id: string;
  readonly study: string;
  /** SPKI, base64. */
  readonly publicKey: string;
  /** The private half, sealed under the study's `personal` key. */
  readonly sealed: string;
}

export interface RecoveryKeyStore {
  find(study: string): Promise<SealedRecoveryKey | undefined>;
  /** A second pair of a study conflicts in `recovery_keys`. */
  add(key: SealedRecoveryKey, at: string): Write;
}
