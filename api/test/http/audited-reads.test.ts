import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RouteContract, routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { dayOf } from "../../src/ports/clock.ts";
import { type AttackSite, openAttackSite, readRows } from "../attacks/attack-site.ts";
import { problemOf } from "../problem-of.ts";
import { sealAttachment, someBytes } from "../sealed-attachment.ts";
import { makeSession } from "../session.ts";
import { smallPack, smallQuestionnaire, smallStudy } from "../study.ts";

const letter = `---
version: "1.0"
title: 关于协助开展{课题名称}调研的函
---

{收函单位}：

请填写《{问卷名称}》。{回收方式}调研结果只用于研究，予以保密，参加自愿。

{二维码}
`;
const session = "019a0000-0000-7000-8000-0000000000a1";
const study = { study: smallStudy };
const questionnaire = { ...study, questionnaire: smallQuestionnaire };
const letterParts = { questionnaire: smallQuestionnaire, day: "2026-09-01", deadline: null, returnBy: "扫码填写。" };
const addressee = { unit: "样例大学", contact: "人事处" };
const meeting = {
  ...{ sequence: 1, place: "会议室", organiser: "承担单位", undertaker: "", chair: "李某" },
  ...{ expected: 1, present: 1, online: 0, agenda: "", documents: "", opinions: [] },
  ...{ consensus: "应当分类评价", reserved: "", decisions: [], scores: [], signedBy: "", signedOn: null },
  panel: { leader: "E1", heard: "研究报告", conclusions: ["完成了任务"], verdict: "一致同意", problems: "数据不足" },
};

let site: AttackSite;
/** How each route that says it leaves an entry is called. */
let calls: Readonly<Record<string, () => Promise<unknown>>>;

/** A study in which there is something to read of every kind. */
beforeAll(async () => {
  site = await openAttackSite();
  const { client } = site.lead;
  await client.call(routes.loadPack, { body: { files: { ...smallPack(), "letter.md": letter }, simulated: true } });
  const response = site.honest();
  await site.submit(response);
  const collector = await site.open({ mode: "identified", invitedOnly: true });
  await site.invite(collector, "王芳");
  await client.call(routes.importRoster, {
    params: study,
    body: {
      ...{ kind: "people", source: "测试名单（模拟数据），经本人同意", check: false },
      rows: [{ row: 2, cells: { name: "李明", unit: "示例大学" } }],
      decisions: { units: {}, rows: {} },
    },
  });
  const { people } = await client.call(routes.getRoster, { params: study, query: {} });
  const person = people[0]?.person ?? "";
  const sample = crypto.randomUUID();
  const design = { seed: 1, total: 1, allocation: "equal" as const, reserves: 0, by: "" as const };
  await client.call(routes.drawSample, { params: { ...study, sample }, body: design });
  await client.call(routes.saveSession, {
    params: { ...study, session },
    body: {
      session: { ...makeSession(session, { type: "专家论证会" }), meeting, revision: 0 } as unknown as JsonValue,
    },
  });
  const transcript = { ...study, transcript: crypto.randomUUID() };
  const original = { ...study, transcript: crypto.randomUUID() };
  for (const params of [transcript, original]) {
    const text = `访谈员：请谈谈。\n甲：论文太多${params.transcript}，电话13800001234。\n`;
    const bytes = new Uint8Array(new TextEncoder().encode(text));
    await client.call(routes.importTranscript, { params, query: { title: "访谈", format: "txt", session }, bytes });
  }
  await client.call(routes.addCoding, {
    params: { ...study, coding: crypto.randomUUID() },
    body: { transcript: transcript.transcript, revision: 1, code: "papers", start: 2, end: 6 },
  });
  const drafting = { id: crypto.randomUUID(), kind: "reform" as const, title: "代表作（模拟数据）", session };
  await client.call(routes.draftCase, { params: study, body: drafting });
  const ofCase = { ...study, case: drafting.id };
  const form = await enterTwice();
  const standing = await client.call(routes.getDeidentifyRules, { params: study });
  const rules = standing.rules.map((rule) => (rule.kind === "words" ? { ...rule, words: [...rule.words] } : rule));
  await client.call(routes.saveDeidentifyRules, { params: study, body: { rules, revision: standing.revision } });
  const { hits, revision, rulesRevision } = await client.call(routes.listIdentifiers, { params: original });
  const decisions = hits.map(({ start, end, replacement }) => ({ start, end, replacement }));
  const body = { revision, rulesRevision, decisions, removeCodings: [] };
  await client.call(routes.deidentifyTranscript, { params: original, body });
  await client.call(routes.importPolicy, {
    params: { ...study, policy: crypto.randomUUID() },
    query: { file: "办法.txt" },
    bytes: new Uint8Array(new TextEncoder().encode("人才工作办法（模拟数据）\n第一条 为了评价人才，制定本办法。\n")),
  });
  const outline = { ...study, outline: "report" };
  const { build, files } = await client.call(routes.buildReport, { params: outline, body: { mode: "draft" } });
  const attachment = await sendAttachment();
  const open = () => client.call(routes.openAttachment, { params: attachment });
  calls = {
    getResponse: () => client.call(routes.getResponse, { params: { ...study, id: response.id } }),
    exportCsv: () => client.call(routes.exportCsv, { params: questionnaire, query: {} }),
    exportProtected: () =>
      client.call(routes.exportProtected, { params: questionnaire, body: { protect: { keys: ["satisfied"], k: 2 } } }),
    exportSnapshot: () => client.call(routes.exportSnapshot, { params: study }),
    readOriginal: () => client.call(routes.readOriginal, { params: original }),
    listIdentifiers: () => client.call(routes.listIdentifiers, { params: original }),
    getTranscript: () => client.call(routes.getTranscript, { params: transcript }),
    searchTranscripts: () => client.call(routes.searchTranscripts, { params: study, query: { query: "论文" } }),
    retrieveCodings: () => client.call(routes.retrieveCodings, { params: study, body: { codes: ["papers"] } }),
    listCodingActs: () => client.call(routes.listCodingActs, { params: study, query: {} }),
    getCase: () => client.call(routes.getCase, { params: ofCase }),
    getCaseMaterial: () => client.call(routes.getCaseMaterial, { params: ofCase }),
    listCaseChanges: () => client.call(routes.listCaseChanges, { params: ofCase }),
    comparePaperForm: () => client.call(routes.comparePaperForm, { params: form }),
    listAudit: () => client.call(routes.listAudit, { params: study, query: { limit: 5 } }),
    getDeidentifyRules: () => client.call(routes.getDeidentifyRules, { params: study }),
    listSessionWords: () => client.call(routes.listSessionWords, { params: study }),
    draftMinutes: () => client.call(routes.draftMinutes, { params: { ...study, session } }),
    draftPanelOpinion: () => client.call(routes.draftPanelOpinion, { params: { ...study, session } }),
    getSession: () => client.call(routes.getSession, { params: { ...study, session } }),
    downloadBuild: () =>
      client.call(routes.downloadBuild, { params: { ...outline, build, file: files[0]?.name ?? "" } }),
    listMembers: () => client.call(routes.listMembers, { params: study }),
    getPersonal: () => client.call(routes.getPersonal, { params: study, query: {} }),
    copyPersonal: () => client.call(routes.copyPersonal, { params: { ...study, person } }),
    getRoster: () => client.call(routes.getRoster, { params: study, query: {} }),
    exportRoster: () => client.call(routes.exportRoster, { params: study }),
    getSample: () => client.call(routes.getSample, { params: { ...study, sample } }),
    exportSample: () => client.call(routes.exportSample, { params: { ...study, sample } }),
    listInvitations: () => client.call(routes.listInvitations, { params: { ...study, collector } }),
    openAttachment: open,
    readAttachment: async () => {
      const { ticket } = await open();
      return client.call(routes.readAttachment, { params: attachment, query: { ticket } });
    },
    exportEvidence: () => client.call(routes.exportEvidence, { params: study }),
    exportCoded: () => client.call(routes.exportCoded, { params: { ...study, format: "xlsx" } }),
    exportPolicies: () => client.call(routes.exportPolicies, { params: study, body: {} }),
    exportPolicyDocument: () => client.call(routes.exportPolicyDocument, { params: study, body: {} }),
    writeLetter: () =>
      client.call(routes.writeLetter, { params: study, body: { ...letterParts, collector: null, addressee } }),
    writeLetters: () =>
      client.call(routes.writeLetters, {
        params: study,
        body: { ...letterParts, collector: null, addressees: [addressee] },
      }),
    exportAudit: () => client.call(routes.exportAudit, { params: study, query: { from: "2020-01-01" } }),
    listLeads: () => client.call(routes.listLeads, { params: study }),
  };
});
afterAll(() => site.close());

async function sendAttachment() {
  const { client } = site.lead;
  const { recovery } = await client.call(routes.getFieldKit, { params: study });
  const sealed = await sealAttachment({ ...study, session, recovery, bytes: someBytes(500) });
  const params = { ...study, attachment: sealed.id };
  await client.call(routes.beginAttachment, { params, body: sealed.announced });
  for (const { position, sha256, bytes } of sealed.chunks) {
    const chunk = { params: { ...params, position: String(position) }, query: { sha256 }, bytes };
    await client.call(routes.putAttachmentChunk, chunk);
  }
  await client.call(routes.finishAttachment, { params });
  return params;
}

/** A paper form that one person typed twice. */
async function enterTwice() {
  const { client } = site.lead;
  const batch = { questionnaire: smallQuestionnaire, label: "第一批", source: "座谈会", expected: 1, unit: null };
  const body = { ...batch, share: 1, sameClerk: true };
  const { batch: opened } = await client.call(routes.openPaperBatch, { params: study, body });
  const params = { ...study, batch: opened.id, form: "1" };
  for (const satisfied of ["1", "2"]) {
    const { pass, revision } = await client.call(routes.openPaperEntry, { params, body: { takeOver: false } });
    const typed = { typed: { satisfied, pressure: "3" }, revision, done: true };
    await client.call(routes.savePaperEntry, { params: { ...params, pass }, body: typed });
  }
  return params;
}

interface Entry {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
}
const entries = (after: number) =>
  readRows<Entry>(site.server.dataFolder, `select * from audit_log where study = '${smallStudy}' and seq > ${after}`);

const audited = (Object.values(routes) as RouteContract[]).flatMap(({ id, audits }) =>
  typeof audits === "string" ? [[id, audits] as const] : [],
);

describe("what a route says it leaves in the audit log", () => {
  it.each(audited)("%s leaves %s: who read what, once, before anything is handed out", async (id, action) => {
    const { user } = await site.lead.client.call(routes.getMe, {});
    const before = (await entries(0)).length;
    const answer = await calls[id]?.();
    const left = await entries(before);
    expect(left.map((entry) => [entry.actor, entry.action])).toEqual([[user.id, action]]);
    expect(left[0]?.subject).not.toBe("");
    expect(answer).toBeDefined();
  });

  it("no entry holds a name, a contact, an answer or words that were said", async () => {
    const written = (await entries(0)).map(({ subject }) => subject).join("\n");
    for (const word of ["王芳", "李明", "13800001234", "论文", "样例大学"]) expect(written).not.toContain(word);
  });

  it("a de-identified transcript and lists without names leave none", async () => {
    const before = (await entries(0)).length;
    const { client } = site.lead;
    await client.call(routes.listResponses, { params: study, query: {} });
    await client.call(routes.listSessions, { params: study });
    await client.call(routes.getStudy, { params: study });
    await client.call(routes.searchTranscripts, { params: study, query: { query: "没有人说过" } });
    await client.call(routes.listAudit, { params: study, query: { after: "3" } });
    expect(await entries(before)).toEqual([]);
  });

  it("the log itself can be taken by days, whole and chained, and its texts run nowhere", async () => {
    const { client } = site.lead;
    const take = async (query: { from?: string; to?: string }) =>
      (await client.call(routes.exportAudit, { params: study, query })).text();
    const [, ...lines] = (await take({})).trimEnd().split("\r\n");
    const stored = await entries(0);
    expect(lines.map((line) => line.split(",")[0])).toEqual(stored.slice(0, lines.length).map(({ seq }) => `${seq}`));
    const today = dayOf(new Date().toISOString());
    expect((await take({ from: today, to: today })).split("\r\n").length).toBeGreaterThan(lines.length);
    expect((await take({ to: "2020-01-01" })).trimEnd().split("\r\n")).toHaveLength(1);
    expect(await problemOf(take({ from: "2026-02-01", to: "2026-01-01" }))).toMatchObject({ code: "request.invalid" });
  });
});
