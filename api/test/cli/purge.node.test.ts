import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { chunkKeyOf } from "../../src/use-cases/attachment-place.ts";
import { mixedObligations, mixedSessions } from "../mixed-sessions.ts";
import { type Session, setUpOperator } from "../people.ts";
import { sealAttachment, someBytes } from "../sealed-attachment.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { smallPack, smallStudy } from "../study.ts";
import { runCli } from "./run-cli.ts";

let server: TestServer;
let lead: Session;
const params = { study: smallStudy };
const [held] = mixedSessions;
const session = String(held?.id);

beforeAll(async () => {
  server = await startTestServer();
  lead = await setUpOperator(server);
  const files = smallPack();
  const study = (files["study.yaml"] ?? "").replace(/obligations:[\s\S]*?deliverables:/, mixedObligations);
  await lead.client.call(routes.loadPack, { body: { files: { ...files, "study.yaml": study }, simulated: true } });
  await lead.client.call(routes.saveSession, { params: { ...params, session }, body: { session: held as never } });
});
afterAll(() => server.close());

const at = (...args: readonly string[]) => runCli(...args, "--data-folder", server.dataFolder);

async function store(changes: Parameters<typeof sealAttachment>[1], length: number) {
  const { recovery } = await lead.client.call(routes.getFieldKit, { params });
  const sealed = await sealAttachment({ study: smallStudy, session, recovery, bytes: someBytes(length) }, changes);
  const place = { ...params, attachment: sealed.id };
  await lead.client.call(routes.beginAttachment, { params: place, body: sealed.announced });
  for (const { position, sha256, bytes } of sealed.chunks) {
    const chunk = { ...place, position: String(position) };
    await lead.client.call(routes.putAttachmentChunk, { params: chunk, query: { sha256 }, bytes });
  }
  await lead.client.call(routes.finishAttachment, { params: place });
  return sealed;
}

it("says what is due, destroys it, and leaves ledger, package and study provable", async () => {
  const recording = await store({}, 500);
  await store({ kind: "签到表", name: "签到表-1.jpg", media: "image/jpeg" }, 300);
  await store({ kind: "同意书", name: "同意书-1.jpg", media: "image/jpeg" }, 300);
  const due = ["purge", "--study", smallStudy, "--json"] as const;
  expect(JSON.parse((await at(...due, "--dry-run")).out)).toMatchObject({ recordings: [] });
  await lead.client.call(routes.setRetention, { params, body: { until: "2026-01-01", reason: "已验收" } });
  const listed = { name: recording.announced.name, bytes: 500, sha256: recording.announced.sha256 };
  expect(JSON.parse((await at(...due, "--dry-run")).out)).toMatchObject({ dryRun: true, recordings: [listed] });
  expect(await server.services.ports.blobs.get(chunkKeyOf(smallStudy, recording.id, 0))).toBeDefined();
  const all = await at("purge", "--due", "--dry-run", "--json");
  expect(JSON.parse(all.out)).toMatchObject({ dryRun: true, studies: [{ study: smallStudy, recordings: [listed] }] });
  for (const wrong of [["purge"], ["purge", "--due", "--study", smallStudy]])
    expect((await at(...wrong)).status).toBe(2);
  expect(JSON.parse((await at(...due)).out)).toMatchObject({ dryRun: false, recordings: [listed] });
  expect(JSON.parse((await at(...due)).out)).toMatchObject({ recordings: [] });

  expect(await at("verify")).toMatchObject({ status: 0, out: expect.stringContaining("1 attachments destroyed") });
  const file = join(server.dataFolder, "清单.zip");
  expect(await at("ledger", "export", "--study", smallStudy, "--out", file)).toMatchObject({ status: 0 });
  expect(await runCli("verify", "--package", file)).toMatchObject({
    status: 0,
    out: expect.stringContaining("附件/录音销毁记录.csv"),
  });
  const files = unzipSync(new Uint8Array(await readFile(file)));
  expect(Object.keys(files).filter((name) => name.startsWith("附件/"))).toEqual([
    "附件/I01/签到表-1.jpg",
    "附件/录音销毁记录.csv",
  ]);
  const log = new TextDecoder().decode(files["附件/录音销毁记录.csv"]);
  expect(log).toContain(`\r\nI01,录音-20261012-0930.webm,2026-10-12T01:30:00.000Z,500,${recording.announced.sha256},`);
});

it("destroys names and contacts once the study's period has ended, with a certificate, and keeps the rest", async () => {
  const rows = [{ row: 2, cells: { name: "王芳", phone: "13800001234", unit: "示例大学" } }];
  const source = "测试名单（模拟数据），经本人同意";
  const body = { kind: "people" as const, source, check: false, rows, decisions: { units: {}, rows: {} } };
  await lead.client.call(routes.importRoster, { params, body });
  const contacts = ["purge", "--study", smallStudy, "--contacts", "--json"] as const;
  expect(JSON.parse((await at(...contacts)).out)).toMatchObject({ contacts: { people: 0, certificate: null } });
  const files = smallPack();
  const ended = (files["study.yaml"] ?? "").replace(
    /(period: *\{? *from: *"?)[0-9-]+("?,? *(?:\n *)?to: *"?)[0-9-]+/,
    "$12025-01-01$22025-06-30",
  );
  expect(ended).toContain("2025-06-30");
  await lead.client.call(routes.loadPack, { body: { files: { ...files, "study.yaml": ended }, simulated: true } });
  expect(JSON.parse((await at(...contacts, "--dry-run")).out)).toMatchObject({ contacts: { people: 1 } });
  expect((await lead.client.call(routes.getRoster, { params, query: {} })).people[0]?.name).toBe("王芳");
  const done = JSON.parse((await at(...contacts)).out);
  expect(done).toMatchObject({ contacts: { until: "2025-06-30", people: 1, certificate: expect.any(String) } });
  const { people } = await lead.client.call(routes.getRoster, { params, query: {} });
  expect(people.map(({ name, phone }) => [name, phone])).toEqual([["", ""]]);
  expect(await at("verify")).toMatchObject({ status: 0 });
  expect(JSON.parse((await at(...contacts)).out)).toMatchObject({ contacts: { people: 0, certificate: null } });
});

it("finds an attachment that is not what came", async () => {
  const { id } = await store({ kind: "现场照片", name: "照片.jpg", media: "image/jpeg" }, 50);
  await server.services.ports.blobs.put(chunkKeyOf(smallStudy, id, 0), someBytes(78, 5));
  const { status, out } = await at("verify");
  expect([status, out]).toEqual([1, expect.stringContaining(`attachment.changed ${id}`)]);
});

it("names a study that is not here", async () => {
  expect(await at("purge", "--study", "nowhere")).toMatchObject({ status: 1, err: expect.stringContaining("nowhere") });
});
