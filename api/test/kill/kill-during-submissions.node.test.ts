import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Client, routes } from "../../src/contract/index.ts";
import { verifyStudy } from "../../src/use-cases/verify-study.ts";
import { setUpOperator } from "../people.ts";
import { startTestServer } from "../start-test-server.ts";
import { openSmallStudy, smallQuestionnaire, smallStudy } from "../study.ts";
import { type KilledServer, startKilledServer } from "./killed-server.ts";
import { pause, sendUntilGone } from "./stream-submissions.ts";

// thirty kills and ten thousand submissions are the long run of web/e2e/faults
const rounds = 4;
const senders = 12;

let dataFolder: string;
let server: KilledServer | undefined;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "diaoyan-kill-"));
});
afterAll(async () => {
  await server?.stop();
  await rm(dataFolder, { recursive: true });
});

const limit = 40;

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
  server = await startKilledServer(dataFolder);
  const { client } = await setUpOperator({ url: server.url(), setUpLink: server.setUpLink });
  const to = await openSmallStudy(client);
  await limitCell(client);
  const receipts = new Map<string, string>();
  for (let round = 1; round <= rounds; round += 1) {
    const before = receipts.size;
    const { url } = server;
    const sending = Array.from({ length: senders }, () => sendUntilGone(url(), to, receipts));
    // in the midst of it, however slow the machine: some receipts are out, more submissions are under way
    while (receipts.size < before + senders) await pause(5);
    await pause(17 * (round % 7));
    await server.restart();
    await Promise.all(sending);
  }
  await server.stop();
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
