import { type RescueRecord, writeRescueFile } from "@diaoyan/api/contract/rescue";
import type { AttachmentRows } from "./attachments/attachment-rows.ts";
import { type AttachmentShelf, openAttachmentShelf } from "./attachments/attachment-shelf.ts";
import { type MediaDownload, writeMediaRescue } from "./attachments/media-rescue.ts";
import type { Kit } from "./kit.ts";
import { openRecordStore, type RecordStore } from "./record-store.ts";
import { currentIterations, deriveVaultKey, vaultIdOf } from "./vault/passphrase.ts";
import { createVault, type DeviceStore, openVault, rowForRescue, type Vault, type VaultOwner } from "./vault/vault.ts";
import { countInWitness, findWitness, keepWitness } from "./vault/witness.browser.ts";
import type { Witness } from "./vault/witness.ts";

/** All rows of a device. */
export type DeviceRows = DeviceStore & AttachmentRows;

/** An unlocked device of one person. */
export interface OpenDevice {
  readonly vault: Vault;
  readonly store: RecordStore;
  readonly attachments: AttachmentShelf;
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

interface Starting {
  readonly rows: DeviceRows;
  readonly vault: Vault;
  readonly known: readonly Kit[];
  /** What the witness says the vault held. */
  readonly expected: number;
}

async function start({ rows, vault, known, expected }: Starting): Promise<OpenDevice> {
  let held = known;
  const recoveryOf = (study: string) => held.find((kit) => kit.study.id === study)?.recovery;
  let unsent = 0;
  let recordCount: number | undefined;
  const count = () => {
    if (recordCount !== undefined) countInWitness(vault.id, recordCount + unsent);
  };
  const attachments = await openAttachmentShelf({
    rows,
    vault,
    recoveryOf,
    onCount: (now) => {
      unsent = now;
      count();
    },
  });
  const store = await openRecordStore({
    vault,
    recoveryOf,
    onCount: (now) => {
      recordCount = now;
      count();
    },
    now: () => Date.now(),
  });
  const found = store.entries().length + store.damaged().length + unsent;
  return {
    vault,
    store,
    attachments,
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
export async function unlockDevice(rows: DeviceRows, email: string, passphrase: string): Promise<Unlocked> {
  const { salt, records } = await readWitness(rows);
  const id = await vaultIdOf(email, salt);
  const expected = records[id] ?? 0;
  const row = await rows.findVault(id);
  if (row === undefined) return { kind: "none", lost: expected };
  const key = await deriveVaultKey(passphrase, { salt, vault: id, iterations: row.iterations });
  const vault = await openVault(rows, row, key);
  if (vault === undefined) return { kind: "wrong" };
  return { kind: "open", device: await start({ rows, vault, known: await vault.loadKits<Kit>(), expected }) };
}

/** Gives an account a vault on this device, or its vault a new passphrase. */
export async function setUpDevice(
  rows: DeviceRows,
  owner: VaultOwner,
  passphrase: string,
  kits: readonly Kit[],
): Promise<OpenDevice> {
  const { salt, records } = await readWitness(rows);
  const id = await vaultIdOf(owner.email, salt);
  const key = await deriveVaultKey(passphrase, { salt, vault: id, iterations: currentIterations });
  const vault = await createVault(rows, { vault: id, iterations: currentIterations, key, owner });
  for (const kit of kits) await vault.putKit(kit.study.id, kit);
  return start({ rows, vault, known: kits, expected: records[id] ?? 0 });
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

/** Rescue files of the photos and recordings of an address that are not at the server; no passphrase is needed. */
export async function writeAttachmentRescue(rows: DeviceRows, email: string): Promise<readonly MediaDownload[]> {
  return writeMediaRescue(rows, await vaultIdOf(email, (await readWitness(rows)).salt));
}
