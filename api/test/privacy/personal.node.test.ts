import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { chunkBytes } from "../../src/contract/rescue/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { systemClock } from "../../src/ports/clock.ts";
import { makeBackup } from "../../src/storage/backup/make-backup.node.ts";
import { chunkKeyOf } from "../../src/use-cases/attachment-place.ts";
import { verifyStudy } from "../../src/use-cases/verify-study.ts";
import { readRows } from "../attacks/attack-site.ts";
import { runCli } from "../cli/run-cli.ts";
import { anonymous, join, type Session, setUpOperator } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { sealAttachment, someBytes } from "../sealed-attachment.ts";
import { makeSession } from "../session.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { openLink, openSmallStudy, smallStudy, smallSubmission } from "../study.ts";
import { writeRow } from "../write-row.ts";
import { hearServer } from "./hear-server.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Names, contacts and words that must stand nowhere in clear. 模拟数据 */
const planted = {
  name: "欧阳慕白",
  phone: "13912345678",
  mail: "muyang.bai@xuguan.example",
  unit: "徐官屯样例研究院",
  invited: "司徒映雪",
  contact: "yingxue@yaoqing.example",
  said: "诸葛清源",
  sound: "PLANTED-SOUND-OF-A-VOICE",
} as const;

let server: TestServer;
let folder: string;
let lead: Session;
let identified: string;
let person: string;
let invitedPerson: string;
let response: string;
const ear = hearServer();
const params = { study: smallStudy };

beforeAll(async () => {
  folder = await mkdtemp(joinPath(tmpdir(), "diaoyan-privacy-"));
  server = await startTestServer({ dataFolder: joinPath(folder, "data"), log: "requests" });
  lead = await setUpOperator(server);
  const { version } = await openSmallStudy(lead.client);
  await fillRoster();
  identified = await openLink(lead.client, version, { mode: "identified", invitedOnly: true });
  await answerInvited(version);
  await holdSession();
});
afterAll(async () => {
  await server.close();
  ear.end();
  await rm(folder, { recursive: true });
});

async function fillRoster(): Promise<void> {
  const cells = { name: planted.name, unit: planted.unit, phone: planted.phone, email: planted.mail, title: "正高" };
  const body = { kind: "people" as const, source: "模拟名单", check: false, decisions: { units: {}, rows: {} } };
  await lead.client.call(routes.importRoster, { params, body: { ...body, rows: [{ row: 2, cells }] } });
  const { people } = await lead.client.call(routes.getRoster, { params, query: {} });
  person = people[0]?.person ?? "";
}

async function answerInvited(version: string): Promise<void> {
  const place = { params: { ...params, collector: identified } };
  const people = [{ name: planted.invited, contact: planted.contact }];
  const { invited } = await lead.client.call(routes.invitePeople, { ...place, body: { people } });
  invitedPerson = invited[0]?.person ?? "";
  const token = invited[0]?.link.split("#")[1] ?? "";
  const respondent = anonymous(server).client;
  const opened = await respondent.call(routes.openInvitation, { params: { collector: identified }, body: { token } });
  response = opened.response;
  const body = { ...smallSubmission(version), id: response, invitation: token };
  await respondent.call(routes.submitResponse, { params: { collector: identified }, body });
}

/** An interview with the person of the roster: notes without a name, a recording, a transcript whose original has one. */
async function holdSession(): Promise<void> {
  const session = crypto.randomUUID();
  const participants = [{ ...makeSession(session).participants[0], person }];
  await lead.client.call(routes.saveSession, {
    params: { ...params, session },
    body: { session: makeSession(session, { participants }) as unknown as JsonValue },
  });
  const { recovery } = await lead.client.call(routes.getFieldKit, { params });
  const bytes = someBytes(chunkBytes + 500);
  bytes.set(new TextEncoder().encode(planted.sound), 100);
  const { id, announced, chunks } = await sealAttachment({ study: smallStudy, session, recovery, bytes });
  const place = { ...params, attachment: id };
  await lead.client.call(routes.beginAttachment, { params: place, body: announced });
  for (const { position, sha256, bytes: sealed } of chunks) {
    const at = { params: { ...place, position: String(position) }, query: { sha256 }, bytes: sealed };
    await lead.client.call(routes.putAttachmentChunk, at);
  }
  await lead.client.call(routes.finishAttachment, { params: place });
  await deidentifyTranscript(session);
}

async function deidentifyTranscript(session: string): Promise<void> {
  const { rules } = await lead.client.call(routes.getDeidentifyRules, { params });
  const filled = rules.map((rule) =>
    rule.kind === "words" && rule.name === "姓名" ? { ...rule, words: [planted.said] } : rule,
  );
  await lead.client.call(routes.saveDeidentifyRules, { params, body: { rules: filled, revision: 0 } });
  const place = { params: { ...params, transcript: crypto.randomUUID() } };
  await lead.client.call(routes.importTranscript, {
    ...place,
    query: { title: "访谈稿", format: "txt", session },
    bytes: new Uint8Array(new TextEncoder().encode(`访谈员：请讲。\n受访人：我和${planted.said}一起做课题。\n`)),
  });
  const { hits, revision, rulesRevision } = await lead.client.call(routes.listIdentifiers, place);
  const decisions = hits.map(({ start, end, replacement }) => ({ start, end, replacement }));
  const body = { revision, rulesRevision, decisions, removeCodings: [] };
  await lead.client.call(routes.deidentifyTranscript, { ...place, body });
}

/** Every file below a folder, as bytes. */
async function filesOf(below: string): Promise<readonly (readonly [string, Buffer])[]> {
  const entries = await readdir(below, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => joinPath(parentPath, name));
  return Promise.all(files.map(async (file) => [file, await readFile(file)] as const));
}

async function findPlanted(below: string): Promise<readonly string[]> {
  const files = await filesOf(below);
  return Object.values(planted).flatMap((mark) =>
    files
      .filter(([, bytes]) => bytes.includes(mark) || bytes.includes(Buffer.from(mark, "utf16le")))
      .map(([file]) => `${mark} in ${file}`),
  );
}

const overview = (find?: string) =>
  lead.client.call(routes.getPersonal, { params, query: find === undefined ? {} : { find } });
const erase = (code: string) =>
  lead.client.call(routes.erasePersonal, { params: { ...params, person: code }, body: { reason: "本人来函要求删除" } });
const verified = async () => (await verifyStudy(server.services.ports, smallStudy)).map(({ code }) => code);

it("keeps names, contacts, voices and originals in clear nowhere: database, write-ahead log, blobs, backups, server's log", async () => {
  const order = { dataFolder: joinPath(folder, "data"), target: joinPath(folder, "backup"), clock: systemClock };
  await makeBackup({ ...order, software: "test" });
  expect((await filesOf(folder)).length).toBeGreaterThan(6);
  expect(await findPlanted(folder)).toEqual([]);
  expect(Object.values(planted).filter((mark) => ear.said().includes(mark))).toEqual([]);
});

it("tells the lead what is held on whom and how long, and who looked", async () => {
  const { people, total, classes, notices } = await overview();
  expect(total).toBe(2);
  expect(people.find((one) => one.person === person)).toMatchObject({
    ...{ name: planted.name, roster: true, sessions: 1, recordings: 1, invitations: 0 },
    contact: `${planted.phone} ${planted.mail}`,
  });
  expect(people.find((one) => one.person === invitedPerson)).toMatchObject({
    invitations: 1,
    responses: 1,
    roster: false,
  });
  expect((await overview(planted.invited)).people.map((one) => one.person)).toEqual([invitedPerson]);
  expect(classes.map(({ kind }) => kind)).toContain("contacts");
  expect(notices).toEqual([expect.objectContaining({ version: "1", responses: 1 })]);
  const { entries } = await lead.client.call(routes.listAudit, { params, query: {} });
  expect(entries.map(({ action }) => action)).toContain("personal.read");
  expect(JSON.stringify(entries)).not.toContain(planted.name);
});

it("gives a copy of all that is held of a person", async () => {
  const { copy } = await lead.client.call(routes.copyPersonal, { params: { ...params, person } });
  expect(copy).toMatchObject({ person: { name: planted.name, title: "正高" }, sessions: [{ role: "受访" }] });
  const unknown = lead.client.call(routes.copyPersonal, { params: { ...params, person: "nobody" } });
  expect(await codeOf(unknown)).toBe("personal.notFound");
});

it("is for the lead alone", async () => {
  const researcher = await join(server, lead, "researcher", { study: smallStudy, role: "researcher" });
  expect(await codeOf(researcher.client.call(routes.getPersonal, { params, query: {} }))).toBe("access.role");
});

it("erases a person with key, invitation and known response, certifies it, and finds a certificate that was touched", async () => {
  // broken off at its last row it leaves all as it was: nobody's answers are gone without a certificate
  await writeRow(
    server.dataFolder,
    "create trigger broken before insert on erasures begin select raise(abort, 'broken off'); end",
  );
  expect(await codeOf(erase(invitedPerson))).toBe("server.failed");
  expect((await server.services.ports.responses.find(smallStudy, response))?.status).toBe("complete");
  await writeRow(server.dataFolder, "drop trigger broken");
  expect(server.failures.splice(0)).toHaveLength(1);

  const { certificate } = await erase(invitedPerson);
  expect(certificate.erased.map(({ kind, count }) => [kind, count])).toEqual([
    ["contact", 1],
    ["invitation", 1],
    ["response", 1],
  ]);
  expect(await codeOf(erase(invitedPerson))).toBe("personal.notFound");
  expect((await overview()).erasures).toEqual([certificate]);
  const [key] = await readRows<{ wrapped: null }>(
    server.dataFolder,
    `select wrapped from data_keys where id = '${certificate.keys[0]}'`,
  );
  expect(key).toEqual({ wrapped: null });
  expect((await server.services.ports.responses.find(smallStudy, response))?.status).toBe("withdrawn");
  expect(await verified()).toEqual([]);

  const change = (sql: string) => writeRow(server.dataFolder, sql);
  await change("update erasures set document = replace(document, '本人来函', '无人来函')");
  expect(await verified()).toEqual(["erasure.changed", "row.changed"]);
  await change("update erasures set document = replace(document, '无人来函', '本人来函')");
  await change(`insert into people_personal values ('${smallStudy}', '${invitedPerson}', 'back', '2026-01-01')`);
  expect(await verified()).toEqual(["erasure.undone", "row.unlogged"]);
  await change(`delete from people_personal where person = '${invitedPerson}'`);
  await change("create table kept as select * from erasures");
  await change("delete from erasures");
  expect(await verified()).toEqual(["erasure.missing", "row.missing"]);
  await change("insert into erasures select * from kept");
  await change("drop table kept");
  expect(await verified()).toEqual([]);
});

it("erases all personal data of a study by its keys, once and only when its name is repeated", async () => {
  const eraseAll = (confirm: string) =>
    lead.client.call(routes.eraseStudyPersonal, { params, body: { reason: "课题验收后到期", confirm } });
  expect(await codeOf(eraseAll("another"))).toBe("request.invalid");
  const { attachments, blobs } = server.services.ports;
  const [recording] = await attachments.list(smallStudy);
  const chunks = await attachments.listChunks(smallStudy, recording?.id ?? "");
  const [first = "", ...rest] = chunks.map(({ position }) => chunkKeyOf(smallStudy, recording?.id ?? "", position));
  const stands = async () =>
    (await Promise.all([first, ...rest].map((key) => blobs.get(key)))).map((one) => one != null);
  expect(await stands()).toEqual([true, true]);
  // a store that does not let go of the bytes now, as if the server had been killed before it came to them
  const file = joinPath(server.dataFolder, "blobs", first);
  await rename(file, `${file}.away`);
  await mkdir(joinPath(file, "in-the-way"), { recursive: true });

  const { certificate } = await eraseAll(smallStudy);
  expect(certificate).toMatchObject({ scope: "study", subject: "" });
  expect(certificate.erased).toContainEqual({ kind: "recording", count: 1, sha256: [recording?.sha256] });
  const { purges } = await lead.client.call(routes.getRecordings, { params });
  expect(purges).toMatchObject([{ attachment: recording?.id, reason: "课题验收后到期" }]);
  await rm(file, { recursive: true });
  await rename(`${file}.away`, file);
  expect(await codeOf(eraseAll(smallStudy))).toBe("personal.notFound");
  expect(await stands()).toEqual([false, false]);
  expect(await attachments.listChunks(smallStudy, recording?.id ?? "")).toEqual([]);
  expect(await codeOf(lead.client.call(routes.getRoster, { params, query: {} }))).toBe("personal.erased");
  expect(await verified()).toEqual([]);
  expect(server.failures).toEqual([]);
});

it("erases anew by its certificate whom a restored backup brings back", async () => {
  const target = joinPath(folder, "restored");
  const key = joinPath(folder, "data", "keys", "master.key");
  await runCli("restore", joinPath(folder, "backup"), "--data-folder", target, "--key", key);
  const { erasures } = await overview();
  const certificate = erasures.find(({ subject }) => subject === invitedPerson);
  const file = joinPath(folder, "certificate.json");
  const again = async (written: object) => {
    await writeFile(file, JSON.stringify(written));
    return runCli("purge", "--certificate", file, "--data-folder", target, "--json");
  };
  expect((await again({ ...certificate, subject: person })).status).toBe(2);
  const done = await again(certificate ?? {});
  expect(JSON.parse(done.out)).toMatchObject({ subject: invitedPerson, again: expect.any(String) });
  expect(JSON.parse((await again(certificate ?? {})).out)).toMatchObject({ again: null });
  const people = await readRows<{ person: string }>(target, "select person from people_personal");
  expect(people.map((one) => one.person)).toEqual([person]);
  expect(await runCli("verify", "--data-folder", target)).toMatchObject({ status: 0 });
});
