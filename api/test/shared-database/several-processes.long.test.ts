import { randomBytes } from "node:crypto";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createClient, ProblemError, routes } from "../../src/contract/index.ts";
import { newUuid } from "../../src/contract/uuid.ts";
import { openInstallation } from "../../src/entry/open-installation.node.ts";
import { verifyStudy } from "../../src/use-cases/verify-study.ts";
import { runCli } from "../cli/run-cli.ts";
import { type Served, serve } from "../operation/serve.ts";
import { setUpOperator } from "../people.ts";
import { noPostgres, query, startPostgres, type TestServer } from "../postgres-server.node.ts";
import { openLink, openSmallStudy, smallStudy, smallSubmission } from "../study.ts";

const processes = 3;
const quota = 150;
/** Submissions for each link. */
const submissions = 450;
const senders = 24;
const audited = 20;

type Submission = ReturnType<typeof smallSubmission>;

let postgres: TestServer;
let url: string;
const folders: string[] = [];
const servers: Served[] = [];

/** A server with a folder of its own, as on a machine of its own: only database and master key are shared. */
async function startProcess(at: number): Promise<Served> {
  const served = await serve(folders[at] ?? "", [], ["env", `DATABASE_URL=${url}`]);
  servers[at] = served;
  return served;
}

const patienceMilliseconds = 120_000;

/** Sends until somebody answers, as a page does; `from` is the server that is asked first. */
async function submit(collector: string, body: Submission, from: number): Promise<string> {
  const until = Date.now() + patienceMilliseconds;
  for (let attempt = 0; ; attempt += 1) {
    const client = createClient(fetch, servers[(from + attempt) % processes]?.url ?? "");
    try {
      return (await client.call(routes.submitResponse, { params: { collector }, body })).receipt;
    } catch (error) {
      // nobody there, or busy for a moment; whatever else is said is a failure
      const isPassing = error instanceof TypeError || (error instanceof ProblemError && error.body.status === 503);
      if (!isPassing || Date.now() > until) throw error;
      await new Promise((later) => setTimeout(later, 100));
    }
  }
}

/** Sends each submission to two processes at once; answers the receipts by response. */
async function submitAll(collector: string, bodies: readonly Submission[]): Promise<Map<string, string>> {
  const receipts = new Map<string, string>();
  const waiting = [...bodies.entries()];
  async function work(): Promise<void> {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [at, body] = next;
      const [one, other] = await Promise.all([submit(collector, body, at), submit(collector, body, at + 1)]);
      expect(other).toBe(one);
      receipts.set(body.id, one);
    }
  }
  await Promise.all(Array.from({ length: senders }, work));
  return receipts;
}

/** Each process made a set-up link when it started, and the last one counts. */
async function signInAtOne() {
  for (const [at, { url: origin, setUpLink }] of servers.entries()) {
    const session = await setUpOperator({ url: origin, setUpLink }).catch(() => undefined);
    if (session !== undefined) return { ...session, at };
  }
  throw new Error("expected a set-up link that works");
}

describe.skipIf(noPostgres !== undefined)(`several processes on one database ${noPostgres ?? ""}`, () => {
  beforeAll(async () => {
    postgres = await startPostgres();
    url = await postgres.createDatabase();
    const key = `${randomBytes(32).toString("hex")}\n`;
    for (let at = 0; at < processes; at += 1) {
      const folder = await mkdtemp(join(tmpdir(), "diaoyan-process-"));
      await mkdir(join(folder, "keys"));
      await writeFile(join(folder, "keys/master.key"), key, { mode: 0o600 });
      folders.push(folder);
    }
    // at once: one of them migrates, the others wait for it
    await Promise.all(folders.map((_, at) => startProcess(at)));
  }, 120_000);

  afterAll(async () => {
    for (const { child, ended } of servers) {
      child.kill("SIGTERM");
      await ended;
    }
    await postgres.stop();
    for (const folder of folders) await rm(folder, { recursive: true });
  }, 60_000);

  it("stores every response once and no more than a quota, whichever processes get it and whichever is killed", async () => {
    const { client, at } = await signInAtOne();
    const victim = (at + 1) % processes;
    const { collector, version } = await openSmallStudy(client);
    const limited = await openLink(client, version, { quota });
    const anonymous = await openLink(client, version, { mode: "anonymous" });
    const bodies = Array.from({ length: 3 }, () => Array.from({ length: submissions }, () => smallSubmission(version)));
    // those of the anonymous link bear no time
    bodies[2] = (bodies[2] ?? []).map((body) => ({ ...body, id: newUuid(4) }));
    const sending = [collector, limited, anonymous].map((link, at) => submitAll(link, bodies[at] ?? []));
    const opening = Array.from({ length: audited }, () => openLink(client, version));
    await new Promise((later) => setTimeout(later, 1_500));
    servers[victim]?.child.kill("SIGKILL");
    await servers[victim]?.ended;
    await startProcess(victim);
    const receipts = await Promise.all(sending);
    await Promise.all(opening);
    expect(receipts.map(({ size }) => size)).toEqual([submissions, submissions, submissions]);
    // what waits in an open anonymous link is shown to nobody
    await client.call(routes.closeCollector, { params: { study: smallStudy, collector: anonymous } });

    const { services, close } = await openInstallation(folders[0] ?? "", { database: { kind: "postgres", url } });
    const { responses, collectors, journal } = services.ports;
    for (const [at, of] of receipts.entries()) {
      const stored = await responses.findMany(smallStudy, [...of.keys()]);
      expect([at, stored.length]).toEqual([at, submissions]);
      for (const { id, receipt } of stored) expect(receipt).toBe(of.get(id));
    }
    const log = await responses.listLog(smallStudy, 0, 1_000_000);
    const pending = await responses.listPending(smallStudy);
    expect(new Set(log.map(({ commitment }) => commitment)).size).toBe(log.length);
    // anonymous ones that wait for company enter the log with it
    const held = (await query(url, "SELECT id FROM held_responses")).length;
    expect(log.length + pending.length + held).toBe(3 * submissions);
    expect(await collectors.find(limited)).toMatchObject({ accepted: quota, received: submissions });
    expect(await collectors.find(anonymous)).toMatchObject({ accepted: submissions, received: submissions });
    expect((await journal.list(smallStudy, undefined, 1_000)).length).toBeGreaterThanOrEqual(audited);
    expect(await verifyStudy(services.ports, smallStudy)).toEqual([]);
    await close();
  }, 900_000);

  it("is whole again out of a dump", async () => {
    const file = join(folders[0] ?? "", "all.dump");
    const back = await postgres.createDatabase();
    await postgres.run("pg_dump", ["--format=custom", `--file=${file}`, url]);
    await postgres.run("pg_restore", ["--exit-on-error", "--no-owner", `--dbname=${back}`, file]);
    const { services, close } = await openInstallation(folders[0] ?? "", { database: { kind: "postgres", url: back } });
    expect(await verifyStudy(services.ports, smallStudy)).toEqual([]);
    // triggers and functions came along
    const { accepted, received } = (await services.ports.collectors.list(smallStudy))[0] ?? {};
    expect([accepted, received]).toEqual([submissions, submissions]);
    await close();
  }, 60_000);

  it("gets another master key when nobody is connected, and processes start with that one alone", async () => {
    vi.stubEnv("DATABASE_URL", url);
    const renew = () => runCli("keys", "renew", "--data-folder", renewing, "--json");
    const renewing = await mkdtemp(join(tmpdir(), "diaoyan-renew-"));
    const key = "keys/master.key";
    await mkdir(join(renewing, "keys"));
    await copyFile(join(folders[0] ?? "", key), join(renewing, key));
    const refused = await renew();
    expect([refused.status, JSON.parse(refused.err).error.code]).toEqual([1, "database.inUse"]);
    for (const { child, ended } of servers) {
      child.kill("SIGTERM");
      await ended;
    }
    expect(JSON.parse((await renew()).out)).toEqual({ studies: 1 });
    vi.unstubAllEnvs();
    await expect(startProcess(0)).rejects.toThrow(/does not open \d of the \d keys/);
    for (const folder of folders) await copyFile(join(renewing, key), join(folder, key));
    await Promise.all(folders.map((_, at) => startProcess(at)));
    const { services, close } = await openInstallation(renewing, { database: { kind: "postgres", url } });
    expect(await verifyStudy(services.ports, smallStudy)).toEqual([]);
    await close();
    await rm(renewing, { recursive: true });
  }, 120_000);

  it("refuses a process with another master key", async () => {
    const folder = await mkdtemp(join(tmpdir(), "diaoyan-process-"));
    await mkdir(join(folder, "keys"));
    await writeFile(join(folder, "keys/master.key"), `${"ab".repeat(32)}\n`, { mode: 0o600 });
    await expect(serve(folder, [], ["env", `DATABASE_URL=${url}`])).rejects.toThrow(/does not open \d of the \d keys/);
    await rm(folder, { recursive: true });
  }, 60_000);
});
