import { mkdtemp, readFile, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestClock } from "../../test/fixed-clock.ts";
import { sampleDocument, sampleNote, sampleStudy } from "../../test/sample-rows.ts";
import { randomIds } from "../ports/clock.ts";
import type { WrappedKey } from "../ports/key-store.ts";
import type { SqlGateway } from "../storage/gateway.ts";
import { openSqlite3 } from "../storage/sqlite3.node.ts";
import { openStores } from "../storage/stores/open-stores.ts";
import { createKeyRing } from "./key-ring.ts";
import { loadMasterKey } from "./master-key.node.ts";

let folder: string;
let gateway: SqlGateway;
let stores: ReturnType<typeof openStores>;
const clock = createTestClock();
const masterKey = crypto.getRandomValues(new Uint8Array(32));
const openRing = (key = masterKey) => createKeyRing({ masterKey: key, store: stores.keyStore, clock, ids: randomIds });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-keys-"));
  gateway = await openSqlite3(join(folder, "d.sqlite"), join(import.meta.dirname, "../../migrations"));
  stores = openStores(gateway, clock);
  const keys = await openRing().createStudyKeys(sampleStudy);
  await stores.journal.commit(sampleStudy, sampleNote, [stores.studies.put(sampleDocument, clock.now()), keys]);
});
afterAll(() => gateway.close());

async function sealInto(person: string, text: string): Promise<string> {
  const { sealed, write } = await openRing().sealPersonal(sampleStudy, person, text);
  const put = stores.personal.put(sampleStudy, person, sealed, clock.now());
  await stores.journal.commit(sampleStudy, sampleNote, [write, put]);
  return sealed;
}

describe("key ring", () => {
  it("gives the same receipt key after a restart", async () => {
    expect(await openRing().receiptKey(sampleStudy)).toEqual(await openRing().receiptKey(sampleStudy));
  });

  it("opens what it sealed, and the database holds no word of it", async () => {
    const sealed = await sealInto("P1", "张三 13800000000");
    expect(await openRing().openPersonal(sampleStudy, "P1", sealed)).toBe("张三 13800000000");
    const bytes = await readFile(join(folder, "d.sqlite-wal"));
    expect(bytes.includes("张三")).toBe(false);
  });

  it("refuses a sealed text that was moved to another person, and another master key", async () => {
    const sealed = await sealInto("P2", "李四");
    await sealInto("P3", "王五");
    await expect(openRing().openPersonal(sampleStudy, "P3", sealed)).rejects.toThrow("could not be opened");
    const other = openRing(crypto.getRandomValues(new Uint8Array(32)));
    await expect(other.receiptKey(sampleStudy)).rejects.toThrow("could not be opened");
  });

  it("erases one person by destroying the key, also in copies of the sealed text", async () => {
    const sealed = await sealInto("P4", "赵六");
    const kept = await sealInto("P5", "孙七");
    await stores.journal.commit(sampleStudy, sampleNote, [openRing().destroy(sampleStudy, "P4")]);
    expect(await openRing().openPersonal(sampleStudy, "P4", sealed)).toBeUndefined();
    expect(await openRing().openPersonal(sampleStudy, "P5", kept)).toBe("孙七");
    await expect(openRing().sealPersonal(sampleStudy, "P4", "又来")).rejects.toThrow("was erased");
  });

  it("erases everybody by destroying the study's keys", async () => {
    const sealed = await sealInto("P6", "周八");
    await stores.journal.commit(sampleStudy, sampleNote, [openRing().destroy(sampleStudy, null)]);
    expect(await openRing().openPersonal(sampleStudy, "P6", sealed)).toBeUndefined();
    await expect(openRing().receiptKey(sampleStudy)).rejects.toThrow("destroyed");
  });
});

describe("master key", () => {
  // a destroyed key opens under none
  const wrapped: readonly WrappedKey[] = [{ id: "k", study: "s", purpose: "receipts", subject: "", wrapped: null }];

  it("is made once, readable by its owner alone, and read again", async () => {
    const file = join(folder, "keys/master.key");
    const made = await loadMasterKey(file, {}, []);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await loadMasterKey(file, {}, wrapped)).toEqual(made);
  });

  it("is not made anew where one has wrapped keys already", async () => {
    await expect(loadMasterKey(join(folder, "lost/master.key"), {}, wrapped)).rejects.toMatchObject({
      code: "key.missing",
    });
  });

  it("comes from the environment where one is set there, and says what is wrong with it", async () => {
    const text = "ab".repeat(32);
    expect([...(await loadMasterKey(join(folder, "unused"), { DIAOYAN_MASTER_KEY: text }, wrapped))]).toEqual(
      Array.from({ length: 32 }, () => 0xab),
    );
    await expect(loadMasterKey(join(folder, "unused"), { DIAOYAN_MASTER_KEY: "short" }, wrapped)).rejects.toThrow(
      "DIAOYAN_MASTER_KEY: expected a master key of 64 hexadecimal digits",
    );
  });
});
