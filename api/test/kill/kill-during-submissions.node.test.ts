import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Client, createClient, routes } from "../../src/contract/index.ts";
import type { RunningServer } from "../../src/entry/node.ts";
import { verifyStudy } from "../../src/use-cases/verify-study.ts";
import { setUpOperator } from "../people.ts";
import { startTestServer } from "../start-test-server.ts";
import { openSmallStudy, smallQuestionnaire, smallStudy, smallSubmission } from "../study.ts";

const rounds = 8;
const senders = 12;

let dataFolder: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "diaoyan-kill-"));
});
afterAll(async () => {
  child?.kill("SIGKILL");
  await rm(dataFolder, { recursive: true });
});

async function serve(): Promise<RunningServer> {
  child = spawn(process.execPath, [join(import.meta.dirname, "serve-until-killed.ts"), dataFolder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout === null) throw new Error("the server has no standard output");
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return JSON.parse(line) as RunningServer;
}

async function kill(): Promise<void> {
  const gone = child && once(child, "exit");
  child?.kill("SIGKILL");
  await gone;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Sends until the server is gone; keeps what got a receipt. */
async function sendUntilGone(url: string, to: { collector: string; version: string }, receipts: Map<string, string>) {
  const client = createClient(fetch, url);
  for (;;) {
    const body = smallSubmission(to.version);
    try {
      const { receipt } = await client.call(routes.submitResponse, { params: { collector: to.collector }, body });
      receipts.set(body.id, receipt);
    } catch {
      return;
    }
  }
}

const limit = 100;

/** All responses of this test fall into one quota cell, which fills up on the way. */
async function limitCell(client: Client): Promise<void> {
  const groups = [{ id: "yes", label: { zh: "满意" }, values: ["1"] }];
  const plan = {
    questionnaire: smallQuestionnaire,
    axes: [{ variable: "satisfied", groups }],
    cells: [{ groups: ["yes"], target: limit, limit: true }],
  };
  const params = { study: smallStudy, questionnaire: smallQuestionnaire };
  await client.call(routes.saveQuota, { params, body: { revision: 0, plan } });
}

it(`keeps every receipted response exactly once through ${rounds} kills`, async () => {
  let server = await serve();
  const { client } = await setUpOperator(server);
  const to = await openSmallStudy(client);
  await limitCell(client);
  const receipts = new Map<string, string>();
  for (let round = 1; round <= rounds; round += 1) {
    const before = receipts.size;
    const sending = Array.from({ length: senders }, () => sendUntilGone(server.url, to, receipts));
    // in the midst of it, however slow the machine: some receipts are out, more submissions are under way
    while (receipts.size < before + senders) await pause(5);
    await pause(17 * (round % 7));
    await kill();
    await Promise.all(sending);
    if (round < rounds) server = await serve();
  }
  expect(receipts.size).toBeGreaterThanOrEqual(rounds * senders);
  await checkStored(receipts);
}, 110_000);

async function checkStored(receipts: ReadonlyMap<string, string>): Promise<void> {
  const { services, close } = await startTestServer({ dataFolder });
  const { responses, collectors } = services.ports;
  const stored = await responses.findMany(smallStudy, [...receipts.keys()]);
  expect(stored.map(({ id }) => id)).toEqual([...receipts.keys()].sort());
  for (const { id, receipt } of stored) expect(receipt).toBe(receipts.get(id));
  const log = await responses.listLog(smallStudy, 0, 1_000_000);
  const logged = log.map(({ response }) => response);
  expect(new Set(logged).size).toBe(logged.length);
  expect([...receipts.keys()].filter((id) => !logged.includes(id))).toEqual([]);
  expect(await verifyStudy(services.ports, smallStudy)).toEqual([]);
  const [collector] = await collectors.list(smallStudy);
  expect(collector?.received).toBe(log.length);
  expect(collector?.accepted).toBe(limit);
  const cells = await services.ports.quotas.listCounts(smallStudy, smallQuestionnaire);
  expect(cells.find(({ cell }) => cell === "yes")).toEqual({ cell: "yes", received: log.length, valid: limit });
  await close();
}
