import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startHash } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { routes } from "../../../api/src/contract/index.ts";
import {
  chunkBytes,
  chunkContextOf,
  contextOf,
  countChunks,
  importRecoveryPublicKey,
  makeRecordKey,
  sealBytes,
  wrapForRecovery,
} from "../../../api/src/contract/rescue/index.ts";
import { setUpOperator } from "../../../api/test/people.ts";
import { describeRecording, someBytes } from "../../../api/test/sealed-attachment.ts";
import { startTestServer } from "../../../api/test/start-test-server.ts";
import { openSmallStudy, smallStudy } from "../../../api/test/study.ts";
import { createAttachmentServer } from "../../src/field/attachments/attachment-server.ts";
import type { HeldAttachment } from "../../src/field/attachments/attachment-shelf.ts";
import { freshState, retryState } from "../../src/field/attachments/attachment-state.ts";
import { deliverAttachment } from "../../src/field/attachments/deliver-attachment.ts";
import { startFaultProxy } from "./fault-proxy.ts";

const megabyte = 1_048_576;
const bytes = 200 * megabyte + 12_345;

/** Mulberry32: the faults of a seed are the same in every run, though not their timing. */
function drawFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

it("brings a recording of 200 MB through a bad line: whole, no chunk twice, memory bounded", async () => {
  const server = await startTestServer();
  const folder = await mkdtemp(join(tmpdir(), "diaoyan-device-"));
  const agent = new Agent({ keepAlive: false });
  const lead = await setUpOperator(server);
  await openSmallStudy(lead.client);
  const { recovery } = await lead.client.call(routes.getFieldKit, { params: { study: smallStudy } });
  const id = crypto.randomUUID();
  const key = await makeRecordKey();
  const publicKey = await importRecoveryPublicKey(recovery.publicKey);
  const wrappedKey = await wrapForRecovery(publicKey, key, contextOf(smallStudy, id));
  const hash = startHash();
  for (let position = 0; position < countChunks(bytes); position += 1) {
    const chunk = someBytes(Math.min(chunkBytes, bytes - position * chunkBytes), position);
    hash.add(chunk);
    await writeFile(
      join(folder, String(position)),
      await sealBytes(key, chunk, chunkContextOf(smallStudy, id, position)),
    );
  }
  const described = describeRecording(crypto.randomUUID());
  let held: HeldAttachment = {
    ...{ id, study: smallStudy, wrappedKey, recoveryKey: recovery.id },
    meta: { ...described, owner: "", bytes, sha256: hash.end() },
    state: freshState("waiting"),
  };
  const random = drawFrom(20_261_126);
  const proxy = await startFaultProxy({ target: () => server.url, random, agent });
  const throughProxy: typeof fetch = (input, init) =>
    lead.fetch(`${proxy.url}${String(input)}`, { ...init, headers: { ...init?.headers, connection: "close" } });
  const put = server.services.ports.blobs.put;
  const stored: string[] = [];
  const counted = server.services.ports as { blobs: { put: typeof put } };
  counted.blobs.put = (place, content) => {
    stored.push(place);
    return put(place, content);
  };
  const base = process.memoryUsage().rss;
  let peak = base;
  const meter = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const begun = performance.now();
  let attempts = 0;
  try {
    const shelf = {
      get: () => held,
      update: async (_: string, change: (state: HeldAttachment["state"]) => HeldAttachment["state"]) => {
        held = { ...held, state: change(held.state) };
      },
      readChunk: async (_: string, position: number) => new Uint8Array(await readFile(join(folder, String(position)))),
    };
    while (held.state.phase !== "received") {
      attempts += 1;
      expect(attempts).toBeLessThan(2_000);
      expect(held.state.trouble).toBeNull();
      const parts = { shelf, server: createAttachmentServer(throughProxy), now: Date.now, random };
      await deliverAttachment(parts, id);
      if (held.state.phase === "waiting") held = { ...held, state: retryState(held.state) };
    }
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    const grown = Math.round((peak - base) / megabyte);
    process.stdout.write(`${JSON.stringify({ seconds, attempts, grownMegabytes: grown, faults: proxy.done })}\n`);
    const { attachments } = await lead.client.call(routes.listAttachments, {
      params: { study: smallStudy },
      query: {},
    });
    expect(attachments).toMatchObject([{ id, state: "stored", bytes, sha256: held.meta.sha256 }]);
    const kept = await readdir(join(server.dataFolder, "blobs", smallStudy, "attachments", id));
    expect(kept).toHaveLength(countChunks(bytes));
    // a chunk may be on its way twice at the same moment; it never stands twice, and a resumed one is not stored again
    expect(stored.length - new Set(stored).size).toBeLessThan(countChunks(bytes) * 0.2);
    expect(grown).toBeLessThan(150);
  } finally {
    clearInterval(meter);
    await proxy.close();
    agent.destroy();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}, 600_000);
