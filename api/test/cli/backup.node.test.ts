import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openInstallation } from "../../src/entry/open-installation.node.ts";
import { writeManifest } from "../../src/storage/backup/backup-manifest.ts";
import { makeBackup } from "../../src/storage/backup/make-backup.node.ts";
import { createTestClock } from "../fixed-clock.ts";
import { startKilledServer } from "../kill/killed-server.ts";
import { pause, sendUntilGone } from "../kill/stream-submissions.ts";
import { setUpOperator } from "../people.ts";
import { someBytes } from "../sealed-attachment.ts";
import { startTestServer } from "../start-test-server.ts";
import { openSmallStudy, smallStudy } from "../study.ts";
import { runCli } from "./run-cli.ts";

// processes of their own start slowly beside other tests
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
const at = (...names: readonly string[]) => join(folder, ...names);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-备份-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function idsIn(dataFolder: string): Promise<ReadonlySet<string>> {
  const { services, close } = await openInstallation(dataFolder);
  const rows = await services.ports.responses.list(smallStudy, { limit: 1_000_000 });
  await close();
  return new Set(rows.map(({ id }) => String(id)));
}

it("holds every response acknowledged before it began, made while they stream in, restored after a kill", async () => {
  const server = await startKilledServer(at("live"));
  const { client } = await setUpOperator({ url: server.url(), setUpLink: server.setUpLink });
  const to = await openSmallStudy(client);
  const receipts = new Map<string, string>();
  const sending = Array.from({ length: 8 }, () => sendUntilGone(server.url(), to, receipts));
  while (receipts.size < 60) await pause(5);
  const acknowledged = [...receipts.keys()];
  const made = await runCli("backup", at("二〇二六年备份"), "--data-folder", at("live"), "--json");
  expect(made.status).toBe(0);
  expect(receipts.size).toBeGreaterThan(acknowledged.length);
  await server.stop();
  await Promise.all(sending);
  await cp(at("live/keys/master.key"), at("kept.key"));
  await rm(at("live"), { recursive: true });

  const target = at("另一台机器", "data");
  const restored = await runCli(
    "restore",
    at("二〇二六年备份"),
    "--data-folder",
    target,
    "--key",
    at("kept.key"),
    "--json",
  );
  expect(JSON.parse(restored.out)).toMatchObject({
    dataFolder: target,
    studies: [{ study: smallStudy, findings: [] }],
  });
  const ids = await idsIn(target);
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  expect((await stat(join(target, "keys/master.key"))).mode & 0o777).toBe(0o600);
  expect((await runCli("verify", "--data-folder", target)).out).toContain(`${smallStudy}: whole`);
});

describe("a backup", () => {
  const blob = "small-study/attachments/a/0";
  beforeAll(async () => {
    const server = await startTestServer({ dataFolder: at("data") });
    await openSmallStudy((await setUpOperator(server)).client);
    await server.services.ports.blobs.put(blob, someBytes(3_000_000));
    await writeFile(at("data/blobs/small-study/attachments/a/1.0000.part"), "half of a chunk");
    expect((await runCli("backup", at("good"), "--data-folder", at("data"))).status).toBe(0);
    await server.close();
  });

  const restore = (...args: readonly string[]) => runCli("restore", ...args, "--json");

  async function spoil(name: string, change: (folder: string) => Promise<void>): Promise<string> {
    await cp(at("good"), at(name), { recursive: true });
    await change(at(name));
    const run = await restore(at(name), "--data-folder", at(`${name}-data`), "--key", at("data/keys/master.key"));
    expect(run.status).toBe(1);
    await expect(readdir(at(`${name}-data`))).rejects.toThrow("ENOENT");
    return run.err;
  }

  it("holds the database, the files and a manifest, and nothing else", async () => {
    expect((await readdir(at("good"), { recursive: true })).sort()).toEqual(
      [
        "blobs",
        "blobs/small-study",
        "blobs/small-study/attachments",
        "blobs/small-study/attachments/a",
        `blobs/${blob}`,
        "diaoyan.sqlite",
        "manifest.json",
      ].sort(),
    );
    expect((await stat(at("good"))).mode & 0o777).toBe(0o700);
    const key = (await readFile(at("data/keys/master.key"), "utf8")).trim();
    for (const name of ["diaoyan.sqlite", "manifest.json"])
      expect((await readFile(at("good", name))).includes(key)).toBe(false);
  });

  it("names every file that is not what was written", async () => {
    const said = await spoil("changed", async (copy) => {
      const bytes = await readFile(join(copy, "blobs", blob));
      bytes[1_234_567] = (bytes[1_234_567] ?? 0) ^ 1;
      await writeFile(join(copy, "blobs", blob), bytes);
      await writeFile(join(copy, "diaoyan.sqlite"), "short");
      await writeFile(join(copy, "blobs/stray"), "x");
    });
    expect(said).toContain(`blobs/${blob}: a byte was changed`);
    expect(said).toContain("diaoyan.sqlite: expected");
    expect(said).toContain("blobs/stray: stands in the backup and not in its manifest");
    expect(await spoil("missing", (copy) => rm(join(copy, "blobs", blob)))).toContain(
      `blobs/${blob}: cannot be read (ENOENT)`,
    );
    expect(await spoil("no-manifest", (copy) => rm(join(copy, "manifest.json")))).toContain("is no whole backup");
  });

  it("is refused when its manifest was changed, is of a newer program, or its schema is newer", async () => {
    const change = (edit: (manifest: Record<string, unknown>) => string) => async (copy: string) => {
      const manifest = JSON.parse(await readFile(join(copy, "manifest.json"), "utf8")) as Record<string, unknown>;
      await writeFile(join(copy, "manifest.json"), edit(manifest));
    };
    expect(
      await spoil(
        "edited",
        change((one) => JSON.stringify({ ...one, software: "diaoyan 0.0.1" })),
      ),
    ).toContain("its digest is another one");
    expect(
      await spoil(
        "later",
        change((one) => JSON.stringify({ ...one, formatVersion: 2 })),
      ),
    ).toContain("backup.newer");
    const later = change(({ digest: _, ...one }) => {
      const schema = [...(one["schema"] as object[]), { name: "9999_later.sql", checksum: "0".repeat(64) }];
      return writeManifest({ ...one, schema } as unknown as Parameters<typeof writeManifest>[0]);
    });
    expect(JSON.parse(await spoil("newer", later))).toMatchObject({
      error: {
        code: "schema.newer",
        message: expect.stringContaining("9999_later.sql"),
        remedy: expect.stringContaining("newer program"),
      },
    });
  });

  it("is restored only into an empty folder, with its own master key or expressly without", async () => {
    await mkdir(at("full"));
    await writeFile(at("full/论文.docx"), "x");
    const key = ["--key", at("data/keys/master.key")];
    expect((await restore(at("good"), "--data-folder", at("full"), ...key)).err).toContain("restore.notEmpty");
    expect((await restore(at("good"), "--data-folder", at("new"))).err).toContain("key.missing");
    await writeFile(at("wrong.key"), "ab".repeat(32));
    expect((await restore(at("good"), "--data-folder", at("new"), "--key", at("wrong.key"))).err).toContain(
      "key.wrong",
    );
    await writeFile(at("no.key"), "小王的密钥");
    expect((await restore(at("good"), "--data-folder", at("new"), "--key", at("no.key"))).err).toContain(
      "64 hexadecimal digits",
    );
    expect((await restore(at("good"), "--data-folder", at("new"), "--key", at("none"))).status).toBe(2);
    // where the data folder would stand nothing can be made: beside the backup
    expect((await restore(at("good"), "--data-folder", at("none/new"), "--check", ...key)).status).toBe(0);
    expect((await readdir(at("."))).filter((name) => /check|part|none/.test(name))).toEqual([]);
    expect((await readdir(folder)).filter((name) => /^new$|\.part$/.test(name))).toEqual([]);

    await mkdir(at("new"));
    expect((await restore(at("good"), "--data-folder", at("new"), "--without-key")).status).toBe(0);
    const lost = await runCli("verify", "--data-folder", at("new"));
    expect(lost).toMatchObject({ status: 1, err: expect.stringContaining("master.key is missing") });
    await mkdir(at("new/keys"));
    await cp(at("data/keys/master.key"), at("new/keys/master.key"));
    expect((await runCli("verify", "--data-folder", at("new"))).status).toBe(0);
  });

  it("is written whole or not at all, outside the data folder, over nothing", async () => {
    const backup = (target: string) => runCli("backup", target, "--data-folder", at("data"));
    expect((await backup(at("good"))).status).toBe(2);
    expect((await backup(at("data/blobs/copy"))).status).toBe(2);
    expect((await runCli("backup", at("x"), "--data-folder", at("nothing"))).status).toBe(2);
    const order = { dataFolder: at("data"), target: at("broken"), software: "test", clock: createTestClock() };
    await expect(makeBackup({ ...order, moment: () => Promise.reject(new Error("no moment")) })).rejects.toThrow(
      "no moment",
    );
    expect((await readdir(folder)).filter((name) => /^broken$|\.part$/.test(name))).toEqual([]);
  });

  it("clears away what a backup that was killed left a day ago and more", async () => {
    const left = [1, 2].map((one) => at("killed", `.diaoyan-0000000${one}-0000-0000-0000-000000000000.part`));
    for (const one of left) await mkdir(one, { recursive: true });
    await utimes(left[0] ?? "", 0, 0);
    expect((await runCli("backup", at("killed/new"), "--data-folder", at("data"))).status).toBe(0);
    expect((await readdir(at("killed"))).map((name) => at("killed", name)).sort()).toEqual([left[1], at("killed/new")]);
  });

  it("takes another snapshot when a file went away while it was taken", async () => {
    let moments = 0;
    const order = { dataFolder: at("data"), target: at("again"), software: "test", clock: createTestClock() };
    await writeFile(at("data/blobs/small-study/attachments/a/7"), "goes away");
    const manifest = await makeBackup({
      ...order,
      moment: async (take) => {
        moments += 1;
        await take();
        await rm(at("data/blobs/small-study/attachments/a/7"), { force: true });
      },
    });
    expect(moments).toBe(2);
    expect(manifest.files.map(({ path }) => path)).toEqual(["diaoyan.sqlite", `blobs/${blob}`]);
  });
});
