import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { generateAnswers, type QuestionnaireDefinition, seededRandom } from "@diaoyan/instruments";
import { type Client, routes } from "../../src/contract/index.ts";
import {
  contextOf,
  importRecoveryPublicKey,
  makeRecordKey,
  sealText,
  toBase64,
  wrapForRecovery,
  writeRescueFile,
} from "../../src/contract/rescue/index.ts";
import { newUuid } from "../../src/contract/uuid.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { makeMeeting } from "../meeting.ts";
import { notedPicture } from "../noted-picture.ts";
import { people } from "../people.ts";
import { sealAttachment, someBytes } from "../sealed-attachment.ts";
import { makeSession, transcriptText } from "../session.ts";
import { smallDefinition, smallPack, smallQuestionnaire, smallStudy, smallSubmission } from "../study.ts";
import type { Offer } from "./record-calls.ts";

const study = { study: smallStudy };
const questionnaire = { ...study, questionnaire: smallQuestionnaire };
const library = new URL("../../../instruments/library/evaluation-reform/", import.meta.url).pathname;
const nomination = "case-nomination";
/** Where what would take the ground from under the test may succeed. */
export const spareStudy = "spare-study";
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

/** People whose calls are recorded. */
export interface Furnishers {
  readonly lead: Client;
  readonly researcher: Client;
  readonly respondent: Client;
  /** For what can be done once only: it is left to the fuzz. */
  readonly offer: Offer;
}

interface Place extends Furnishers {
  readonly version: string;
  readonly collector: string;
}

/**
 * Does in the small study what a team does, so that each operation has something to work on and a call to start from: a
 * roster with a sample, letters, quotas, paper forms, a meeting, attachments, a case, leads, a second coding, reports.
 */
export async function furnishGround(place: Place): Promise<void> {
  const read = (file: string) => readFile(join(library, file), "utf8");
  const files = { ...smallPack(), "letter.md": await read("letter.md"), "records/expert-score.yaml": scoreSheet };
  await place.lead.call(routes.loadPack, { body: { files, simulated: true } });
  await furnishSurvey(place);
  await furnishPaper(place);
  await furnishRoster(place);
  const session = await furnishFieldwork(place);
  await furnishCoding(place, session);
  await furnishCases(place, session);
  await furnishReports(place);
  await furnishLeads(place, {
    ...smallPack(),
    "records/case-selection.yaml": await read("records/case-selection.yaml"),
    [`questionnaires/${nomination}.json`]: await read(`questionnaires/${nomination}.json`),
  });
}

const scoreSheet = `id: expert-score
version: "1.0"
title: { zh: 专家评分表 }
fields:
  - { id: completion, label: 任务完成度, kind: number, maximum: 60 }
  - { id: text, label: 文本规范, kind: number, maximum: 40 }
`;

const spares = Array.from({ length: 6 }, (_, at) => `spare-${at}`);

async function furnishSurvey({ lead, respondent, offer, collector, version }: Place): Promise<void> {
  for (const name of spares) {
    const params = { ...study, questionnaire: name };
    await lead.call(routes.saveQuestionnaireDraft, {
      params,
      body: { ...smallDefinition, name } as unknown as JsonValue,
    });
    offer(routes.publishQuestionnaire, { params, body: {} });
    offer(routes.removeQuestionnaireDraft, { params });
  }
  for (let at = 0; at < 12; at += 1) {
    const body = smallSubmission(version, { satisfied: 1, pressure: (at % 5) + 1 });
    await respondent.call(routes.submitResponse, { params: { collector }, body });
  }
  const protect = { keys: ["satisfied"], k: 2, suppress: true };
  const { responses } = await lead.call(routes.listResponses, { params: study, query: {} });
  for (const { id } of responses) {
    const body = { verdict: "valid" as const, reason: "看过（模拟数据）" };
    offer(routes.reviewResponse, { params: { ...study, id }, body });
  }
  const { revision } = await lead.call(routes.getEvidence, { params: study });
  offer(routes.saveEvidence, {
    params: study,
    body: { revision, evidence: { indicators: [], findings: [], recommendations: [] } },
  });
  await lead.call(routes.assessAnonymity, { params: questionnaire, body: protect });
  await lead.call(routes.exportProtected, { params: questionnaire, body: { protect } });
  const group = (id: string, zh: string, value: string) => ({ id, label: { zh }, values: [value] });
  const groups = [group("yes", "满意", "1"), group("no", "不满意", "2")];
  const cells = groups.map(({ id }) => ({ groups: [id], target: 100_000, limit: false }));
  const plan = { questionnaire: smallQuestionnaire, axes: [{ variable: "satisfied", groups }], cells };
  await lead.call(routes.saveQuota, { params: questionnaire, body: { revision: 0, plan } });
  const answers = {
    name: "答卷.xlsx",
    header: ["satisfied", "reason", "pressure"],
    rows: [["1", "", "4"]],
    rowNumbers: [2],
    seconds: [95],
    source: "a".repeat(64),
    consent: { how: "第三方平台首页同意（模拟数据）", day: null },
  };
  await lead.call(routes.importAnswers, { params: questionnaire, body: answers });
  const letter = {
    questionnaire: smallQuestionnaire,
    collector,
    day: "2026-09-01",
    deadline: "2026-09-30",
    returnBy: "扫码填写。",
  };
  const addressee = { unit: "样例大学（模拟数据）", contact: "人事处" };
  await lead.call(routes.getLetter, { params: study });
  await lead.call(routes.writeLetter, { params: study, body: { ...letter, addressee } });
  await lead.call(routes.writeLetters, { params: study, body: { ...letter, addressees: [addressee] } });
}

async function furnishPaper({ lead, researcher, offer }: Place): Promise<void> {
  const more = { label: "第一批", source: "座谈会现场", expected: 20, unit: "u-1", share: 1, sameClerk: false };
  const { batch } = await lead.call(routes.openPaperBatch, {
    params: study,
    body: { ...more, questionnaire: smallQuestionnaire },
  });
  const decisions = [{ box: "satisfied", taken: "first" as const }];
  for (const number of ["A-1", "A-2", "A-3", "A-4"]) {
    const form = { ...study, batch: batch.id, form: number };
    for (const [by, satisfied] of [
      [lead, "1"],
      [researcher, "2"],
    ] as const) {
      const { pass, revision } = await by.call(routes.openPaperEntry, { params: form, body: { takeOver: false } });
      const body = { revision, typed: { satisfied, pressure: "3" }, done: true };
      await by.call(routes.savePaperEntry, { params: { ...form, pass }, body });
    }
    await lead.call(routes.comparePaperForm, { params: form });
    offer(routes.decidePaperForm, { params: form, body: { decisions } });
  }
}

async function furnishRoster({ lead }: Place): Promise<void> {
  const rows = Array.from({ length: 12 }, (_, at) => ({
    row: at + 2,
    cells: { name: `王${"甲乙丙丁戊己庚辛壬癸子丑"[at]}`, unit: "示例大学", title: at % 2 === 0 ? "正高" : "副高" },
  }));
  const body = { kind: "people" as const, source: "测试名单（模拟数据）", check: false, rows };
  await lead.call(routes.importRoster, { params: study, body: { ...body, decisions: { units: {}, rows: {} } } });
  const { people } = await lead.call(routes.getRoster, { params: study, query: {} });
  const [first] = people;
  if (first === undefined) throw new Error("the roster is empty");
  const { name, phone, email, category, title, ageBand, education, field, level } = first;
  const person = { name, phone, email, category, title, ageBand, education, field, level };
  await lead.call(routes.savePerson, {
    params: { ...study, person: first.person },
    body: { person, unit: first.unit ?? "", source: "本人电话登记（模拟数据）", state: first.state, another: true },
  });
  const sample = { ...study, sample: newUuid(4) };
  const draw = { seed: 2026, total: 4, allocation: "proportional" as const, reserves: 1, by: "title" as const };
  await lead.call(routes.drawSample, { params: sample, body: draw });
  await lead.call(routes.getSample, { params: sample });
  await lead.call(routes.exportSample, { params: sample });
}

/** A meeting, an interview with a recording, and a rescued record. Answers the interview. */
async function furnishFieldwork({ lead }: Place): Promise<string> {
  const saved = async (document: { readonly id: string }) => {
    const params = { ...study, session: document.id };
    await lead.call(routes.saveSession, { params, body: { session: document as unknown as JsonValue } });
    return params;
  };
  const panel = await saved(makeSession(newUuid(7), { type: "专家论证会", meeting: makeMeeting() }));
  await lead.call(routes.getMeetingScores, { params: panel });
  await lead.call(routes.draftMinutes, { params: panel });
  await lead.call(routes.draftPanelOpinion, { params: panel });
  const { session } = await saved(makeSession(newUuid(7)));
  const { recovery } = await lead.call(routes.getFieldKit, { params: study });
  const sealed = await sealAttachment({ study: smallStudy, session, recovery, bytes: someBytes(5_000) });
  const place = { ...study, attachment: sealed.id };
  await lead.call(routes.beginAttachment, { params: place, body: sealed.announced });
  for (const { position, sha256, bytes } of sealed.chunks) {
    const params = { ...place, position: String(position) };
    await lead.call(routes.putAttachmentChunk, { params, query: { sha256 }, bytes });
  }
  await lead.call(routes.finishAttachment, { params: place });
  const { ticket } = await lead.call(routes.openAttachment, { params: place });
  await lead.call(routes.readAttachment, { params: place, query: { ticket } });
  await lead.call(routes.assignAttachment, { params: place, body: { session: panel.session } });
  const owner = (await lead.call(routes.getMe, {})).user.id;
  const rescued = await sealAttachment({ study: smallStudy, session, recovery, bytes: someBytes(5_000, 9) });
  const rescue = { params: { ...study, attachment: rescued.id }, body: await rescued.rescued(owner) };
  await lead.call(routes.beginRescuedAttachment, rescue);
  const key = await makeRecordKey();
  const left = makeSession(newUuid(7), { number: "T4-SITE01-I02" });
  const context = contextOf(smallStudy, left.id);
  const wrapped = await wrapForRecovery(await importRecoveryPublicKey(recovery.publicKey), key, context);
  const record = {
    record: left.id,
    wrappedKey: toBase64(wrapped),
    sealed: toBase64(await sealText(key, JSON.stringify({ session: left, base: null, outbox: {} }), context)),
  };
  const file = await writeRescueFile({ study: smallStudy, recoveryKey: recovery.id }, [record]);
  await lead.call(routes.importRescue, { params: study, bytes: bytesOf(file) });
  return session;
}

async function furnishCoding({ lead, researcher, offer }: Place, session: string): Promise<void> {
  const bring = async (text: string, more: { readonly session?: string } = {}) => {
    const params = { ...study, transcript: newUuid(4) };
    const query = { title: "访谈（模拟数据）", format: "txt" as const, ...more };
    await lead.call(routes.importTranscript, { params, query, bytes: bytesOf(text) });
    return params;
  };
  const { transcript } = await bring(transcriptText, { session });
  const code = (by: Client, start: number, end: number, name: string) =>
    by.call(routes.addCoding, {
      params: { ...study, coding: newUuid(4) },
      body: { transcript, revision: 1, code: name, start, end },
    });
  // beside one another: codings of the same words are one example for suggestions
  for (let at = 0; at < 6; at += 1) await code(lead, 40 + 6 * at, 45 + 6 * at, "papers");
  for (let at = 0; at < 6; at += 1) await code(lead, 100 + 6 * at, 105 + 6 * at, "title");
  await lead.call(routes.suggestCodes, { params: study, body: { transcript, spans: [{ start: 40, end: 50 }] } });
  await lead.call(routes.measureSuggestions, { params: study });
  const { user } = await researcher.call(routes.getMe, {});
  const drawn = { ...study, assignment: newUuid(4) };
  await lead.call(routes.drawAssignment, { params: drawn, body: { coder: user.id, seed: 7, share: 1 } });
  await code(researcher, 41, 46, "papers");
  await lead.call(routes.closeAssignment, { params: drawn });
  const query = { assignment: drawn.assignment, segment: "clause", uncoded: "included", locale: "zh" } as const;
  await lead.call(routes.measureAgreement, { params: study, query });
  const qda = await lead.call(routes.exportCoded, { params: { ...study, format: "qdpx" } });
  const bytes = new Uint8Array(await qda.arrayBuffer());
  await lead.call(routes.importQda, { params: study, query: { format: "qdpx" }, bytes });
  const { revision } = await lead.call(routes.getCodebook, { params: study });
  const change = { kind: "move" as const, code: "title", parent: "papers", number: "1.1" };
  await lead.call(routes.reorganiseCodes, { params: study, body: { act: newUuid(4), revision, change } });
  const { rules } = await lead.call(routes.getDeidentifyRules, { params: study });
  await lead.call(routes.saveDeidentifyRules, { params: study, body: { rules, revision: 0 } });
  for (const number of ["13800001234", "13800005678", "13900001234"]) {
    const told = await bring(`访谈员：请谈谈。\n受访者：电话${number}，论文太多。\n`);
    const { hits, ...state } = await lead.call(routes.listIdentifiers, { params: told });
    const decisions = hits.map(({ start, end, replacement }) => ({ start, end, replacement }));
    offer(routes.deidentifyTranscript, {
      params: told,
      body: { revision: state.revision, rulesRevision: state.rulesRevision, decisions, removeCodings: [] },
    });
  }
}

/** A case for each thing that can be done with one. */
async function furnishCases({ lead, offer }: Place, session: string): Promise<void> {
  const draft = async () => {
    const given = { id: newUuid(4), kind: "reform" as const, title: "代表作制度（模拟数据）", session };
    const drafted = await lead.call(routes.draftCase, { params: study, body: given });
    const params = { ...study, case: given.id };
    const { textHash } = await lead.call(routes.getCaseMaterial, { params });
    return { params, drafted: drafted.case, body: { textHash, form: "表1", revision: 1 } };
  };
  const [one, two, three, four, five] = [await draft(), await draft(), await draft(), await draft(), await draft()];
  offer(routes.saveCase, { params: one.params, body: { case: one.drafted } });
  const photo = { params: { ...one.params, photo: newUuid(4) }, query: { name: "现场.png" }, bytes: notedPicture };
  await lead.call(routes.addCasePhoto, photo);
  offer(routes.redraftCase, { params: two.params, body: { revision: 1 } });
  offer(routes.confirmCase, { params: three.params, body: { ...three.body, step: "confirmedByPerson" } });
  offer(routes.recordCaseConsent, {
    params: { ...four.params, consent: "publication" },
    body: { granted: true, form: "同意书A-07", day: "2026-11-27", revision: 1 },
  });
  await lead.call(routes.confirmCase, { params: five.params, body: { ...five.body, step: "confirmedByPerson" } });
  const unit = { ...five.body, revision: 2, step: "confirmedByUnit" as const };
  await lead.call(routes.confirmCase, { params: five.params, body: unit });
  offer(routes.releaseCase, { params: five.params, body: { ...five.body, revision: 3, step: "secrecyChecked" } });
}

/** Leads stand in a study of their own, whose notice says that nominations name people. */
async function furnishLeads({ lead, respondent, offer }: Furnishers, pack: Record<string, string>): Promise<void> {
  const of = { study: spareStudy };
  const files = {
    ...pack,
    "study.yaml": (pack["study.yaml"] ?? "").replace(smallStudy, of.study),
    "notice.md": (pack["notice.md"] ?? "").replace("---\n", "---\nnominations: true\n"),
  };
  await lead.call(routes.loadPack, { body: { files, simulated: true } });
  const params = { ...of, questionnaire: nomination };
  const { version } = await lead.call(routes.publishQuestionnaire, { params, body: {} });
  const { published } = await lead.call(routes.getQuestionnaire, { params });
  const link = { questionnaire: nomination, version: version.hash, label: "推荐", mode: "identified" as const };
  const { collector } = await lead.call(routes.openCollector, { params: of, body: link });
  const answers = {
    ...generateAnswers(published as unknown as QuestionnaireDefinition, seededRandom(7)),
    N_title: "代表作制度",
  };
  const body = { ...smallSubmission(version.hash, answers as Record<string, JsonValue>), seconds: 300 };
  await respondent.call(routes.submitResponse, { params: { collector: collector.id }, body });
  const place = { ...of, lead: body.id };
  const points = { typicality: 20, novelty: 20, effect: 20, transfer: 15, materials: 5 };
  await lead.call(routes.scoreLead, { params: place, body: { points, comment: "" } });
  await lead.call(routes.decideLead, { params: place, body: { outcome: "selected", reason: "典型", revision: 0 } });
  const { viewer } = people;
  await lead.call(routes.inviteMember, {
    params: of,
    body: { email: viewer.email, name: viewer.name, role: "viewer" },
  });
  for (const name of spares) {
    const body = { email: `${name}@example.org`, name, role: "viewer" as const };
    const { link: path } = await lead.call(routes.inviteMember, { params: of, body });
    const accepting = { token: path.split("#")[1] ?? "", name, password: "quiet lantern 17 harbours" };
    offer(routes.acceptInvitation, { body: accepting });
  }
  const { members } = await lead.call(routes.listMembers, { params: of });
  for (const { user } of members) {
    offer(routes.changeMemberRole, { params: { ...of, user }, body: { role: "researcher" } });
    offer(routes.removeMember, { params: { ...of, user } });
  }
  const spare = (await lead.call(routes.openCollector, { params: of, body: link })).collector.id;
  offer(routes.changeCollectorQuota, { params: { ...of, collector: spare }, body: { quota: 20 } });
  offer(routes.closeCollector, { params: { ...of, collector: spare } });
  offer(routes.closeVersion, { params: { ...params, version: version.hash } });
  offer(routes.leaveStudy, { params: of });
  offer(routes.purgeContacts, { params: of, body: { reason: "到期" } });
  offer(routes.eraseStudyPersonal, { params: of, body: { reason: "到期", confirm: spareStudy } });
}

async function furnishReports({ lead }: Place): Promise<void> {
  const outline = { ...study, outline: "report" };
  const { build, files } = await lead.call(routes.buildReport, { params: outline, body: { mode: "draft" } });
  for (const { name } of files) await lead.call(routes.downloadBuild, { params: { ...outline, build, file: name } });
  const file = files.find(({ name }) => name.endsWith(".docx"))?.name ?? "";
  const answer = await lead.call(routes.downloadBuild, { params: { ...outline, build, file } });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  await lead.call(routes.mergeReport, { params: outline, query: { write: "false" }, bytes });
  const before = (await (await lead.call(routes.exportSnapshot, { params: study })).json()) as JsonValue;
  await lead.call(routes.diffReports, { params: study, body: { before } });
}
