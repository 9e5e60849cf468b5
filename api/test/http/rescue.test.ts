import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { hashJson, type Json } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import {
  contextOf,
  importRecoveryPublicKey,
  makeRecordKey,
  type RescueRecord,
  sealText,
  toBase64,
  wrapForRecovery,
  writeRescueFile,
} from "../../src/contract/rescue/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { runCli } from "../cli/run-cli.ts";
import { openStudyServer } from "../open-study-server.ts";
import { join } from "../people.ts";
import { problemOf } from "../problem-of.ts";
import { makePlanItem, makeSession } from "../session.ts";
import { smallStudy } from "../study.ts";

const { server, lead } = await openStudyServer();
const interviewer = await join(server, lead, "interviewer", { study: smallStudy, role: "interviewer" });
const params = { study: smallStudy };

type Document = ReturnType<typeof makeSession>;

const save = (session: Document) =>
  interviewer.client.call(routes.saveSession, {
    params: { ...params, session: session.id },
    body: { session: session as unknown as JsonValue },
  });
const read = async (session: string) =>
  (await lead.client.call(routes.getSession, { params: { ...params, session } })).session as unknown as Document;

/** A record as a device seals it. */
async function sealFor(session: Document, base: Document | null = null, record = session.id): Promise<RescueRecord> {
  const { recovery } = await interviewer.client.call(routes.getFieldKit, { params });
  const context = contextOf(smallStudy, record);
  const key = await makeRecordKey();
  const wrapped = await wrapForRecovery(await importRecoveryPublicKey(recovery.publicKey), key, context);
  const sealed = await sealText(key, JSON.stringify({ session, base, outbox: {} }), context);
  return { record, wrappedKey: toBase64(wrapped), sealed: toBase64(sealed) };
}

async function fileOf(...records: readonly RescueRecord[]): Promise<string> {
  const { recovery } = await interviewer.client.call(routes.getFieldKit, { params });
  return writeRescueFile({ study: smallStudy, recoveryKey: recovery.id }, records);
}

const importFile = (text: string) =>
  lead.client.call(routes.importRescue, { params, bytes: new Uint8Array(new TextEncoder().encode(text)) });

describe("the kit of a device", () => {
  it("holds protocols, codes, the sessions still to be held, and one recovery key however often it is asked for", async () => {
    const [planned, held] = [crypto.randomUUID(), crypto.randomUUID()];
    await save(makeSession(planned, { status: "planned", notes: [] }));
    const { user } = await interviewer.client.call(routes.getMe, {});
    const item = makePlanItem(planned, { assignees: [user.id] });
    await lead.client.call(routes.savePlanItem, { params: { ...params, item: planned }, body: { item } });
    await save(makeSession(held));
    const kits = await Promise.all(
      Array.from({ length: 4 }, () => interviewer.client.call(routes.getFieldKit, { params })),
    );
    expect(new Set(kits.map(({ recovery }) => recovery.id)).size).toBe(1);
    const [kit] = kits;
    expect(kit?.codes.map(({ number, name }) => `${number} ${name}`)).toEqual(["1 唯论文", "2 职称评审"]);
    expect(kit?.protocols).toMatchObject([{ id: "p-a" }]);
    const ids = kit?.sessions.map((session) => (session as unknown as Document).id);
    expect(ids).toContain(planned);
    expect(ids).not.toContain(held);
  });

  it("never lets the private half out, neither in an answer nor in plain in the database", async () => {
    const kit = await interviewer.client.call(routes.getFieldKit, { params });
    const stored = await server.services.ports.recoveryKeys.find(smallStudy);
    expect(JSON.stringify(kit)).not.toContain(stored?.sealed);
    await expect(
      crypto.subtle.importKey(
        "pkcs8",
        Uint8Array.from(atob(stored?.sealed ?? ""), (letter) => letter.charCodeAt(0)),
        { name: "RSA-OAEP", hash: "SHA-256" },
        false,
        ["decrypt"],
      ),
    ).rejects.toThrow();
  });

  it("gets a receipt with the hash of exactly what was sent", async () => {
    const session = makeSession(crypto.randomUUID());
    const { revision: _, ...content } = session;
    const { receipt } = await save(session);
    const contentHash = hashJson(content as unknown as Json);
    expect(receipt).toEqual({ marker: "diaoyan-stored", session: session.id, revision: 1, contentHash });
  });
});

describe("a rescue file", () => {
  it("brings in what was typed on the device, and is taken twice without doubling anything", async () => {
    const session = makeSession(crypto.randomUUID(), { summary: "三句话小结：𠮷" });
    const text = await fileOf(await sealFor(session));
    const first = await importFile(text);
    expect(first.records).toMatchObject([{ record: session.id, outcome: "stored", number: "T4-SITE01-I01" }]);
    expect(await read(session.id)).toEqual({ ...session, revision: 1 });
    expect((await importFile(text)).records).toMatchObject([{ outcome: "unchanged" }]);
    expect(await read(session.id)).toEqual({ ...session, revision: 1 });
    const { entries } = await lead.client.call(routes.listAudit, { params, query: {} });
    expect(entries.find(({ action }) => action === "rescue.import")?.subject).toBe("1 taken, 0 refused");
  });

  it("is merged row by row with what was stored meanwhile", async () => {
    const id = crypto.randomUUID();
    const base = (await save(makeSession(id))).session as unknown as Document;
    const [note] = base.notes;
    const mine = { ...base, notes: [...base.notes, { ...note, id: "n2", text: "本机记的" }] } as Document;
    await save({ ...base, notes: [...base.notes, { ...note, id: "n3", text: "另一台记的" }] } as Document);
    const { records } = await importFile(await fileOf(await sealFor(mine, base)));
    expect(records).toMatchObject([{ outcome: "merged", conflicts: 0 }]);
    const texts = (await read(id)).notes.map(({ text }) => text);
    expect(texts.sort()).toEqual(["本机记的", "另一台记的", "论文指标压力大"].sort());
  });

  it("that is cut off, or has one record changed, still gives the others", async () => {
    const [whole, changed, cut] = [1, 2, 3].map(() => makeSession(crypto.randomUUID())) as [
      Document,
      Document,
      Document,
    ];
    const damaged = await sealFor(changed);
    const other = damaged.sealed.startsWith("A") ? "B" : "A";
    const text = await fileOf(
      await sealFor(whole),
      { ...damaged, sealed: other + damaged.sealed.slice(1) },
      await sealFor(cut),
    );
    const { records, problems } = await importFile(text.slice(0, -200));
    expect(records.map(({ record, outcome }) => [record, outcome])).toEqual([
      [whole.id, "stored"],
      [changed.id, "refused"],
    ]);
    expect(records[1]?.reason).toContain("damaged");
    expect(problems.join(" ")).toContain("expected 3 records, found 2");
  });

  it("lets no record stand under another's id, and refuses what is no session without losing the rest", async () => {
    const session = makeSession(crypto.randomUUID());
    const bad = makeSession(crypto.randomUUID(), { type: "聊天" });
    const { records } = await importFile(
      await fileOf(await sealFor(session, null, crypto.randomUUID()), await sealFor(bad), await sealFor(session)),
    );
    expect(records.map(({ outcome }) => outcome)).toEqual(["refused", "refused", "stored"]);
    expect(records[1]?.reason).toContain("session.type");
  });

  it.each([
    [
      "of another study",
      async () => writeRescueFile({ study: "other", recoveryKey: "k" }, []),
      "the file belongs to other",
    ],
    ["of another server", async () => writeRescueFile({ study: smallStudy, recoveryKey: "k" }, []), "the file names k"],
    ["that is none", async () => "PK\u0003\u0004", "line 1"],
  ])("%s is refused with a remedy", async (_, text, detail) => {
    const body = await problemOf(importFile(await text()));
    expect(body).toMatchObject({ code: "rescue.invalid", status: 422 });
    expect(body.detail).toContain(detail);
  });

  it("is taken by the command line too, which fails when a record could not be taken", async () => {
    const session = makeSession(crypto.randomUUID());
    const file = joinPath(tmpdir(), `救援 ${session.id}.diaoyan`);
    await writeFile(file, await fileOf(await sealFor(session)));
    const run = await runCli("import", "rescue", file, "--data-folder", server.dataFolder);
    expect(run).toMatchObject({ status: 0, out: expect.stringContaining(`${session.id}  stored`) });
    await writeFile(file, (await fileOf(await sealFor(session))).slice(0, -50));
    const cut = await runCli("import", "rescue", file, "--data-folder", server.dataFolder);
    expect(cut).toMatchObject({ status: 1, out: expect.stringContaining("found 0 whole ones") });
    await rm(file);
  });
});
