import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { openInstallation } from "../../src/entry/open-installation.node.ts";
import { verifyStudy } from "../../src/use-cases/verify-study.ts";
import { people, type Session, setUpOperator, signIn } from "../people.ts";
import { sealAttachment, someBytes } from "../sealed-attachment.ts";
import { makeSession } from "../session.ts";
import { startTestServer } from "../start-test-server.ts";
import { openSmallStudy, smallStudy, smallSubmission } from "../study.ts";
import { writeRow } from "../write-row.ts";
import { startOnSmallDisk, whyNoSmallDisk } from "./small-disk.ts";

// processes of their own start slowly beside other tests
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-disk-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const params = { study: smallStudy };

/** Sends as a respondent's page does; answers the status and, where refused, the problem. */
async function send(who: Session, collector: string, body: object) {
  const response = await who.fetch(`/api/public/collectors/${collector}/responses`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as object;
  return { ...answer, status: response.status, retryAfter: response.headers.get("retry-after") };
}

async function expectAllStored(dataFolder: string, ids: ReadonlySet<string>): Promise<void> {
  const { services, close } = await openInstallation(dataFolder);
  const rows = await services.ports.responses.list(smallStudy, { limit: 1_000_000 });
  expect(rows.map(({ id }) => String(id)).sort()).toEqual([...ids].sort());
  expect(await verifyStudy(services.ports, smallStudy)).toEqual([]);
  await close();
}

const why = whyNoSmallDisk();
if (why !== undefined) process.stdout.write(`skipped: a full disk cannot be made here: ${why}\n`);

it.skipIf(why !== undefined)(
  "refuses what a full disk cannot hold, stays up, and takes it when there is room",
  async () => {
    await mkdir(join(folder, "small"));
    const { server, folder: seen, fill, empty } = await startOnSmallDisk(join(folder, "small"), 16);
    const lead = await setUpOperator(server);
    const to = await openSmallStudy(lead.client);
    const { recovery } = await lead.client.call(routes.getFieldKit, { params });
    const session = crypto.randomUUID();
    const record = makeSession(session) as unknown as JsonValue;
    await lead.client.call(routes.saveSession, { params: { ...params, session }, body: { session: record } });
    const sealed = await sealAttachment({ study: smallStudy, session, recovery, bytes: someBytes(300_000) });
    await lead.client.call(routes.beginAttachment, {
      params: { ...params, attachment: sealed.id },
      body: sealed.announced,
    });
    const kept = new Set<string>();
    const keep = async (): Promise<{ status: number; id: string; body: object }> => {
      const body = smallSubmission(to.version, { satisfied: 2, reason: "压力大".repeat(60) });
      const answer = await send(lead, to.collector, body);
      if (answer.status === 201) kept.add(body.id);
      else
        expect(answer).toMatchObject({
          status: 507,
          code: "storage.full",
          retryAfter: "30",
          title: "服务器存储空间已满",
        });
      return { status: answer.status, id: body.id, body };
    };

    await Promise.all(Array.from({ length: 20 }, keep));
    await fill();
    // what room the write-ahead log has left is used up
    let refused = await keep();
    while (refused.status !== 507) {
      await Promise.all(Array.from({ length: 40 }, keep));
      refused = await keep();
    }
    await Promise.all(Array.from({ length: 40 }, keep));
    const [{ position, sha256, bytes } = { position: 0, sha256: "", bytes: new Uint8Array() }] = sealed.chunks;
    const put = () =>
      lead.client.call(routes.putAttachmentChunk, {
        params: { ...params, attachment: sealed.id, position: String(position) },
        query: { sha256 },
        bytes,
      });
    await expect(put()).rejects.toMatchObject({ body: { code: "storage.full" } });
    expect((await fetch(`${server.url}/healthz/live`)).status).toBe(200);
    expect(await (await fetch(`${server.url}/healthz`)).json()).toMatchObject({ status: "failing" });
    expect((await lead.client.call(routes.listResponses, { params, query: {} })).responses.length).toBeGreaterThan(0);

    await empty();
    expect(await send(lead, to.collector, refused.body)).toMatchObject({ status: 201 });
    kept.add(refused.id);
    await put();
    await keep();
    await cp(seen, join(folder, "copy"), { recursive: true });
    server.child.kill("SIGTERM");
    expect(await server.ended).toEqual([0, null]);
    expect(server.said()).toContain('"code":"SQLITE_FULL"');
    await expectAllStored(join(folder, "copy"), kept);
  },
);

/** Makes files unchangeable for everybody, open or not; answers why that cannot be done here. */
function freeze(...files: readonly string[]): string | undefined {
  const run = spawnSync("chattr", ["+i", ...files], { encoding: "utf8" });
  return run.status === 0 ? undefined : (run.error?.message ?? run.stderr).trim();
}

it("refuses while its database cannot be written, stays up, and goes on afterwards", async (context) => {
  const server = await startTestServer({ dataFolder: join(folder, "frozen") });
  const lead = await setUpOperator(server);
  const to = await openSmallStudy(lead.client);
  const [before, body] = [smallSubmission(to.version), smallSubmission(to.version)];
  expect(await send(lead, to.collector, before)).toMatchObject({ status: 201 });
  const files = ["", "-wal"].map((end) => join(folder, `frozen/diaoyan.sqlite${end}`));
  // of an hour ago: use would prolong it now
  const hourAgo = new Date(Date.now() + 47 * 3_600_000).toISOString();
  await writeRow(server.dataFolder, `update auth_sessions set expiresAt = '${hourAgo}'`);
  const whyNot = freeze(...files);
  const refused = await send(lead, to.collector, body);
  const read = await lead.fetch(`/api/studies/${smallStudy}`);
  const signedIn = await signIn(server, people.operator).catch(String);
  spawnSync("chattr", ["-i", ...files]);
  if (whyNot !== undefined || refused.status === 201) {
    await server.close();
    process.stdout.write(`skipped: an open file cannot be made unwritable here: ${whyNot ?? "writes pass"}\n`);
    return context.skip();
  }
  expect(refused).toMatchObject({
    status: 503,
    code: "storage.unwritable",
    retryAfter: "30",
    title: "服务器暂时不能写入数据",
  });
  expect(read.status).toBe(200);
  expect(signedIn).toContain("answered 503");
  expect(await send(lead, to.collector, body)).toMatchObject({ status: 201 });
  expect(server.failures).toHaveLength(2);
  await server.close();
  await expectAllStored(join(folder, "frozen"), new Set([before.id, body.id]));
});
