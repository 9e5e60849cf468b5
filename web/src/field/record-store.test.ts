import { describe, expect, it } from "vitest";
import { blankSession } from "../session/blank-session.ts";
import { editRecord, makeFieldRecord } from "./model/field-record.ts";
import { openRecordStore } from "./record-store.ts";
import type { Vault } from "./vault/vault.ts";

type RecordVault = Pick<Vault, "loadRecords" | "putRecord" | "removeRecord">;

const id = "019a0000-0000-7000-8000-000000000000";
const record = makeFieldRecord({ ...blankSession(id, "2026-10-12"), title: "访谈" });

function openVault({ fails = [] as readonly string[] } = {}) {
  const written: string[] = [];
  const failures = [...fails];
  const vault: RecordVault = {
    loadRecords: async () => [
      { kind: "opened", id, study: "s", record },
      { kind: "damaged", id: "other", study: "s" },
    ],
    putRecord: async (_, __, { session }) => {
      const failure = failures.shift();
      if (failure !== undefined) throw new DOMException("no", failure);
      written.push(session.summary);
    },
    removeRecord: async () => undefined,
  };
  return { vault, written };
}

const open = (vault: RecordVault, counts: number[] = []) =>
  openRecordStore({
    vault,
    recoveryOf: () => ({ id: "r", publicKey: "" }),
    onCount: (count) => counts.push(count),
    now: () => Date.now(),
  });

describe("the records in memory", () => {
  it("are written once for a burst of changes, and a damaged one is set aside without holding others back", async () => {
    const { vault, written } = openVault();
    const counts: number[] = [];
    const store = await open(vault, counts);
    expect(counts).toEqual([2]);
    expect(store.damaged()).toEqual([{ id: "other", study: "s" }]);
    for (const summary of ["一", "一二", "一二三"]) {
      store.update(id, (one) => editRecord(one, { ...one.session, summary }));
    }
    await store.flush();
    expect(written).toEqual(["一二三"]);
  });

  it("say that the device is full, keep what was typed, and write it once there is room", async () => {
    const { vault, written } = openVault({ fails: ["QuotaExceededError"] });
    const store = await open(vault);
    const told: unknown[] = [];
    store.subscribe(() => told.push(store.trouble()));
    store.update(id, (one) => editRecord(one, { ...one.session, summary: "不能丢" }));
    await store.flush();
    expect(store.trouble()).toBe("full");
    expect(store.get(id)?.session.summary).toBe("不能丢");
    await store.flush();
    expect(store.trouble()).toBeNull();
    expect(written).toEqual(["不能丢"]);
    expect(told.at(-1)).toBeNull();
  });
});
