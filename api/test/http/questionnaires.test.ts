import { describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { openStudyServer } from "../open-study-server.ts";
import { anonymous } from "../people.ts";
import { problemOf } from "../problem-of.ts";
import { openLink, smallDefinition, smallPack, smallQuestionnaire, smallStudy, smallSubmission } from "../study.ts";

const { server, lead, version, collector } = await openStudyServer();
const params = { study: smallStudy, questionnaire: smallQuestionnaire };

/** The small questionnaire with its text changed in place. */
function changed(from: string, to: string): JsonValue {
  return JSON.parse(JSON.stringify(smallDefinition).replace(from, to)) as JsonValue;
}

const saveDraft = (definition: JsonValue) =>
  lead.client.call(routes.saveQuestionnaireDraft, { params, body: definition });
const publish = () => lead.client.call(routes.publishQuestionnaire, { params, body: {} });

describe("questionnaires", () => {
  it("publish a draft once, and a changed draft as the next version", async () => {
    expect((await problemOf(publish())).code).toBe("questionnaire.unchanged");
    expect((await saveDraft(changed("压力有多大？", "您感到的压力有多大？"))).findings).toEqual([]);
    const before = await lead.client.call(routes.getQuestionnaire, { params });
    expect(before.summary).toMatchObject({ hasUnpublishedDraft: true });
    const { version: second } = await publish();
    expect(second).toMatchObject({ number: 2, status: "published" });
    const after = await lead.client.call(routes.getQuestionnaire, { params });
    expect(after.summary).toMatchObject({ hasUnpublishedDraft: false });
    expect(after.summary.versions.map(({ hash }) => hash)).toEqual([version, second.hash]);
  });

  it("refuse a draft with errors, naming path and remedy", async () => {
    const { findings } = await saveDraft(changed('"radiogroup"', '"signaturepad"'));
    expect(findings[0]).toMatchObject({ severity: "error", path: expect.stringContaining("elements") });
    const refused = await problemOf(publish());
    expect(refused.code).toBe("questionnaire.invalid");
    expect(refused.errors?.[0]?.remedy).toEqual(expect.any(String));
    const named = await problemOf(saveDraft({ name: "another" }));
    expect(named.detail).toContain('expected "small"');
  });

  it.each<JsonValue>([
    {},
    { title: 5 },
    { title: null },
    { title: { zh: " " } },
    { title: { zh: [] }, form: 5, survey: 1 },
  ])("list a draft without a title by its name: %j", async (broken) => {
    await saveDraft({ ...(broken as { [key: string]: JsonValue }), name: smallQuestionnaire });
    const { questionnaires } = await lead.client.call(routes.listQuestionnaires, { params });
    expect(questionnaires[0]).toMatchObject({ name: smallQuestionnaire, title: smallQuestionnaire });
    expect((await lead.client.call(routes.getQuestionnaire, { params })).summary.title).toBe(smallQuestionnaire);
  });

  it("answer for a draft that is nothing but a name", async () => {
    const nameless = { study: smallStudy, questionnaire: "nameless" };
    const call = lead.client.call;
    await call(routes.saveQuestionnaireDraft, { params: nameless, body: { name: "nameless", survey: { pages: 3 } } });
    expect(await call(routes.getProgress, { params: nameless })).toMatchObject({ title: { zh: "nameless" } });
    const exported = (format: "diaoyan" | "surveyjs" | "xlsform") =>
      call(routes.exportQuestionnaire, { params: nameless, query: { format } });
    for (const format of ["diaoyan", "surveyjs"] as const) await exported(format);
    expect((await problemOf(exported("xlsform"))).code).toBe("questionnaire.invalid");
    await call(routes.removeQuestionnaireDraft, { params: nameless });
  });

  it("refuse a version in which a code means something else", async () => {
    await saveDraft(changed("不满意", "非常满意"));
    expect((await problemOf(publish())).code).toBe("questionnaire.invalid");
  });

  it("are not brought back by loading the pack again", async () => {
    await saveDraft(changed("压力有多大？", "压力大吗？"));
    await lead.client.call(routes.loadPack, { body: { files: smallPack(), simulated: true } });
    const { draft } = await lead.client.call(routes.getQuestionnaire, { params });
    expect(JSON.stringify(draft)).toContain("压力大吗？");
  });

  it("are edited by one person at a time: the second of two edits of one revision is refused", async () => {
    const { revision, draft } = await lead.client.call(routes.getQuestionnaire, { params });
    const save = (definition: JsonValue) =>
      lead.client.call(routes.saveQuestionnaireDraft, { params, query: { base: revision }, body: definition });
    const mine = changed("压力有多大？", "压力大不大？");
    expect((await save(mine)).revision).toBe(revision + 1);
    expect((await save(mine)).revision).toBe(revision + 1);
    expect((await problemOf(save(draft))).code).toBe("edit.conflict");
    const stale = lead.client.call(routes.publishQuestionnaire, { params, body: { revision } });
    expect((await problemOf(stale)).code).toBe("edit.conflict");
  });

  it("give the definition of an old version with its variables", async () => {
    const old = await lead.client.call(routes.getQuestionnaireVersion, { params: { ...params, version } });
    expect(old).toMatchObject({ number: 1, definition: smallDefinition });
    expect(old.variables).toEqual(expect.arrayContaining([expect.objectContaining({ question: "satisfied" })]));
    const strange = { ...params, version: "0".repeat(64) };
    const missing = lead.client.call(routes.getQuestionnaireVersion, { params: strange });
    expect((await problemOf(missing)).code).toBe("version.notFound");
  });

  it("can be removed while they were never published, and made again", async () => {
    const fresh = { study: smallStudy, questionnaire: "fresh" };
    const body = { ...(smallDefinition as object), name: "fresh" } as unknown as JsonValue;
    const create = () => lead.client.call(routes.saveQuestionnaireDraft, { params: fresh, query: { base: 0 }, body });
    expect((await create()).revision).toBe(1);
    await lead.client.call(routes.removeQuestionnaireDraft, { params: fresh });
    const gone = lead.client.call(routes.getQuestionnaire, { params: fresh });
    expect((await problemOf(gone)).code).toBe("questionnaire.notFound");
    expect((await create()).revision).toBe(1);
    const kept = lead.client.call(routes.removeQuestionnaireDraft, { params });
    expect((await problemOf(kept)).code).toBe("questionnaire.published");
    await lead.client.call(routes.removeQuestionnaireDraft, { params: fresh });
  });

  it("do not go out in the name of a stand-in, unless they are simulated", async () => {
    const files = (undertaker: string) => {
      const pack = smallPack();
      const yaml = pack["study.yaml"] ?? "";
      return {
        ...pack,
        "study.yaml": yaml
          .replace(smallStudy, "real-study")
          .replace("undertaker: 承担单位", `undertaker: ${undertaker}`),
        "notice.md": (pack["notice.md"] ?? "").replace("由承担单位受", `由${undertaker}受`),
      };
    };
    const real = { params: { study: "real-study", questionnaire: smallQuestionnaire }, body: {} };
    const load = (undertaker: string) =>
      lead.client.call(routes.loadPack, { body: { files: files(undertaker), simulated: false } });
    await load("（承担单位名称）");
    const refused = await problemOf(lead.client.call(routes.publishQuestionnaire, real));
    expect(refused).toMatchObject({ code: "study.unfilled", errors: [{ place: "study.yaml undertaker" }] });
    const about = {
      commissioner: "委托单位",
      undertaker: "天津某大学",
      lead: "李负责",
      team: "",
      funding: "",
      contact: "",
    };
    const fill = (facts: typeof about) =>
      lead.client.call(routes.saveStudyFacts, { params: { study: "real-study" }, body: facts });
    expect((await fill(about)).study).toMatchObject({ undertaker: "天津某大学" });
    expect((await lead.client.call(routes.publishQuestionnaire, real)).version).toMatchObject({ number: 1 });
    await load("（承担单位名称）");
    const { study } = await lead.client.call(routes.getStudy, { params: { study: "real-study" } });
    expect(study, "a pack with its stand-in takes nothing back").toMatchObject({ undertaker: "天津某大学" });
    expect(await problemOf(fill({ ...about, undertaker: "别的单位" }))).toMatchObject({
      code: "study.factStands",
      errors: [{ place: "study.yaml undertaker", message: "天津某大学" }],
    });
    expect((await fill({ ...about, team: "王一、赵二" })).study).toMatchObject({ team: "王一、赵二" });
  });

  it("keep the notice people agreed to: another text needs another version", async () => {
    const files = smallPack();
    const notice = (files["notice.md"] ?? "").replace("测试。", "另一目的。");
    const load = (text: string) =>
      lead.client.call(routes.loadPack, { body: { files: { ...files, "notice.md": text }, simulated: true } });
    expect((await problemOf(load(notice))).code).toBe("notice.unversioned");
    await load(notice.replace('version: "1"', 'version: "2"'));
    await load(files["notice.md"] ?? "");
  });

  it("take nothing more when their version is closed", async () => {
    const respondent = anonymous(server).client;
    await lead.client.call(routes.closeVersion, { params: { ...params, version } });
    const submit = respondent.call(routes.submitResponse, { params: { collector }, body: smallSubmission(version) });
    expect((await problemOf(submit)).code).toBe("collector.closed");
    const page = await respondent.call(routes.getCollectorPage, { params: { collector } });
    expect(page).toMatchObject({ open: false, closedReason: "closed" });
    expect((await problemOf(openLink(lead.client, version))).code).toBe("version.closed");
  });

  it("open collectors only with a window that is one", async () => {
    const { summary } = await lead.client.call(routes.getQuestionnaire, { params });
    const open = summary.versions.find(({ status }) => status === "published")?.hash ?? "";
    const window = { opensAt: "2030-01-02T00:00:00Z", closesAt: "2030-01-01T00:00:00Z" };
    expect((await problemOf(openLink(lead.client, open, window))).code).toBe("collector.window");
    const later = await openLink(lead.client, open, { opensAt: "2099-01-01T00:00:00Z" });
    const early = anonymous(server).client.call(routes.submitResponse, {
      params: { collector: later },
      body: smallSubmission(open),
    });
    expect((await problemOf(early)).code).toBe("collector.notYetOpen");
  });
});

describe("links", () => {
  it("promise no other way of answering than the notice does", async () => {
    const files = smallPack();
    const load = (text: string) =>
      lead.client.call(routes.loadPack, { body: { files: { ...files, "notice.md": text }, simulated: true } });
    const plain = files["notice.md"] ?? "";
    const { summary } = await lead.client.call(routes.getQuestionnaire, { params });
    const open = summary.versions.find(({ status }) => status === "published")?.hash ?? "";
    await load(plain.replace("\n---\n", "\nmodes: [pseudonymous, anonymous]\n---\n"));
    expect(await problemOf(openLink(lead.client, open, { mode: "identified" }))).toMatchObject({
      code: "collector.noticeMode",
      detail: "mode: expected pseudonymous or anonymous as in notice.md, got identified",
    });
    await openLink(lead.client, open, { mode: "pseudonymous" });
    await load(plain);
    await openLink(lead.client, open, { mode: "identified" });
  });
});

describe("review of responses", () => {
  it("excludes with a reason and takes back", async () => {
    const { summary } = await lead.client.call(routes.getQuestionnaire, { params });
    const open = summary.versions.find(({ status }) => status === "published")?.hash ?? "";
    const link = await openLink(lead.client, open);
    const body = smallSubmission(open);
    await anonymous(server).client.call(routes.submitResponse, { params: { collector: link }, body });
    const review = (verdict: "valid" | "invalid" | "callback") =>
      lead.client.call(routes.reviewResponse, {
        params: { study: smallStudy, id: body.id },
        body: { verdict, reason: "重复填答" },
      });
    expect((await review("callback")).response.status).toBe("complete");
    expect((await review("invalid")).response.status).toBe("excluded");
    expect((await lead.client.call(routes.getStudy, { params: { study: smallStudy } })).counts.responses).toBe(0);
    expect((await review("callback")).response.status).toBe("excluded");
    expect((await review("valid")).response.status).toBe("complete");
    const { response } = await lead.client.call(routes.getResponse, { params: { study: smallStudy, id: body.id } });
    expect(response).toMatchObject({ review: { verdict: "valid", reason: "重复填答", reviewer: "运维" } });
    const { entries } = await lead.client.call(routes.listAudit, {
      params: { study: smallStudy },
      query: { limit: 2 },
    });
    // the newest is the opening of the response
    expect(entries[1]?.subject).toContain("重复填答");
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
