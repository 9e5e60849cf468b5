import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { routes, type TranscriptFileFormat } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { openStudyServer } from "../open-study-server.ts";
import { problemOf } from "../problem-of.ts";
import { makeSession, transcriptText } from "../session.ts";
import { smallPack, smallStudy } from "../study.ts";

const { server, lead } = await openStudyServer();
const params = { study: smallStudy };

const save = (session: ReturnType<typeof makeSession>, id = session.id) =>
  lead.client.call(routes.saveSession, {
    params: { ...params, session: id },
    body: { session: session as unknown as JsonValue },
  });

const importText = (
  id: string,
  bytes: Uint8Array<ArrayBuffer>,
  more: { format?: TranscriptFileFormat; session?: string } = {},
) =>
  lead.client.call(routes.importTranscript, {
    params: { ...params, transcript: id },
    query: { title: "访谈一", format: "txt", ...more },
    bytes,
  });

const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text));

async function recordInterview() {
  const session = crypto.randomUUID();
  const transcript = crypto.randomUUID();
  await save(makeSession(session));
  await importText(transcript, utf8(transcriptText), { session });
  return { session, transcript };
}

describe("guides", () => {
  it("keep the text of every version a pack brought, for sessions held with it", async () => {
    const files = smallPack();
    const file = "protocols/p-a.yaml";
    const changed = files[file]?.replace("您是否同意参加？", "您愿意参加吗？") ?? "";
    const load = (text: string | undefined) =>
      lead.client.call(routes.loadPack, { body: { files: { ...files, [file]: text ?? "" }, simulated: true } });
    await load(changed);
    const { protocols, formerProtocols } = await lead.client.call(routes.listProtocols, { params });
    expect(protocols).toMatchObject([{ id: "p-a", consentScript: expect.stringContaining("愿意") }]);
    expect(formerProtocols).toMatchObject([
      {
        version: expect.stringMatching(/^1#[0-9a-f]{64}$/),
        protocol: { consentScript: expect.stringContaining("同意") },
      },
    ]);
    expect(await lead.client.call(routes.getFieldKit, { params })).toMatchObject({ protocols, formerProtocols });
    await load(files[file]);
    const back = await lead.client.call(routes.listProtocols, { params });
    expect(back.formerProtocols).toMatchObject([{ protocol: { consentScript: expect.stringContaining("愿意") } }]);
  });
});

describe("sessions", () => {
  it("are stored, listed and counted towards the obligations", async () => {
    const id = crypto.randomUUID();
    const { session } = await save(makeSession(id));
    expect(session).toMatchObject({ id, revision: 1 });
    const { sessions } = await lead.client.call(routes.listSessions, { params });
    expect(sessions.find((one) => one.id === id)).toMatchObject({ interviewees: 1, notes: 1, transcripts: 0 });
    const { obligations } = await lead.client.call(routes.getStudy, { params });
    const interviews = obligations.find(({ obligation }) => obligation.id === "interviews");
    expect(interviews?.count).toBeGreaterThanOrEqual(1);
    expect(interviews?.evidence).toContain(id);
  });

  it("take a repeated save, and refuse an edit of an old state", async () => {
    const id = crypto.randomUUID();
    await save(makeSession(id));
    expect((await save(makeSession(id))).session).toMatchObject({ revision: 1 });
    await save(makeSession(id, { title: "第二稿", revision: 1 }));
    const late = await problemOf(save(makeSession(id, { title: "另一稿", revision: 1 })));
    expect(late).toMatchObject({ status: 409, code: "edit.conflict" });
    const { session } = await lead.client.call(routes.getSession, { params: { ...params, session: id } });
    expect(session).toMatchObject({ title: "第二稿", revision: 2 });
  });

  it("go when they were made by mistake, as they were looked at, and not while something rests on them", async () => {
    const id = crypto.randomUUID();
    await save(makeSession(id));
    const remove = (session: string, revision: number) =>
      lead.client.call(routes.removeSession, { params: { ...params, session }, query: { revision } });
    await save(makeSession(id, { title: "又改了", revision: 1 }));
    expect((await problemOf(remove(id, 1))).code).toBe("edit.conflict");
    const both = await Promise.allSettled([remove(id, 2), remove(id, 2)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    // a device that had it asks why, and hears that it is gone
    expect((await problemOf(save(makeSession(id, { title: "离线改的", revision: 2 })))).code).toBe("edit.conflict");
    const gone = lead.client.call(routes.getSession, { params: { ...params, session: id } });
    expect((await problemOf(gone)).code).toBe("session.notFound");
    const { session } = await recordInterview();
    const used = await problemOf(remove(session, 1));
    expect(used).toMatchObject({ code: "session.inUse", detail: expect.stringContaining("1 transcripts") });
  });

  it("let one of two simultaneous edits win", async () => {
    const id = crypto.randomUUID();
    await save(makeSession(id));
    const edits = ["甲", "乙", "丙"].map((title) => save(makeSession(id, { title, revision: 1 })));
    const outcomes = await Promise.allSettled(edits);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("are refused with the place that is wrong", async () => {
    const id = crypto.randomUUID();
    const { code, errors } = await problemOf(save(makeSession(id, { type: "聊天", extra: 1 })));
    expect(code).toBe("session.invalid");
    expect(errors?.map(({ place }) => place)).toContain("session.type");
    const other = await problemOf(save(makeSession(id), crypto.randomUUID()));
    expect(other.code).toBe("session.invalid");
  });
});

describe("transcripts", () => {
  it("come from .txt and .docx with their turns", async () => {
    const { session, transcript } = await recordInterview();
    const paragraphs = transcriptText.split("\n").map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`);
    const xml = `<w:document xmlns:w="w"><w:body>${paragraphs.join("")}</w:body></w:document>`;
    const docx = new Uint8Array(zipSync({ "word/document.xml": strToU8(xml) }));
    const second = crypto.randomUUID();
    await importText(second, docx, { format: "docx", session });
    const read = async (id: string) =>
      (await lead.client.call(routes.getTranscript, { params: { ...params, transcript: id } })).transcript as {
        turns: { speaker: string }[];
        text: string;
      };
    const [text, word] = await Promise.all([read(transcript), read(second)]);
    expect(text.turns.map(({ speaker }) => speaker)).toEqual(["访谈员", "受访者", "访谈员", "受访者"]);
    expect(word.turns).toEqual(text.turns);
  });

  it("come from subtitles and recognisers with their time codes, and what was odd is told", async () => {
    const gb18030 = [0xb7, 0xc3]; // 访
    const head = utf8("1\r\n00:00:01,500 --> 00:00:03,000\r\n");
    const tail = utf8("\r\n\r\n2\r\n00:01:30,000 -->\r\n");
    const srt = new Uint8Array([...head, ...gb18030, ...tail, ...gb18030]);
    const id = crypto.randomUUID();
    const { findings, transcript } = await importText(id, srt, { format: "srt" });
    expect(findings).toMatchObject([{ code: "cue.no-end", count: 1, unit: "line", places: [6] }]);
    const read = await lead.client.call(routes.getTranscript, { params: { ...params, transcript: transcript.id } });
    expect(read.transcript).toMatchObject({
      text: "[00:00:01] 访\n[00:01:30] 访",
      turns: [{ at: 1.5, until: 3 }, { at: 90 }],
    });
    const vtt = utf8("WEBVTT\n\n00:01.000 --> 00:02.000\n<v 张三>您好");
    expect((await importText(crypto.randomUUID(), vtt, { format: "vtt" })).findings).toEqual([]);
    const whisper = utf8(JSON.stringify({ text: "您好", segments: [{ start: 0, end: 1, text: "您好" }] }));
    expect((await importText(crypto.randomUUID(), whisper, { format: "json" })).findings).toEqual([]);
    const other = await problemOf(importText(crypto.randomUUID(), utf8('{"rows":[]}'), { format: "json" }));
    expect(other).toMatchObject({ code: "transcript.invalid", errors: [{ code: "transcript.json" }] });
  });

  it("are accepted again, refused with another text, and never half stored", async () => {
    const { transcript } = await recordInterview();
    await importText(transcript, utf8(transcriptText));
    const other = await problemOf(importText(transcript, utf8("受访者：另一段话。")));
    expect(other).toMatchObject({ status: 409, code: "transcript.conflict" });
    const before = await lead.client.call(routes.listTranscripts, { params });
    const broken = await problemOf(importText(crypto.randomUUID(), utf8("no zip"), { format: "docx" }));
    expect(broken).toMatchObject({ code: "transcript.invalid", remedy: expect.stringContaining("Word") });
    expect((await problemOf(importText(crypto.randomUUID(), utf8("  ")))).code).toBe("transcript.invalid");
    const orphan = importText(crypto.randomUUID(), utf8(transcriptText), { session: crypto.randomUUID() });
    expect((await problemOf(orphan)).code).toBe("session.notFound");
    expect(await lead.client.call(routes.listTranscripts, { params })).toEqual(before);
  });
});

describe("the heading of a transcript", () => {
  it("changes while text and codings stay, and not over what somebody else wrote meanwhile", async () => {
    const { session, transcript } = await recordInterview();
    const rename = (title: string, to: string | null, before: { title: string; session: string | null }) =>
      lead.client.call(routes.nameTranscript, {
        params: { ...params, transcript },
        body: { title, session: to, before },
      });
    const first = { title: "访谈一", session };
    await rename("某高校人事处", null, first);
    // a lost answer: the same again is accepted
    expect((await rename("某高校人事处", null, first)).heading).toEqual({ title: "某高校人事处", session: null });
    expect((await problemOf(rename("另一名称", session, first))).code).toBe("edit.conflict");
    const now = { title: "某高校人事处", session: null };
    expect((await problemOf(rename("某高校人事处", crypto.randomUUID(), now))).code).toBe("session.notFound");
    const read = await lead.client.call(routes.getTranscript, { params: { ...params, transcript } });
    expect(read.transcript).toMatchObject({ title: "某高校人事处", session: null, revision: 1 });
    const { entries } = await lead.client.call(routes.listAudit, { params, query: {} });
    expect(entries.filter(({ action }) => action === "transcript.name")).toMatchObject([{ subject: transcript }]);
  });
});

describe("a transcript imported by mistake", () => {
  const remove = (transcript: string, revision = 1) =>
    lead.client.call(routes.removeTranscript, { params: { ...params, transcript }, query: { revision } });

  it("goes with all that was kept beside it, and what was undone on it cannot come back", async () => {
    const { session, transcript } = await recordInterview();
    const coding = crypto.randomUUID();
    const body = { transcript, revision: 1, code: "papers", start: 40, end: 45 };
    await lead.client.call(routes.addCoding, { params: { ...params, coding }, body });
    expect(await problemOf(remove(transcript))).toMatchObject({
      code: "transcript.inUse",
      detail: expect.stringContaining("1 codings"),
    });
    const undo = (undone: string, id: string) =>
      lead.client.call(routes.undoAct, { params: { ...params, undone }, body: { act: id } });
    const undone = crypto.randomUUID();
    await undo(coding, undone);
    expect((await problemOf(remove(transcript, 2))).code).toBe("edit.conflict");
    await remove(transcript);
    expect((await problemOf(remove(transcript))).code).toBe("transcript.notFound");
    expect((await problemOf(undo(undone, crypto.randomUUID()))).code).toBe("coding.actForgotten");
    const { transcripts } = await lead.client.call(routes.listTranscripts, { params });
    expect(transcripts.map(({ id }) => id)).not.toContain(transcript);
    await importText(transcript, utf8(transcriptText), { session });
    expect((await lead.client.call(routes.getTranscript, { params: { ...params, transcript } })).codings).toEqual([]);
  });
});

describe("coding", () => {
  const put = (coding: string, transcript: string, change: Record<string, unknown> = {}) =>
    lead.client.call(routes.addCoding, {
      params: { ...params, coding },
      body: { transcript, revision: 1, code: "papers", start: 40, end: 45, ...change },
    });

  it("takes the words from the transcript, and counts them by code", async () => {
    const { transcript } = await recordInterview();
    const id = crypto.randomUUID();
    const { coding } = await put(id, transcript, { modifiers: { 评价倾向: "负" }, memo: "压力" });
    expect(coding).toMatchObject({ quote: transcriptText.slice(40, 45), origin: { kind: "human" } });
    expect((await put(id, transcript)).coding).toMatchObject({ id });
    expect((await problemOf(put(id, transcript, { end: 46 }))).code).toBe("coding.conflict");
    const { counts } = await lead.client.call(routes.getCodebook, { params });
    expect(counts["papers"]).toBeGreaterThanOrEqual(1);
    await lead.client.call(routes.removeCoding, { params: { ...params, coding: id } });
    const again = lead.client.call(routes.removeCoding, { params: { ...params, coding: id } });
    expect((await problemOf(again)).code).toBe("coding.notFound");
  });

  it.each([
    ["an unknown code", { code: "nothing" }, "coding.invalid"],
    ["a span beyond the text", { end: 1_000_000 }, "coding.invalid"],
    ["an empty span", { end: 40 }, "coding.invalid"],
    ["an unknown modifier", { modifiers: { constructor: "x" } }, "coding.invalid"],
    ["another revision", { revision: 2 }, "transcript.notFound"],
  ])("refuses %s", async (_, change, code) => {
    const { transcript } = await recordInterview();
    expect((await problemOf(put(crypto.randomUUID(), transcript, change))).code).toBe(code);
  });

  it("applies the dictionary rules once", async () => {
    const { transcript } = await recordInterview();
    const apply = () => lead.client.call(routes.applyRules, { params, body: { transcripts: [transcript] } });
    const first = await apply();
    expect(first.added).toBeGreaterThan(1);
    expect(await apply()).toEqual({ added: 0, kept: first.added, drafts: [] });
  });

  it("does not let a code in use be dropped", async () => {
    const { codebook } = await lead.client.call(routes.getCodebook, { params });
    const { codes } = codebook as { codes: { id: string }[] };
    const without = {
      ...(codebook as object),
      codes: codes.filter(({ id }) => id !== "papers"),
    } as unknown as JsonValue;
    const refused = problemOf(lead.client.call(routes.saveCodebook, { params, body: { codebook: without } }));
    expect((await refused).detail).toContain("papers");
    const renamed = { ...(codebook as object), version: "2" } as unknown as JsonValue;
    await lead.client.call(routes.saveCodebook, { params, body: { codebook: renamed } });
    expect((await lead.client.call(routes.getCodebook, { params })).codebook).toMatchObject({ version: "2" });
  });
});

describe("cases", () => {
  it("are drafted from a session with every sentence's source, counted in code points", async () => {
    const { session, transcript } = await recordInterview();
    await lead.client.call(routes.applyRules, { params, body: { transcripts: [transcript] } });
    const id = crypto.randomUUID();
    const drafted = await lead.client.call(routes.draftCase, {
      params,
      body: { id, kind: "reform", title: "代表作制度（模拟数据）", session },
    });
    const draft = drafted.case as unknown as {
      sections: { sentences: { text: string; source: { start: number; end: number } }[] }[];
    };
    const sentences = draft.sections.flatMap((section) => section.sentences);
    expect(sentences.length).toBeGreaterThan(0);
    for (const { text, source } of sentences) expect(transcriptText.slice(source.start, source.end)).toBe(text);
  });

  it("need a transcript", async () => {
    const session = crypto.randomUUID();
    await save(makeSession(session));
    const body = { id: crypto.randomUUID(), kind: "reform" as const, title: "空", session };
    expect((await problemOf(lead.client.call(routes.draftCase, { params, body }))).code).toBe("case.invalid");
  });
});

describe("audit", () => {
  it("tells who did what, newest first, by page", async () => {
    const { entries, next } = await lead.client.call(routes.listAudit, { params, query: { limit: 3 } });
    expect(entries).toHaveLength(3);
    expect(entries[0]?.seq).toBeGreaterThan(entries[2]?.seq ?? 0);
    const below = await lead.client.call(routes.listAudit, { params, query: { limit: 3, after: next ?? "" } });
    expect(below.entries[0]?.seq).toBe((entries[2]?.seq ?? 0) - 1);
    const all = await lead.client.call(routes.listAudit, { params, query: { limit: 500 } });
    const actions = new Set(all.entries.map(({ action }) => action));
    expect([...actions]).toEqual(
      expect.arrayContaining(["study.create", "questionnaire.publish", "collector.open", "session.save", "coding.add"]),
    );
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
