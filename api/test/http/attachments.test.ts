import { hashBytes } from "@diaoyan/instruments";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { chunkBytes } from "../../src/contract/rescue/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { chunkKeyOf } from "../../src/use-cases/attachment-place.ts";
import { readRange } from "../../src/use-cases/read-attachment.ts";
import { createTestClock } from "../fixed-clock.ts";
import { openStudyServer } from "../open-study-server.ts";
import { join, type Session, setUpOperator } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { startBucket } from "../s3-server.node.ts";
import { type DeviceRecovery, sealAttachment, someBytes } from "../sealed-attachment.ts";
import { makeSession } from "../session.ts";
import { startTestServer } from "../start-test-server.ts";
import { openSmallStudy, smallStudy } from "../study.ts";

// the folder is tried by the tests of backup, ledger and purge
const bucket = await startBucket();
for (const [name, value] of Object.entries(bucket.environment)) vi.stubEnv(name, value);
const { server, lead } = await openStudyServer();
vi.unstubAllEnvs();
afterAll(() => bucket.close());
const interviewer = await join(server, lead, "interviewer", { study: smallStudy, role: "interviewer" });
const researcher = await join(server, lead, "researcher", { study: smallStudy, role: "researcher" });
let recovery: DeviceRecovery;
const params = { study: smallStudy };
const session = crypto.randomUUID();

beforeAll(async () => {
  await interviewer.client.call(routes.saveSession, {
    params: { ...params, session },
    body: { session: makeSession(session) as unknown as JsonValue },
  });
  ({ recovery } = await interviewer.client.call(routes.getFieldKit, { params }));
});

type Sealed = Awaited<ReturnType<typeof sealAttachment>>;
const seal = (bytes: Uint8Array<ArrayBuffer>, changes = {}, of = session) =>
  sealAttachment({ study: smallStudy, session: of, recovery, bytes }, changes);
const begin = ({ id, announced }: Sealed, who = interviewer) =>
  who.client.call(routes.beginAttachment, { params: { ...params, attachment: id }, body: announced });
const put = ({ id, chunks }: Sealed, position: number, who = interviewer) => {
  const { sha256, bytes } = chunks[position] as Sealed["chunks"][number];
  return who.client.call(routes.putAttachmentChunk, {
    params: { ...params, attachment: id, position: String(position) },
    query: { sha256 },
    bytes,
  });
};
const finish = ({ id }: Sealed, who = interviewer) =>
  who.client.call(routes.finishAttachment, { params: { ...params, attachment: id } });

async function send(sealed: Sealed, who = interviewer) {
  await begin(sealed, who);
  for (const { position } of sealed.chunks) await put(sealed, position, who);
  return finish(sealed, who);
}

async function read(id: string, who: Session, range?: string) {
  const place = { ...params, attachment: id };
  const { ticket } = await who.client.call(routes.openAttachment, { params: place });
  const path = `/api/studies/${smallStudy}/attachments/${id}/content?ticket=${ticket}`;
  return who.fetch(path, range === undefined ? {} : { headers: { range } });
}

describe("the upload of an attachment", () => {
  it("goes on where it broke off, stores no chunk twice, and answers the hash of the whole", async () => {
    const bytes = someBytes(2 * chunkBytes + 1_000);
    const sealed = await seal(bytes);
    expect(await begin(sealed)).toMatchObject({ chunks: 3, stored: [], finished: false });
    await put(sealed, 2);
    await put(sealed, 0);
    const key = chunkKeyOf(smallStudy, sealed.id, 0);
    await server.services.ports.blobs.put(key, new Uint8Array([1]));
    await put(sealed, 0);
    expect(await server.services.ports.blobs.get(key)).toHaveLength(1);
    await server.services.ports.blobs.put(key, sealed.chunks[0]?.bytes ?? new Uint8Array());
    expect(await begin(sealed)).toMatchObject({ stored: [0, 2] });
    expect(await codeOf(finish(sealed))).toBe("attachment.incomplete");
    await put(sealed, 1);
    const receipt = await finish(sealed);
    expect(receipt).toEqual({
      marker: "diaoyan-stored",
      attachment: sealed.id,
      bytes: bytes.length,
      sha256: hashBytes(bytes),
      session: "stands",
    });
    expect(await Promise.all([finish(sealed), finish(sealed)])).toEqual([receipt, receipt]);
    expect(await begin(sealed)).toMatchObject({ stored: [0, 1, 2], finished: true });
  });

  it("is told when the bucket of the attachments is away, and goes on when it is back", async () => {
    const sealed = await seal(someBytes(chunkBytes + 5));
    await begin(sealed);
    await put(sealed, 0);
    bucket.faults.push(503, "break", 503);
    expect(await codeOf(put(sealed, 1))).toBe("storage.unwritable");
    bucket.faults.push(507);
    expect(await codeOf(put(sealed, 1))).toBe("storage.full");
    expect(server.failures.splice(0)).toHaveLength(2);
    await put(sealed, 1);
    await finish(sealed);
    expect(bucket.objects.has(chunkKeyOf(smallStudy, sealed.id, 1))).toBe(true);
  });

  it("keeps nothing in plain: neither the bytes nor a key that opens them", async () => {
    const bytes = new Uint8Array(new TextEncoder().encode("受访者说的话".repeat(50)));
    const sealed = await seal(bytes);
    await send(sealed);
    const stored = await server.services.ports.blobs.get(chunkKeyOf(smallStudy, sealed.id, 0));
    expect(Buffer.from(stored ?? []).includes(Buffer.from("受访者"))).toBe(false);
    expect(await server.services.ports.attachments.find(smallStudy, sealed.id)).toMatchObject({ wrappedKey: "" });
  });

  it("refuses a chunk that was damaged on the way, another chunk in its place, and another content under the id", async () => {
    const sealed = await seal(someBytes(chunkBytes + 5));
    await begin(sealed);
    const [first] = sealed.chunks;
    const place = { ...params, attachment: sealed.id, position: "0" };
    const query = { sha256: first?.sha256 ?? "" };
    const damaged = first?.bytes.slice() ?? new Uint8Array();
    damaged[9] = (damaged[9] ?? 0) ^ 1;
    const sendBytes = (bytes: Uint8Array<ArrayBuffer>, sha256 = query.sha256) =>
      interviewer.client.call(routes.putAttachmentChunk, { params: place, query: { sha256 }, bytes });
    expect(await codeOf(sendBytes(damaged))).toBe("attachment.chunkDamaged");
    expect(await codeOf(sendBytes(damaged.slice(0, 40)))).toBe("attachment.chunkDamaged");
    await put(sealed, 0);
    expect(await codeOf(sendBytes(damaged, hashBytes(damaged)))).toBe("attachment.conflict");
    expect(await codeOf(begin({ ...sealed, announced: { ...sealed.announced, bytes: 77 } }))).toBe(
      "attachment.conflict",
    );
    expect(await codeOf(put({ ...sealed, chunks: [...sealed.chunks, first as Sealed["chunks"][number]] }, 2))).toBe(
      "attachment.chunkDamaged",
    );
  });

  it("tells which chunk does not open and takes it again", async () => {
    const sealed = await seal(someBytes(2 * chunkBytes));
    await begin(sealed);
    for (const position of [0, 1]) await put(sealed, position);
    await server.services.ports.blobs.put(chunkKeyOf(smallStudy, sealed.id, 1), someBytes(chunkBytes + 28));
    expect(await codeOf(finish(sealed))).toBe("attachment.damaged");
    expect(await begin(sealed)).toMatchObject({ stored: [0] });
    await put(sealed, 1);
    expect((await finish(sealed)).sha256).toBe(sealed.announced.sha256);
  });

  it("refuses a whole that is not what was announced", async () => {
    const sealed = await seal(someBytes(100));
    const other = { ...sealed, announced: { ...sealed.announced, sha256: "0".repeat(64) } };
    await begin(other);
    await put(sealed, 0);
    expect(await codeOf(finish(sealed))).toBe("attachment.damaged");
  });

  it.each([
    ["attachment.media", { media: "text/html" }],
    ["attachment.media", { media: "image/svg+xml", kind: "现场照片" as const }],
    ["attachment.tooLarge", { bytes: 2 ** 31 }],
    ["attachment.tooLarge", { bytes: 2 ** 26, media: "image/jpeg", kind: "签到表" as const }],
    ["request.invalid", { bytes: 0 }],
    ["rescue.invalid", { recoveryKey: "another" }],
  ])("C7 refuses with %s: %o", async (code, changes) => {
    const sealed = await seal(someBytes(10));
    expect(await codeOf(begin({ ...sealed, announced: { ...sealed.announced, ...changes } } as Sealed))).toBe(code);
  });

  it("keeps what belongs to no session here apart, until somebody says where it belongs", async () => {
    const sealed = await seal(someBytes(10), {}, crypto.randomUUID());
    expect(await send(sealed)).toMatchObject({ session: "missing" });
    const listed = async () =>
      (await lead.client.call(routes.getRecordings, { params })).recordings.find(({ id }) => id === sealed.id);
    expect(await listed()).toMatchObject({ state: "stored", sessionStands: false });
    const place = { ...params, attachment: sealed.id };
    const nowhere = lead.client.call(routes.assignAttachment, {
      params: place,
      body: { session: crypto.randomUUID() },
    });
    expect(await codeOf(nowhere)).toBe("session.notFound");
    await lead.client.call(routes.assignAttachment, { params: place, body: { session } });
    expect(await listed()).toMatchObject({ session, sessionStands: true });
  });
});

describe("an original", () => {
  it("is heard by who recorded it, by researchers and leads; every opening is logged", async () => {
    const bytes = someBytes(chunkBytes + 3_000, 11);
    const sealed = await seal(bytes);
    await send(sealed);
    for (const who of [interviewer, researcher, lead]) {
      const whole = await read(sealed.id, who);
      expect(whole.headers.get("content-type")).toBe("audio/webm;codecs=opus");
      expect(hashBytes(new Uint8Array(await whole.arrayBuffer()))).toBe(hashBytes(bytes));
    }
    const { entries } = await lead.client.call(routes.listAudit, { params, query: {} });
    const opened = entries.filter(({ action, subject }) => action === "attachment.open" && subject === sealed.id);
    expect(opened).toHaveLength(3);
  });

  it("answers ranges across chunks, and refuses those past the end", async () => {
    const bytes = someBytes(2 * chunkBytes + 50, 3);
    const sealed = await seal(bytes);
    await send(sealed);
    const cut = async (range: string) => {
      const part = await read(sealed.id, researcher, range);
      return {
        status: part.status,
        place: part.headers.get("content-range"),
        bytes: new Uint8Array(await part.arrayBuffer()),
      };
    };
    const middle = await cut(`bytes=${chunkBytes - 10}-${2 * chunkBytes + 9}`);
    expect([middle.status, middle.place]).toEqual([
      206,
      `bytes ${chunkBytes - 10}-${2 * chunkBytes + 9}/${bytes.length}`,
    ]);
    expect(hashBytes(middle.bytes)).toBe(hashBytes(bytes.slice(chunkBytes - 10, 2 * chunkBytes + 10)));
    expect((await cut("bytes=-5")).bytes).toEqual(bytes.slice(-5));
    expect((await cut(`bytes=${bytes.length - 1}-`)).bytes).toEqual(bytes.slice(-1));
    expect((await cut("bytes=0-0,5-9")).status).toBe(200);
    expect((await cut(`bytes=${bytes.length}-`)).status).toBe(416);
  });

  it.each([
    [undefined, null],
    ["bytes=-", null],
    ["items=0-1", null],
    ["bytes=0-9", [0, 10]],
    ["bytes=5-999", [5, 100]],
    ["bytes=-500", [0, 100]],
  ])("reads the range %s", (header, range) => {
    expect(readRange(header, 100)).toEqual(range);
  });

  it("C7 opens for nobody else: another interviewer, a ticket of another person, a viewer", async () => {
    const sealed = await seal(someBytes(20));
    await send(sealed, researcher);
    const place = { ...params, attachment: sealed.id };
    expect(await codeOf(interviewer.client.call(routes.openAttachment, { params: place }))).toBe("attachment.notYours");
    expect(await codeOf(put(sealed, 0))).toBe("attachment.notYours");
    const { ticket } = await lead.client.call(routes.openAttachment, { params: place });
    const stolen = researcher.client.call(routes.readAttachment, { params: place, query: { ticket } });
    expect(await codeOf(stolen)).toBe("attachment.ticket");
    const listed = await interviewer.client.call(routes.listAttachments, { params, query: { session } });
    expect(listed.attachments.map(({ id }) => id)).not.toContain(sealed.id);
    expect(listed.attachments.length).toBeGreaterThan(0);
  });
});

describe("an attachment of a rescue file", () => {
  it("is taken by a researcher and stays its interviewer's", async () => {
    const { user } = await interviewer.client.call(routes.getMe, {});
    const sealed = await seal(someBytes(chunkBytes + 1));
    const place = { ...params, attachment: sealed.id };
    const body = await sealed.rescued(user.id);
    const taken = researcher.client.call(routes.beginRescuedAttachment, { params: place, body });
    expect(await taken).toMatchObject({ chunks: 2, stored: [] });
    for (const position of [0, 1]) await put(sealed, position, researcher);
    expect((await finish(sealed, researcher)).sha256).toBe(sealed.announced.sha256);
    expect((await read(sealed.id, interviewer)).status).toBe(200);
  });

  it("keeps what a killed recording had not yet put into a chunk", async () => {
    const bytes = someBytes(chunkBytes);
    const tail = [someBytes(700, 1), someBytes(300, 2)];
    const sealed = await seal(bytes);
    const body = await sealed.rescued("somebody", tail);
    const place = { ...params, attachment: sealed.id };
    await lead.client.call(routes.beginRescuedAttachment, { params: place, body });
    const again = await lead.client.call(routes.beginRescuedAttachment, { params: place, body });
    expect(again).toMatchObject({ chunks: 2, stored: [1] });
    await put(sealed, 0, lead);
    const whole = new Uint8Array([...bytes, ...tail.flatMap((piece) => [...piece])]);
    expect(await finish(sealed, lead)).toMatchObject({ bytes: whole.length, sha256: hashBytes(whole) });
    const damaged = { ...body, pieces: [body.pieces[0] ?? "", `AAAA${(body.pieces[1] ?? "").slice(4)}`] };
    const refused = lead.client.call(routes.beginRescuedAttachment, { params: place, body: damaged });
    expect(await codeOf(refused)).toBe("rescue.invalid");
  });
});

describe("recordings that are due", () => {
  it("are destroyed key and bytes, with a line in the log; photos and what is not due stay", async () => {
    const clock = createTestClock("2026-06-01T02:00:00.000Z");
    const own = await startTestServer({ clock });
    try {
      const first = await setUpOperator(own);
      await openSmallStudy(first.client);
      const kit = await first.client.call(routes.getFieldKit, { params });
      await first.client.call(routes.saveSession, {
        params: { ...params, session },
        body: { session: makeSession(session) as unknown as JsonValue },
      });
      const from = { study: smallStudy, session, recovery: kit.recovery };
      const recording = await sealAttachment({ ...from, bytes: someBytes(chunkBytes + 9) });
      const photo = await sealAttachment({ ...from, bytes: someBytes(9) }, { kind: "现场照片", media: "image/jpeg" });
      const withdrawn = await sealAttachment({ ...from, bytes: someBytes(30) });
      for (const one of [recording, photo, withdrawn]) await send(one, first);
      const look = () => first.client.call(routes.getRecordings, { params });
      expect((await look()).retention).toEqual({
        until: "2027-06-30",
        source: "configuration",
        byConfiguration: "2027-06-30",
        reason: null,
      });
      const purge = (reason: string, attachments?: string[]) =>
        first.client.call(routes.purgeRecordings, { params, body: { reason, ...(attachments && { attachments }) } });
      expect((await purge("到期")).purges).toEqual([]);
      expect((await purge("受访者撤回录音同意", [withdrawn.id])).purges).toMatchObject([
        { attachment: withdrawn.id, sha256: withdrawn.announced.sha256, bytes: 30, reason: "受访者撤回录音同意" },
      ]);
      const set = (until: string) =>
        first.client.call(routes.setRetention, { params, body: { until, reason: "验收提前" } });
      expect(await codeOf(set("2020-01-01"))).toBe("retention.invalid");
      expect((await set("2026-05-31")).retention).toMatchObject({ until: "2026-05-31", source: "lead" });
      expect((await purge("到期")).purges).toMatchObject([
        {
          attachment: recording.id,
          sha256: recording.announced.sha256,
          dueOn: "2026-05-31",
          name: "录音-20261012-0930.webm",
        },
      ]);
      for (const position of [0, 1]) {
        expect(await own.services.ports.blobs.get(chunkKeyOf(smallStudy, recording.id, position))).toBeUndefined();
      }
      expect(await own.services.ports.attachments.find(smallStudy, recording.id)).toMatchObject({ sealedKey: null });
      const place = { ...params, attachment: recording.id };
      expect(await codeOf(first.client.call(routes.openAttachment, { params: place }))).toBe("attachment.purged");
      expect(await codeOf(put(recording, 0, first))).toBe("attachment.purged");
      expect((await read(photo.id, first)).status).toBe(200);
      expect((await look()).purges.map(({ attachment }) => attachment).sort()).toEqual(
        [withdrawn.id, recording.id].sort(),
      );
      expect(await codeOf(purge("再来一次", [recording.id]))).toBe("attachment.notFound");
    } finally {
      await own.close();
    }
  });
});
