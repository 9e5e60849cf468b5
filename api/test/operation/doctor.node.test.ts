import { spawnSync } from "node:child_process";
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { checkBlobs } from "../../src/cli/doctor/check-blobs.node.ts";
import { checkDataFolder } from "../../src/cli/doctor/check-data-folder.node.ts";
import { checkDatabase } from "../../src/cli/doctor/check-database.node.ts";
import { checkKeys } from "../../src/cli/doctor/check-keys.node.ts";
import { checkNetwork } from "../../src/cli/doctor/check-network.node.ts";
import { checkProgram } from "../../src/cli/doctor/check-program.node.ts";
import type { Check, Finding, Patient } from "../../src/cli/doctor/finding.ts";
import { noteBackup } from "../../src/storage/backup/last-backup.node.ts";
import { Sqlite3Connection } from "../../src/storage/sqlite3-connection.node.ts";
import { setUpOperator } from "../people.ts";
import { startBucket } from "../s3-server.node.ts";
import { startTestServer } from "../start-test-server.ts";
import { openSmallStudy } from "../study.ts";
import { serveSelfSigned } from "./self-signed.ts";

// processes of their own start slowly beside other tests
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let healthy: string;
let copies = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-doctor-"));
  healthy = join(folder, "healthy");
  const server = await startTestServer({ dataFolder: healthy });
  await openSmallStudy((await setUpOperator(server)).client);
  await server.close();
  await noteBackup(healthy, { at: new Date().toISOString(), folder: "/srv/备份" });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function patientWith(changes: Partial<Patient> = {}): Promise<Patient> {
  copies += 1;
  const dataFolder = join(folder, `data-${copies}`);
  await cp(healthy, dataFolder, { recursive: true });
  await chmod(dataFolder, 0o700);
  return {
    dataFolder,
    host: "127.0.0.1",
    port: 0,
    publicUrl: undefined,
    trustedProxies: [],
    backupDays: 2,
    environment: {},
    webFolder: join(folder, "web"),
    nodeVersion: process.versions.node,
    now: Date.now(),
    ...changes,
  };
}

async function find(check: Check, name: string, patient: Patient): Promise<Finding | undefined> {
  const findings = (await check(patient)).filter((one) => one.check === name);
  return findings.find(({ level }) => level !== "ok") ?? findings[0];
}

describe("the doctor", () => {
  it("finds nothing wrong with what is well, and changes nothing", async () => {
    await mkdir(join(folder, "web"));
    for (const page of ["index.html", "respond.html", "field.html"]) await writeFile(join(folder, "web", page), "");
    const patient = await patientWith();
    const before = await readFile(join(patient.dataFolder, "diaoyan.sqlite"));
    for (const check of [checkProgram, checkDataFolder, checkKeys, checkDatabase, checkNetwork]) {
      expect((await check(patient)).filter(({ level }) => level !== "ok")).toEqual([]);
    }
    expect(await readFile(join(patient.dataFolder, "diaoyan.sqlite"))).toEqual(before);
  });

  it("tries the bucket of BLOBS_URL, and finds one that refuses, is half named, or leaves a folder unread", async () => {
    const bucket = await startBucket();
    const look = async (name: string, changes: Patient["environment"]) =>
      find(checkBlobs, name, await patientWith({ environment: { ...bucket.environment, ...changes } }));
    expect(await look("bucket", {})).toMatchObject({ level: "ok" });
    expect(bucket.objects.size).toBe(0);
    expect(await look("bucket", { AWS_SECRET_ACCESS_KEY: "other" })).toMatchObject({
      level: "error",
      message: expect.stringContaining("SignatureDoesNotMatch"),
    });
    const named = `${bucket.url}-none?region=cn-north-1`;
    expect(await look("bucket", { BLOBS_URL: named })).toMatchObject({
      remedy: expect.stringMatching(/^make the bucket/),
    });
    expect(await look("bucket", { AWS_ACCESS_KEY_ID: "" })).toMatchObject({ level: "error" });
    expect(await look("bucket's way", {})).toBeUndefined();
    const patient = await patientWith({ environment: bucket.environment });
    await mkdir(join(patient.dataFolder, "blobs"));
    await writeFile(join(patient.dataFolder, "blobs/left"), "");
    expect(await find(checkBlobs, "blobs", patient)).toMatchObject({ level: "warning" });
    await bucket.close();
    const alone = await patientWith();
    expect(await checkBlobs(alone)).toEqual([]);
    const database = await Sqlite3Connection.open(join(alone.dataFolder, "diaoyan.sqlite"), "writer", []);
    await database.script("insert into blobs values ('reports/a', 'small', 'report', 'a.docx', '', 1, '')");
    await database.close();
    expect(await find(checkBlobs, "blobs", alone)).toMatchObject({
      level: "error",
      message: expect.stringMatching(/tells of 1 .* 0 files/),
    });
  });

  it("finds an old Node, missing pages and a wrong clock", async () => {
    const patient = await patientWith({ nodeVersion: "20.11.1", webFolder: join(folder, "unbuilt"), now: 0 });
    expect(await find(checkProgram, "node", patient)).toMatchObject({
      level: "error",
      message: expect.stringContaining("20.11.1 is too old"),
    });
    expect(await find(checkProgram, "pages", patient)).toMatchObject({
      level: "error",
      remedy: expect.stringContaining("npm run build"),
    });
    expect(await find(checkProgram, "clock", patient)).toMatchObject({
      level: "error",
      message: expect.stringContaining("1970-01-01"),
    });
    // back by a day: what is stored is of the future
    expect(await find(checkDatabase, "clock", { ...patient, now: Date.now() - 86_400_000 })).toMatchObject({
      level: "error",
    });
  });

  it("finds a data folder that is missing, a file, open to others, of several owners, or littered", async () => {
    const patient = await patientWith();
    const { dataFolder } = patient;
    const look = (name: string, at = dataFolder) => find(checkDataFolder, name, { ...patient, dataFolder: at });
    expect(await look("data folder", join(folder, "none"))).toMatchObject({ level: "warning" });
    expect(await look("data folder", "/proc/none/none")).toMatchObject({
      level: "error",
      remedy: expect.stringContaining("install -d"),
    });
    expect(await look("data folder", join(dataFolder, "diaoyan.sqlite"))).toMatchObject({
      level: "error",
      message: expect.stringContaining("no folder"),
    });
    await chmod(dataFolder, 0o755);
    expect(await look("data folder")).toMatchObject({ level: "warning", remedy: `chmod 700 ${dataFolder}` });
    await writeFile(join(dataFolder, "blobs.0000.part"), "half");
    expect(await look("leftovers")).toMatchObject({ level: "ok" });
    await utimes(join(dataFolder, "blobs.0000.part"), 0, 0);
    expect(await look("leftovers")).toMatchObject({
      level: "warning",
      message: expect.stringContaining("blobs.0000.part"),
    });
    if (process.getuid?.() !== 0) return;
    await chown(join(dataFolder, "diaoyan.lock"), 65_534, 65_534);
    expect(await look("owner")).toMatchObject({ level: "error", message: expect.stringContaining("diaoyan.lock") });
  });

  it("finds that there is no backup, or an old one", async () => {
    const patient = await patientWith();
    const { dataFolder } = patient;
    expect(await find(checkDataFolder, "backup", { ...patient, now: Date.now() + 5 * 86_400_000 })).toMatchObject({
      level: "warning",
      message: expect.stringMatching(/in \/srv\/备份: [45] days ago/),
    });
    await rm(join(dataFolder, "last-backup.json"));
    expect(await find(checkDataFolder, "backup", patient)).toMatchObject({
      level: "warning",
      message: "no backup was ever made",
    });
    // dumps of another server's database are not its business, but the file that was moved there is
    const moved = { ...patient, environment: { DATABASE_URL: "postgres://x" } };
    expect(await find(checkDataFolder, "backup", moved)).toBeUndefined();
    expect(await find(checkDataFolder, "former database", moved)).toMatchObject({ level: "warning" });
  });

  it("finds a master key that is missing, broken, another one, or open to others, and a renewal that broke off", async () => {
    const patient = await patientWith();
    const key = join(patient.dataFolder, "keys/master.key");
    const look = (name: string, environment = {}) => find(checkKeys, name, { ...patient, environment });
    await chmod(key, 0o644);
    expect(await look("master key")).toMatchObject({ level: "error", message: expect.stringContaining("mode 644") });
    await writeFile(`${key}.next`, "");
    expect(await look("key renewal")).toMatchObject({ level: "warning" });
    const digits = "ab".repeat(32);
    expect(await look("stored keys", { DIAOYAN_MASTER_KEY: digits })).toMatchObject({
      level: "error",
      message: expect.stringContaining("2 of 2 keys"),
    });
    await writeFile(key, "小王");
    expect(await look("master key")).toMatchObject({
      level: "error",
      message: expect.stringContaining("64 hexadecimal"),
    });
    await rename(key, `${key}.away`);
    expect(await look("master key")).toMatchObject({
      level: "error",
      message: expect.stringContaining("holds 2 keys"),
    });
  });

  it("finds a database that is damaged, none, of an older or newer schema, or left without an orderly end", async () => {
    const patient = await patientWith();
    const file = join(patient.dataFolder, "diaoyan.sqlite");
    const look = (name: string) => find(checkDatabase, name, patient);
    const ask = (sql: string) => runSql(file, sql);
    await ask("DELETE FROM schema_migrations WHERE name > '0026'");
    expect(await look("schema")).toMatchObject({ level: "warning", message: expect.stringContaining("from 0026") });
    await ask("INSERT INTO schema_migrations VALUES ('9999_later.sql', 'x', 'y')");
    expect(await look("schema")).toMatchObject({ level: "error", remedy: expect.stringContaining("newer program") });
    await writeFile(`${file}-wal`, new Uint8Array(100));
    expect(await look("write-ahead log")).toMatchObject({
      level: "warning",
      remedy: expect.stringContaining("never delete"),
    });
    await rm(`${file}-wal`);
    const bytes = await readFile(file);
    bytes.fill(7, 8_192, (await stat(file)).size);
    await writeFile(file, bytes);
    expect(await look("database")).toMatchObject({
      level: "error",
      remedy: expect.stringContaining("diaoyan restore"),
    });
    await rename(file, `${file}.away`);
    expect(await look("database")).toMatchObject({
      level: "warning",
      message: expect.stringContaining("other files do"),
    });
    await writeFile(file, "no database at all, but long enough to be read as one".repeat(100));
    expect(await look("database")).toMatchObject({ level: "error", message: expect.stringContaining("SQLITE_NOTADB") });
  });

  it("finds an address of a database that cannot be reached or read, and repeats no piece of a password", async () => {
    const look = async (DATABASE_URL: string) =>
      find(checkDatabase, "database", await patientWith({ environment: { DATABASE_URL } }));
    expect(await look("postgres://diaoyan:geheim@127.0.0.1:1/diaoyan")).toMatchObject({
      level: "error",
      remedy: expect.stringContaining("start PostgreSQL"),
    });
    expect(await look("postgres://127.0.0.1/d?sslmode=verify-full&sslrootcert=/none.pem")).toMatchObject({
      remedy: expect.stringContaining("name a file that is there"),
    });
    for (const password of ["a@geheim", "a/geheim", "a#geheim", "a?geheim@x", "100%geheim"]) {
      const finding = await look(`postgres://diaoyan:${password}@127.0.0.1:1/diaoyan`);
      expect(finding).toMatchObject({ level: "error", remedy: expect.stringContaining("%40") });
      expect(JSON.stringify(finding)).not.toContain("geheim");
    }
  });

  it("finds a taken port, and an address that is not safe, not behind a trusted proxy, or leads elsewhere", async () => {
    const other: Server = createServer((_, response) => response.end("another program"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const look = async (name: string, changes: Partial<Patient>) =>
      find(checkNetwork, name, await patientWith(changes));
    expect(await look("port", { port })).toMatchObject({
      level: "error",
      message: expect.stringContaining("taken by another program"),
    });
    expect(await look("trusted proxies", { trustedProxies: ["10.0.0"] })).toMatchObject({ level: "error" });
    expect(await look("address", { publicUrl: `http://127.0.0.1:${port}` })).toMatchObject({
      level: "error",
      message: expect.stringContaining("not as Diaoyan"),
    });
    expect(await look("address", { publicUrl: `https://localhost:${port}` })).toMatchObject({
      level: "error",
      remedy: expect.stringContaining("speaks no TLS"),
    });
    expect(await look("host", {})).toBeUndefined();
    expect(await look("host", { host: "0.0.0.0" })).toMatchObject({ level: "warning" });
    await new Promise((resolve) => other.close(resolve));
    expect(await look("address", { publicUrl: `http://127.0.0.1:${port}` })).toMatchObject({
      level: "error",
      message: expect.stringContaining("ECONNREFUSED"),
      remedy: expect.stringContaining("start server and proxy"),
    });
    const secure = await serveSelfSigned();
    expect(await look("address", { publicUrl: `https://localhost:${secure.port}` })).toMatchObject({
      level: "error",
      remedy: expect.stringContaining("NODE_EXTRA_CA_CERTS"),
    });
    secure.close();
    expect(await look("https", { publicUrl: "http://survey.invalid" })).toMatchObject({ level: "error" });
    expect(await look("proxy", { publicUrl: "https://survey.invalid" })).toMatchObject({
      level: "warning",
      remedy: expect.stringContaining("--trusted-proxy"),
    });
    expect(await look("proxy", { publicUrl: "https://survey.invalid", trustedProxies: ["0.0.0.0/0"] })).toMatchObject({
      level: "warning",
    });
    expect(await look("port", { host: "203.0.113.1" })).toMatchObject({
      level: "error",
      message: expect.stringContaining("EADDRNOTAVAIL"),
    });

    const server = await startTestServer({ dataFolder: join(folder, "served") });
    const own = Number(new URL(server.url).port);
    const dataFolder = join(folder, "served");
    expect(await look("port", { port: own })).toMatchObject({
      level: "ok",
      message: expect.stringContaining("a server of Diaoyan"),
    });
    expect(await look("address", { publicUrl: server.url })).toMatchObject({ level: "ok" });
    expect(
      (await checkDatabase({ ...(await patientWith()), dataFolder })).find(({ check }) => check === "in use"),
    ).toMatchObject({
      message: "a server or another command has the data open",
    });
    await server.close();
  });

  it("comes where the database's or the segmenter's binary is missing, and says how to get it", () => {
    const without = (name: string, ...args: readonly string[]) =>
      spawnSync(
        process.execPath,
        [
          "--import",
          join(import.meta.dirname, "../cli/without-package.ts"),
          join(import.meta.dirname, "../../bin/diaoyan.js"),
          ...args,
        ],
        {
          env: { ...process.env, WITHOUT_PACKAGE: name },
          encoding: "utf8",
        },
      );
    const run = without("sqlite3", "doctor", "--data-folder", healthy, "--json");
    expect(run.status).toBe(1);
    const { findings } = JSON.parse(run.stdout) as { findings: readonly Finding[] };
    expect(findings).toContainEqual({
      check: "sqlite3",
      level: "error",
      message: "the sqlite3 package does not load: package sqlite3 is not here",
      remedy: expect.stringContaining("npm_config_nodedir"),
    });
    expect(JSON.parse(run.stderr)).toMatchObject({ error: { code: "doctor.findings" } });
    expect(without("@node-rs/jieba", "doctor", "--data-folder", healthy).stdout).toMatch(
      /ERROR {3}jieba: .*\n +run "npm ci"/,
    );
  });
});

async function runSql(file: string, sql: string): Promise<void> {
  const { Sqlite3Connection } = await import("../../src/storage/sqlite3-connection.node.ts");
  const connection = await Sqlite3Connection.open(file, "writer", []);
  await connection.script(sql);
  await connection.close();
}
