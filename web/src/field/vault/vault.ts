import {
  contextOf,
  exportRecordKey,
  importRecordKey,
  importRecoveryPublicKey,
  makeRecordKey,
  openBytes,
  openText,
  type RescueRecord,
  sealBytes,
  sealText,
  toBase64,
  wrapForRecovery,
} from "@diaoyan/api/contract/rescue";
import type { FieldRecord } from "../model/field-record.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** An account's vault as it lies on the device. */
export interface VaultRow {
  readonly vault: string;
  readonly iterations: number;
  /** `VaultOwner` sealed under the key of the passphrase: opens only with the right one. */
  readonly owner: Bytes;
}

/** A record as it lies on the device; `record` and `study` are ids and say nothing by themselves. */
export interface RecordRow {
  readonly vault: string;
  readonly record: string;
  readonly study: string;
  readonly recoveryKey: string;
  readonly byPassphrase: Bytes;
  readonly byRecovery: Bytes;
  readonly sealed: Bytes;
}

export interface KitRow {
  readonly vault: string;
  readonly study: string;
  readonly sealed: Bytes;
}

/** Where the rows lie. Every call is durable when it resolves; it throws what the browser throws (e.g. `QuotaExceededError`). */
export interface DeviceStore {
  findSalt(): Promise<Bytes | undefined>;
  putSalt(salt: Bytes): Promise<void>;
  findVault(vault: string): Promise<VaultRow | undefined>;
  putVault(row: VaultRow): Promise<void>;
  listRecords(vault: string): Promise<readonly RecordRow[]>;
  putRecord(row: RecordRow): Promise<void>;
  removeRecord(vault: string, record: string): Promise<void>;
  listKits(vault: string): Promise<readonly KitRow[]>;
  putKit(row: KitRow): Promise<void>;
}

export interface VaultOwner {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The recovery public key of a study, as the server gave it. */
export interface RecoveryKey {
  readonly id: string;
  readonly publicKey: string;
}

/** A record that could be opened, or its row set aside with the reason. */
export type LoadedRecord =
  | { readonly kind: "opened"; readonly id: string; readonly study: string; readonly record: FieldRecord }
  | { readonly kind: "damaged"; readonly id: string; readonly study: string };

/** An unlocked vault: the only way to and from the rows of one account. */
export interface Vault {
  readonly id: string;
  readonly owner: VaultOwner;
  loadRecords(): Promise<readonly LoadedRecord[]>;
  /** `recovery` may be missing for a record that has its key already; a new one cannot be sealed without it and throws. */
  putRecord(study: string, id: string, record: FieldRecord, recovery: RecoveryKey | undefined): Promise<void>;
  removeRecord(id: string): Promise<void>;
  loadKits<Kit>(): Promise<readonly Kit[]>;
  putKit(study: string, kit: unknown): Promise<void>;
  /** A fresh key for something that lies beside the records, wrapped twice; throws without the study's recovery key. */
  wrapNewKey(study: string, id: string, recovery: RecoveryKey | undefined): Promise<WrappedRecordKey>;
  /** Opens such a key; throws where the passphrase is another one. */
  unwrapKey(study: string, id: string, byPassphrase: Bytes): Promise<CryptoKey>;
}

const ownerContext = (vault: string) => `diaoyan-field-vault:${vault}`;
const kitContext = (vault: string, study: string) => `diaoyan-field-kit:${vault}:${study}`;

/** Makes the vault of an account, or gives it a new passphrase; records under a former one stay, for the desk to open. */
export async function createVault(
  store: DeviceStore,
  place: { readonly vault: string; readonly iterations: number; readonly key: CryptoKey; readonly owner: VaultOwner },
): Promise<Vault> {
  const { vault, iterations, key, owner } = place;
  const sealed = await sealText(key, JSON.stringify(owner), ownerContext(vault));
  await store.putVault({ vault, iterations, owner: sealed });
  return unlocked(store, { vault, key, owner });
}

/** Opens a vault; undefined when the passphrase is another one. */
export async function openVault(store: DeviceStore, row: VaultRow, key: CryptoKey): Promise<Vault | undefined> {
  try {
    const owner = JSON.parse(await openText(key, row.owner, ownerContext(row.vault))) as VaultOwner;
    return unlocked(store, { vault: row.vault, key, owner });
  } catch {
    return undefined;
  }
}

/** A key, open and wrapped: by the passphrase and by the study's recovery key. */
export interface WrappedRecordKey {
  readonly key: CryptoKey;
  readonly byPassphrase: Bytes;
  readonly byRecovery: Bytes;
  readonly recoveryKey: string;
}

function unlocked(
  store: DeviceStore,
  { vault, key, owner }: { readonly vault: string; readonly key: CryptoKey; readonly owner: VaultOwner },
): Vault {
  const recordKeys = new Map<string, WrappedRecordKey>();

  async function wrapNewKey(study: string, id: string, recovery: RecoveryKey | undefined): Promise<WrappedRecordKey> {
    if (recovery === undefined) throw new Error(`study ${study}: this device holds no recovery key of it`);
    const context = contextOf(study, id);
    const made = await makeRecordKey();
    return {
      key: made,
      byPassphrase: await sealBytes(key, await exportRecordKey(made), context),
      byRecovery: await wrapForRecovery(await importRecoveryPublicKey(recovery.publicKey), made, context),
      recoveryKey: recovery.id,
    };
  }

  async function keyOf(study: string, id: string, recovery: RecoveryKey | undefined): Promise<WrappedRecordKey> {
    const wrapped = recordKeys.get(id) ?? (await wrapNewKey(study, id, recovery));
    recordKeys.set(id, wrapped);
    return wrapped;
  }

  async function load(row: RecordRow): Promise<LoadedRecord> {
    const { record: id, study, byPassphrase, byRecovery, recoveryKey } = row;
    const context = contextOf(study, id);
    try {
      const recordKey = await importRecordKey(await openBytes(key, byPassphrase, context));
      const record = JSON.parse(await openText(recordKey, row.sealed, context)) as FieldRecord;
      recordKeys.set(id, { key: recordKey, byPassphrase, byRecovery, recoveryKey });
      return { kind: "opened", id, study, record };
    } catch {
      return { kind: "damaged", id, study };
    }
  }

  return {
    id: vault,
    owner,
    loadRecords: async () => Promise.all((await store.listRecords(vault)).map(load)),
    putRecord: async (study, id, record, recovery) => {
      const wrapped = await keyOf(study, id, recovery);
      const sealed = await sealText(wrapped.key, JSON.stringify(record), contextOf(study, id));
      const { byPassphrase, byRecovery, recoveryKey } = wrapped;
      await store.putRecord({ vault, record: id, study, recoveryKey, byPassphrase, byRecovery, sealed });
    },
    removeRecord: async (id) => {
      await store.removeRecord(vault, id);
      recordKeys.delete(id);
    },
    loadKits: async <Kit>() => {
      const rows = await store.listKits(vault);
      const opened = rows.map((row) =>
        openText(key, row.sealed, kitContext(vault, row.study)).then(
          (text) => JSON.parse(text) as Kit,
          () => undefined,
        ),
      );
      return (await Promise.all(opened)).filter((kit) => kit !== undefined);
    },
    wrapNewKey,
    unwrapKey: async (study, id, byPassphrase) =>
      importRecordKey(await openBytes(key, byPassphrase, contextOf(study, id))),
    putKit: async (study, kit) => {
      const sealed = await sealText(key, JSON.stringify(kit), kitContext(vault, study));
      await store.putKit({ vault, study, sealed });
    },
  };
}

/** A row as a rescue file carries it: no passphrase is needed for that, and none of its content is opened. */
export function rowForRescue({ record, byRecovery, sealed }: RecordRow): RescueRecord {
  return { record, wrappedKey: toBase64(byRecovery), sealed: toBase64(sealed) };
}
