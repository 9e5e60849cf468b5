import {
  contextOf,
  fromBase64,
  openText,
  recoveryAlgorithm,
  toBase64,
  unwrapByRecovery,
} from "@diaoyan/api/contract/rescue";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { blankSession } from "../../session/blank-session.ts";
import { type FieldRecord, makeFieldRecord } from "../model/field-record.ts";
import { checkPassphrase, deriveVaultKey, vaultIdOf } from "./passphrase.ts";
import {
  createVault,
  type DeviceStore,
  type KitRow,
  openVault,
  type RecordRow,
  rowForRescue,
  type VaultRow,
} from "./vault.ts";
import { readWitness, writeWitness } from "./witness.ts";

/** Rows in memory, as IndexedDB keeps them. */
function openMemory() {
  const vaults = new Map<string, VaultRow>();
  const records = new Map<string, RecordRow>();
  const kits = new Map<string, KitRow>();
  const device = new Map<string, Uint8Array<ArrayBuffer>>();
  const store: DeviceStore = {
    findSalt: async () => device.get("salt"),
    putSalt: async (bytes) => void device.set("salt", bytes),
    findVault: async (vault) => vaults.get(vault),
    putVault: async (row) => void vaults.set(row.vault, row),
    listRecords: async (vault) => [...records.values()].filter((row) => row.vault === vault),
    putRecord: async (row) => void records.set(`${row.vault} ${row.record}`, row),
    removeRecord: async (vault, record) => void records.delete(`${vault} ${record}`),
    listKits: async (vault) => [...kits.values()].filter((row) => row.vault === vault),
    putKit: async (row) => void kits.set(`${row.vault} ${row.study}`, row),
  };
  return { store, vaults, records };
}

const salt = new Uint8Array(16).fill(3);
// few rounds: the tests are not about how slow it is
const iterations = 10;
const owner = { id: "u1", name: "赵访谈", email: "zhao@example.cn" };
const id = "019a0000-0000-7000-8000-000000000000";

let recovery: { id: string; publicKey: string };
let recoveryPrivate: CryptoKey;

beforeAll(async () => {
  const strength = { ...recoveryAlgorithm, modulusLength: 2_048, publicExponent: new Uint8Array([1, 0, 1]) };
  const pair = await crypto.subtle.generateKey(strength, true, ["encrypt", "decrypt"]);
  recovery = { id: "r1", publicKey: toBase64(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey))) };
  recoveryPrivate = pair.privateKey;
});

const keyFor = (passphrase: string, vault = "v1") => deriveVaultKey(passphrase, { salt, vault, iterations });
const recordWith = (summary: string): FieldRecord =>
  makeFieldRecord({ ...blankSession(id, "2026-10-12"), title: "访谈", summary });

async function fill(summary: string, passphrase = "一句好记的口令") {
  const memory = openMemory();
  const vault = await createVault(memory.store, { vault: "v1", iterations, key: await keyFor(passphrase), owner });
  await vault.putRecord("study", id, recordWith(summary), recovery);
  return { ...memory, vault };
}

async function open(store: DeviceStore, passphrase: string) {
  const row = await store.findVault("v1");
  return row && openVault(store, row, await keyFor(passphrase));
}

describe("a vault", () => {
  it("gives back what was put into it, to the last code point, and keeps none of it in plain", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 4, maxLength: 200 }), async (summary) => {
        const { store, records } = await fill(summary);
        const opened = await open(store, "一句好记的口令");
        expect(await opened?.loadRecords()).toEqual([
          { kind: "opened", id, study: "study", record: recordWith(summary) },
        ]);
        const [row] = records.values();
        expect(new TextDecoder().decode(row?.sealed)).not.toContain(summary);
      }),
      { numRuns: 25 },
    );
  });

  it("does not open with another passphrase, and takes one however the input method writes it", async () => {
    const { store } = await fill("x", "Ａbcdefgh１");
    expect(await open(store, "Abcdefgh2")).toBeUndefined();
    expect((await open(store, " Abcdefgh1 "))?.owner).toEqual(owner);
  });

  it("sets a record aside when any byte of it was changed, and opens the others", async () => {
    const other = "019a0000-0000-7000-8000-000000000001";
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("sealed", "byPassphrase"), fc.nat(), async (field, place) => {
        const { store, records, vault } = await fill("内容");
        await vault.putRecord("study", other, recordWith("另一条"), recovery);
        const row = records.get(`v1 ${id}`) as RecordRow;
        const bytes = Uint8Array.from(row[field]);
        bytes[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ 1;
        await store.putRecord({ ...row, [field]: bytes });
        const loaded = await (await open(store, "一句好记的口令"))?.loadRecords();
        expect(loaded?.map(({ id: one, kind }) => [one, kind])).toEqual([
          [id, "damaged"],
          [other, "opened"],
        ]);
      }),
      { numRuns: 25 },
    );
  });

  it("under a new passphrase still hands its old records to the desk, which opens them by the recovery key", async () => {
    const { store, records } = await fill("忘了口令之前记的");
    const renewed = await createVault(store, { vault: "v1", iterations, key: await keyFor("全新的另一句口令"), owner });
    expect(await renewed.loadRecords()).toEqual([{ kind: "damaged", id, study: "study" }]);
    const line = rowForRescue(records.get(`v1 ${id}`) as RecordRow);
    const context = contextOf("study", id);
    const key = await unwrapByRecovery(recoveryPrivate, fromBase64(line.wrappedKey), context);
    const record = JSON.parse(await openText(key, fromBase64(line.sealed), context)) as FieldRecord;
    expect(record).toEqual(recordWith("忘了口令之前记的"));
  });

  it("keeps kits under the passphrase too", async () => {
    const { store, vault } = await fill("x");
    await vault.putKit("study", { protocols: ["提纲"] });
    expect(await (await open(store, "一句好记的口令"))?.loadKits()).toEqual([{ protocols: ["提纲"] }]);
    const renewed = await createVault(store, { vault: "v1", iterations, key: await keyFor("全新的另一句口令"), owner });
    expect(await renewed.loadKits()).toEqual([]);
  });
});

describe("names and secrets", () => {
  it("two accounts with one passphrase have different keys, and a vault's name needs the device's salt", async () => {
    const { store } = await fill("x", "同一句口令啊啊");
    const row = (await store.findVault("v1")) as VaultRow;
    expect(await openVault(store, row, await keyFor("同一句口令啊啊", "v2"))).toBeUndefined();
    expect(await vaultIdOf(" Zhao@Example.cn", salt)).toBe(await vaultIdOf("zhao@example.cn", salt));
    expect(await vaultIdOf("zhao@example.cn", new Uint8Array(16))).not.toBe(await vaultIdOf("zhao@example.cn", salt));
  });

  it.each([
    ["1234567", "short"],
    ["12345678", "digits"],
    ["123456789012", null],
    ["去海边走一走吧", "short"],
    ["去海边走一走看看", null],
  ])("%s as a passphrase: %s", (passphrase, problem) => {
    expect(checkPassphrase(passphrase)).toBe(problem);
  });

  it("a witness is read back, and anything else is none", () => {
    const vault = fc.stringMatching(/^[A-Za-z0-9_-]{20}$/);
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        fc.dictionary(vault, fc.nat(), { noNullPrototype: true }),
        (bytes, records) => {
          const witness = { salt: Uint8Array.from(bytes), records };
          expect(readWitness(writeWitness(witness))).toEqual(witness);
        },
      ),
    );
    expect(readWitness("")).toBeUndefined();
    expect(readWitness("%%~a.1")).toBeUndefined();
  });
});
