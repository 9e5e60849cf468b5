import { type RescueRecord, writeRescueFile } from "@diaoyan/api/contract/rescue";
import type { Kit } from "./kit.ts";
import { openRecordStore, type RecordStore } from "./record-store.ts";
import { currentIterations, deriveVaultKey, vaultIdOf } from "./vault/passphrase.ts";
import { createVault, type DeviceStore, openVault, rowForRescue, type Vault, type VaultOwner } from "./vault/vault.ts";
import { countInWitness, findWitness, keepWitness } from "./vault/witness.browser.ts";
import type { Witness } from "./vault/witness.ts";

/** An unlocked device of one person. */
export interface OpenDevice {
  readonly vault: Vault;
  readonly store: RecordStore;
  kits(): readonly Kit[];
  /** Keeps kits that came anew beside those of other studies. */
  takeKits(kits: readonly Kit[]): Promise<void>;
  /** Records the device once held and holds no more: the browser cleared its storage. */
  readonly missing: number;
}

export type Unlocked =
  | { readonly kind: "open"; readonly device: OpenDevice }
  | { readonly kind: "wrong" }
  /** No vault of that address; `lost` records it once held are gone with the browser's storage. */
  | { readonly kind: "none"; readonly lost: number };

async function start(vault: Vault, known: readonly Kit[], expected: number): Promise<OpenDevice> {
  let held = known;
  const store = await openRecordStore({
    vault,
    recoveryOf: (study) => held.find((kit) => kit.study.id === study)?.recovery,
    onCount: (count) => countInWitness(vault.id, count),
    now: () => Date.now(),
  });
  const found = store.entries().length + store.damaged().length;
  return {
    vault,
    store,
    kits: () => held,
    takeKits: async (kits) => {
      held = [...held.filter(({ study }) => kits.every((kit) => kit.study.id !== study.id)), ...kits];
      for (const kit of kits) await vault.putKit(kit.study.id, kit);
    },
    missing: Math.max(0, expected - found),
  };
}

/** The witness with the salt of the database: browsers write cookies and localStorage to disk only seconds later. */
async function readWitness(rows: DeviceStore): Promise<Witness> {
  const [salt, witness] = [await rows.findSalt(), findWitness()];
  if (salt === undefined) {
    await rows.putSalt(witness.salt);
    return witness;
  }
  if (salt.every((byte, at) => byte === witness.salt[at])) return witness;
  const mended = { salt, records: {} };
  keepWitness(mended);
  return mended;
}

/** Opens the vault of an address by its passphrase; needs no network. */
export async function unlockDevice(rows: DeviceStore, email: string, passphrase: string): Promise<Unlocked> {
  const { salt, records } = await readWitness(rows);
  const id = await vaultIdOf(email, salt);
  const expected = records[id] ?? 0;
  const row = await rows.findVault(id);
  if (row === undefined) return { kind: "none", lost: expected };
  const key = await deriveVaultKey(passphrase, { salt, vault: id, iterations: row.iterations });
  const vault = await openVault(rows, row, key);
  if (vault === undefined) return { kind: "wrong" };
  return { kind: "open", device: await start(vault, await vault.loadKits<Kit>(), expected) };
}

/** Gives an account a vault on this device, or its vault a new passphrase. */
export async function setUpDevice(
  rows: DeviceStore,
  owner: VaultOwner,
  passphrase: string,
  kits: readonly Kit[],
): Promise<OpenDevice> {
  const { salt, records } = await readWitness(rows);
  const id = await vaultIdOf(owner.email, salt);
  const key = await deriveVaultKey(passphrase, { salt, vault: id, iterations: currentIterations });
  const vault = await createVault(rows, { vault: id, iterations: currentIterations, key, owner });
  for (const kit of kits) await vault.putKit(kit.study.id, kit);
  return start(vault, kits, records[id] ?? 0);
}

/** Whether the device holds a vault of this address. */
export async function hasVault(rows: DeviceStore, email: string): Promise<boolean> {
  return (await rows.findVault(await vaultIdOf(email, (await readWitness(rows)).salt))) !== undefined;
}

/** A file for the desk. */
export interface RescueDownload {
  readonly study: string;
  readonly text: string;
  readonly records: number;
}

/** Rescue files of an address, one a study; all records or the named ones. Nothing is opened, so no passphrase is needed. */
export async function writeRescue(
  rows: DeviceStore,
  email: string,
  only?: readonly string[],
): Promise<readonly RescueDownload[]> {
  const all = await rows.listRecords(await vaultIdOf(email, (await readWitness(rows)).salt));
  const wanted = only === undefined ? all : all.filter(({ record }) => only.includes(record));
  const files = new Map<string, { study: string; recoveryKey: string; lines: RescueRecord[] }>();
  for (const row of wanted) {
    const place = `${row.study} ${row.recoveryKey}`;
    const file = files.get(place) ?? { study: row.study, recoveryKey: row.recoveryKey, lines: [] };
    file.lines.push(rowForRescue(row));
    files.set(place, file);
  }
  return [...files.values()].map(({ study, recoveryKey, lines }) => ({
    study,
    text: writeRescueFile({ study, recoveryKey }, lines),
    records: lines.length,
  }));
}
