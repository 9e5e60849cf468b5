import { describe, expect, it } from "vitest";
import { type CaseMaterial, routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { dayOf } from "../../src/ports/clock.ts";
import { addCasePhoto } from "../../src/use-cases/add-case-photo.ts";
import { chunkKeyOf } from "../../src/use-cases/attachment-place.ts";
import { verifyStudy } from "../../src/use-cases/verify-study.ts";
import { notedPicture } from "../noted-picture.ts";
import { openStudyServer } from "../open-study-server.ts";
import { anonymous, join } from "../people.ts";
import { problemOf } from "../problem-of.ts";
import { makeSession, transcriptText } from "../session.ts";
import { openLink, smallStudy, smallSubmission } from "../study.ts";

const { server, lead, collector, version } = await openStudyServer();
const researcher = await join(server, lead, "researcher", { study: smallStudy, role: "researcher" });
const params = { study: smallStudy };

interface Sentence {
  text: string;
  source: { transcript: string; start: number; end: number } | null;
}
interface Case {
  id: string;
  revision: number;
  title: string;
  status: string;
  publicationConsent: boolean;
  named?: boolean;
  basis: string;
  sections: { id: string; sentences: Sentence[] }[];
}
const asCase = ({ case: value }: { case: JsonValue }) => value as unknown as Case;
const sentencesOf = ({ sections }: Case) => sections.flatMap(({ sentences }) => sentences);

async function bringIn(session?: string): Promise<string> {
  const transcript = crypto.randomUUID();
  await lead.client.call(routes.importTranscript, {
    params: { ...params, transcript },
    query: { title: "材料（模拟数据）", format: "txt", ...(session !== undefined && { session }) },
    bytes: new Uint8Array(new TextEncoder().encode(transcriptText)),
  });
  await lead.client.call(routes.applyRules, { params, body: { transcripts: [transcript] } });
  return transcript;
}

async function draft(changes: Record<string, unknown> = {}): Promise<Case> {
  const session = crypto.randomUUID();
  const document = makeSession(session, changes) as unknown as JsonValue;
  await lead.client.call(routes.saveSession, { params: { ...params, session }, body: { session: document } });
  await bringIn(session);
  const body = { id: crypto.randomUUID(), kind: "reform" as const, title: "代表作制度（模拟数据）", session };
  return asCase(await researcher.client.call(routes.draftCase, { params, body }));
}

const place = ({ id }: Case) => ({ ...params, case: id });
const read = async (one: Case) => asCase(await lead.client.call(routes.getCase, { params: place(one) }));
const material = (one: Case): Promise<CaseMaterial> => lead.client.call(routes.getCaseMaterial, { params: place(one) });
const save = async (one: Case) =>
  asCase(await researcher.client.call(routes.saveCase, { params: place(one), body: { case: one as never } }));
const rewrite = (one: Case, sentences: readonly Sentence[]): Case => ({
  ...one,
  sections: one.sections.map((section, at) => (at === 0 ? { ...section, sentences: [...sentences] } : section)),
});

async function original(attachment: string): Promise<string> {
  const to = { ...params, attachment };
  const { ticket } = await lead.client.call(routes.openAttachment, { params: to });
  const answer = await lead.client.call(routes.readAttachment, { params: to, query: { ticket } });
  return Buffer.from(await answer.arrayBuffer()).toString("latin1");
}

type Step = "confirmedByPerson" | "confirmedByUnit" | "secrecyChecked" | "final";
async function confirm(one: Case, step: Step, by = lead): Promise<Case> {
  const { textHash } = await material(one);
  const { revision } = await read(one);
  const body = { textHash, form: "表1", revision };
  const to = place(one);
  return asCase(
    step === "secrecyChecked" || step === "final"
      ? await by.client.call(routes.releaseCase, { params: to, body: { ...body, step } })
      : await by.client.call(routes.confirmCase, { params: to, body: { ...body, step } }),
  );
}
const consent = async (one: Case, kind: "publication" | "naming", granted = true, form = "同意书A-07") => {
  const { revision } = await read(one);
  const body = { granted, form, day: "2026-11-27", revision };
  return lead.client.call(routes.recordCaseConsent, { params: { ...place(one), consent: kind }, body });
};

describe("cases", () => {
  it("go step by step, each confirmation of one text, final only with consents and by the lead", async () => {
    const one = await draft();
    expect((await problemOf(confirm(one, "final"))).code).toBe("case.step");
    await confirm(one, "confirmedByPerson", researcher);
    await confirm(one, "confirmedByUnit", researcher);
    expect((await problemOf(confirm(one, "secrecyChecked", researcher))).code).toBe("access.role");
    await confirm(one, "secrecyChecked");
    expect((await problemOf(confirm(one, "final"))).detail).toContain("publication");
    expect((await problemOf(consent(one, "publication", true, " "))).code).toBe("case.invalid");
    await consent(one, "publication");
    expect(await confirm(one, "final")).toMatchObject({ status: "final", publicationConsent: true });
    const { cases } = await lead.client.call(routes.listCases, { params });
    expect(cases.find(({ id }) => id === one.id)).toMatchObject({ status: "final", publicationConsent: true });
    await consent(one, "publication", false, "");
    expect(await read(one)).toMatchObject({ status: "final", publicationConsent: false });
  });

  it("are drafts again once their text is edited, and a confirmation of the text before is refused", async () => {
    const one = await draft();
    const before = await material(one);
    await confirm(one, "confirmedByPerson");
    const edited = await save(rewrite(await read(one), [{ text: "执笔人写的一句。", source: null }]));
    expect(edited.status).toBe("draft");
    expect((await material(one)).stale).toEqual(["confirmedByPerson"]);
    const body = {
      step: "confirmedByPerson" as const,
      textHash: before.textHash,
      form: "表1",
      revision: edited.revision,
    };
    const refused = await problemOf(lead.client.call(routes.confirmCase, { params: place(one), body }));
    expect(refused).toMatchObject({ code: "case.step", detail: expect.stringContaining("edited since") });
    expect(await save(rewrite(edited, []))).toMatchObject({ status: "confirmedByPerson" });
    const current = await read(one);
    const empty = await save({
      ...current,
      status: "confirmedByPerson",
      sections: current.sections.map((section) => ({ ...section, sentences: [] })),
    });
    expect((await problemOf(confirm(empty, "confirmedByPerson"))).detail).toContain("no sentence");
  });

  it("take no step and no consent by an edit, and name nobody without the consent to it", async () => {
    const one = await draft();
    expect((await problemOf(save({ ...one, status: "final" }))).code).toBe("case.step");
    expect((await problemOf(save({ ...one, publicationConsent: true }))).code).toBe("case.step");
    await save({ ...one, named: true });
    await consent(one, "publication");
    expect((await material(one)).consentsMissing).toEqual(["naming"]);
    const { revision } = await read(one);
    const body = { reason: "本人要求重写", revision };
    await lead.client.call(routes.reopenCase, { params: place(one), body });
    const late = { granted: true, form: "A-08", day: "2026-11-27", revision };
    const stale = problemOf(
      lead.client.call(routes.recordCaseConsent, { params: { ...place(one), consent: "naming" }, body: late }),
    );
    expect((await stale).code).toBe("edit.conflict");
  });

  it("keep what a hand wrote when drafted anew, and tell machine and hand apart in their trail", async () => {
    const one = await draft();
    const [first, ...others] = sentencesOf(one);
    const by = [{ text: "执笔人写的一句。", source: null }];
    const edited = await save({
      ...rewrite(one, by),
      sections: rewrite(one, by).sections.map((section) => ({
        ...section,
        sentences: section.sentences.filter(({ text }) => text !== first?.text),
      })),
    });
    const { case: again, kept } = await researcher.client.call(routes.redraftCase, {
      params: place(one),
      body: { revision: edited.revision },
    });
    expect(kept).toBe(1);
    const texts = sentencesOf(again as unknown as Case).map(({ text }) => text);
    expect(texts).toContain("执笔人写的一句。");
    expect(texts).not.toContain(first?.text);
    expect(texts).toEqual(expect.arrayContaining(others.map(({ text }) => text)));
    const { changes } = await lead.client.call(routes.listCaseChanges, { params: place(one) });
    expect(changes.map(({ kind, by: hand }) => `${kind} ${hand}`)).toEqual([
      "redraft machine",
      "edit hand",
      "draft machine",
    ]);
    expect(changes[1]?.sentences).toEqual(
      expect.arrayContaining([
        { section: one.sections[0]?.id, before: null, after: "执笔人写的一句。" },
        { section: expect.any(String), before: first?.text, after: null },
      ]),
    );
  });

  it("show the place of every sentence and figures that were changed by hand", async () => {
    const one = await draft();
    const [first] = sentencesOf(one);
    if (first?.source == null) throw new Error("the draft has no sentence");
    expect((await material(one)).passages.map(({ said }) => said)).toEqual(sentencesOf(one).map(({ text }) => text));
    const edited = await save(rewrite(one, [{ ...first, text: `${first.text}共987人。` }]));
    const changed = await material(one);
    expect(changed.foreignNumbers).toEqual([{ text: `${first.text}共987人。`, numbers: ["987"] }]);
    expect(changed.figureFaults).toEqual([]);
    await save(rewrite(edited, [{ text: "共访谈 :count[无此编号]。", source: null }]));
    const [fault] = (await material(one)).figureFaults;
    expect(fault).toMatchObject({ place: "摘要", message: expect.stringContaining("无此编号") });
    expect(await problemOf(confirm(one, "confirmedByPerson"))).toMatchObject({
      code: "case.figures",
      errors: [expect.objectContaining({ place: "摘要", message: expect.stringContaining("无此编号") })],
    });
  });

  it("say no other figure than the one that was confirmed", async () => {
    const whole = await draft();
    const one = { ...whole, sections: whole.sections.slice(0, 1) };
    const text = "共访谈 :count[interviews]。";
    await save(rewrite(one, [{ text, source: null }]));
    await consent(one, "publication");
    for (const step of ["confirmedByPerson", "confirmedByUnit", "secrecyChecked", "final"] as const)
      await confirm(one, step);
    const build = async () => {
      const outline = { ...params, outline: "report" };
      const markdown = `---\ntitle: 案例集\nprofile: gongwen\n---\n\n::case{id=${one.id}}\n`;
      await lead.client.call(routes.saveOutline, { params: outline, body: { markdown } });
      return lead.client.call(routes.buildReport, { params: outline, body: { mode: "final" } });
    };
    const { figures, figuresChanged } = await material(one);
    expect(figures).toEqual([{ text, shown: expect.stringMatching(/^共访谈 \d+人次。$/) }]);
    expect(figuresChanged).toEqual([]);
    expect((await build()).placeholders).toBe(0);
    await draft();
    const [changed] = (await material(one)).figuresChanged;
    expect(changed).not.toBe(figures[0]?.shown);
    expect((await problemOf(build())).errors).toMatchObject([{ code: "directive.figures-changed" }]);
  });

  it("gather all sessions of a unit, and say what interviewees answered to being named", async () => {
    const site = { unit: "U77", unitType: "企业", pilotLevel: "非试点", keyUnit: false, district: "滨海新区" };
    await draft({ site });
    const second = await draft({ site });
    const body = { id: crypto.randomUUID(), kind: "reform" as const, title: "合并", unit: "U77" };
    const both = asCase(await lead.client.call(routes.draftCase, { params, body }));
    const { sessions, transcripts } = await material(both);
    expect(transcripts.map(({ used }) => used)).toEqual([true, true]);
    expect(sessions.map(({ namedConsent }) => namedConsent)).toEqual([null, null]);
    expect((await material(second)).transcripts.map(({ used }) => used).sort()).toEqual([false, true]);
  });

  it("take a photo without what the camera noted, and lose it with the only person of its session", async () => {
    const participants = [{ person: "p77", role: "受访", category: "应用研究", consents: [] }];
    const one = await draft({ participants });
    const photo = crypto.randomUUID();
    const hand = (bytes: Uint8Array<ArrayBuffer>, id = photo) =>
      lead.client.call(routes.addCasePhoto, {
        params: { ...place(one), photo: id },
        query: { name: "现场.png" },
        bytes,
      });
    // filled up to the size of a phone's photo
    const png = Uint8Array.from(Buffer.concat([notedPicture, Buffer.alloc(3_000_000)]));
    await Promise.all([hand(png), hand(png)]);
    await hand(png);
    expect((await material(one)).photos).toMatchObject([{ id: photo, name: "现场.png" }]);
    const kept = await original(photo);
    expect(kept.slice(1, 4)).toBe("PNG");
    expect(kept).not.toContain("GPS");
    expect((await problemOf(hand(Uint8Array.from(Buffer.from("no picture")), crypto.randomUUID()))).code).toBe(
      "photo.invalid",
    );
    expect((await problemOf(hand(png.slice(0, 40), crypto.randomUUID()))).code).toBe("photo.invalid");
    const erase = { params: { ...params, person: "p77" }, body: { reason: "本人来函" } };
    const { attachments, blobs } = server.services.ports;
    const [chunk] = await attachments.listChunks(smallStudy, photo);
    const bytes = () => blobs.get(chunkKeyOf(smallStudy, photo, chunk?.position ?? -1));
    expect((await bytes())?.length).toBeGreaterThan(0);
    // two at once: one certificate holds the photo, the other erasure finds nothing any more
    const both = await Promise.allSettled([1, 2].map(() => lead.client.call(routes.erasePersonal, erase)));
    const certificates = both.flatMap((one) => (one.status === "fulfilled" ? [one.value.certificate] : []));
    expect(certificates.map(({ erased }) => erased)).toMatchObject([[{ kind: "photo", count: 1 }]]);
    expect(await bytes()).toBeUndefined();
    expect(await attachments.listChunks(smallStudy, photo)).toEqual([]);
    expect(await material(one)).toMatchObject({ photos: [], erasedOn: dayOf(certificates[0]?.at ?? "") });
    const { cases } = await lead.client.call(routes.listCases, { params });
    expect(cases.filter(({ erasedOn }) => erasedOn !== null).map(({ id }) => id)).toEqual([one.id]);
    expect((await problemOf(original(photo))).code).toBe("attachment.purged");
    expect(await verifyStudy(server.services.ports, smallStudy)).toEqual([]);
  });

  it("hold a photo that opens, whichever of two processes wrote it last, and none that broke off outlives its person", async () => {
    const participants = [{ person: "p79", role: "受访", category: "应用研究", consents: [] }];
    const one = await draft({ participants });
    const { ports } = server.services;
    const png = Uint8Array.from(notedPicture);
    const given = { study: smallStudy, case: one.id, name: "现场.png", bytes: png };
    const caller = { id: "a", name: "甲", email: "a@example.org" };
    const keep = (id: string, put: typeof ports.blobs.put) =>
      addCasePhoto({ ...ports, blobs: { ...ports.blobs, put } }, caller, { ...given, id });
    const { put } = ports.blobs;
    // one stands still before it writes until the other is done, and writes over it then
    const photo = crypto.randomUUID();
    await keep(photo, async (key, bytes) => {
      await addCasePhoto(ports, caller, { ...given, id: photo });
      await put(key, bytes);
    });
    expect((await original(photo)).slice(1, 4)).toBe("PNG");
    expect(await verifyStudy(ports, smallStudy)).toEqual([]);
    const torn = crypto.randomUUID();
    const full = keep(torn, (key, bytes) => put(key, bytes).then(() => Promise.reject(new Error("full"))));
    await expect(full).rejects.toThrow("full");
    expect(await ports.blobs.get(chunkKeyOf(smallStudy, torn, 0))).toBeDefined();
    const erase = { params: { ...params, person: "p79" }, body: { reason: "本人来函" } };
    const { certificate } = await lead.client.call(routes.erasePersonal, erase);
    expect(certificate.erased).toMatchObject([{ kind: "photo", count: 2 }]);
    expect(await ports.blobs.get(chunkKeyOf(smallStudy, torn, 0))).toBeUndefined();
    await keep(torn, put);
    expect(await ports.blobs.get(chunkKeyOf(smallStudy, torn, 0))).toBeUndefined();
    expect(await verifyStudy(ports, smallStudy)).toEqual([]);
  });

  it("show the survey of their unit only where its group, and that of the others, is large enough", async () => {
    const site = { unit: "U88", unitType: "企业", pilotLevel: "非试点", keyUnit: false, district: "滨海新区" };
    const one = await draft({ site });
    const link = await openLink(lead.client, version, { unit: "U88" });
    const answer = (to: string) =>
      anonymous(server).client.call(routes.submitResponse, {
        params: { collector: to },
        body: smallSubmission(version),
      });
    const shown = async () => (await material(one)).survey.map(({ questionnaire, n }) => [questionnaire, n]);
    for (let sent = 0; sent < 4; sent += 1) await answer(link);
    expect(await shown()).toEqual([["小问卷（模拟数据）", null]]);
    await answer(link);
    expect(await shown()).toEqual([["小问卷（模拟数据）", 5]]);
    await answer(collector);
    expect(await shown()).toEqual([["小问卷（模拟数据）", null]]);
  });

  it("can be made of documents alone, which nobody has to confirm but the secrecy check", async () => {
    const transcript = await bringIn();
    const body = { id: crypto.randomUUID(), kind: "reform" as const, title: "外地做法", transcripts: [transcript] };
    const one = asCase(await lead.client.call(routes.draftCase, { params, body: { ...body, basis: "documents" } }));
    expect((await material(one)).steps).toEqual(["draft", "secrecyChecked", "final"]);
    await confirm(one, "secrecyChecked");
    expect(await confirm(one, "final")).toMatchObject({ status: "final", publicationConsent: true });
    const spoken = (await draft()).sections.flatMap(({ sentences }) => sentences)[0]?.source?.transcript ?? "";
    const mixed = { ...body, id: crypto.randomUUID(), transcripts: [transcript, spoken], basis: "documents" as const };
    expect((await problemOf(lead.client.call(routes.draftCase, { params, body: mixed }))).detail).toContain(
      "interview",
    );
  });
});
