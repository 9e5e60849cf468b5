import { generateAnswers, type QuestionnaireDefinition, type StudySnapshot, seededRandom } from "@diaoyan/instruments";
import { readPackFolder } from "@diaoyan/instruments/node";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes, type Submission } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { verifySnapshot } from "../../src/use-cases/verify-snapshot.ts";
import { runCli } from "../cli/run-cli.ts";
import { anonymous, join, type Session, setUpOperator } from "../people.ts";
import { problemOf } from "../problem-of.ts";
import { makeSession } from "../session.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";

const study = "evaluation-reform";
const questionnaire = "case-nomination";
const params = { study };
let server: TestServer;
let lead: Session;
let researcher: Session;
let collector: string;
let version: string;
let definition: QuestionnaireDefinition;

beforeAll(async () => {
  server = await startTestServer();
  lead = await setUpOperator(server);
  const folder = new URL("../../../instruments/library/evaluation-reform", import.meta.url).pathname;
  const files = Object.fromEntries(await readPackFolder(folder));
  await lead.client.call(routes.loadPack, { body: { files, simulated: true } });
  researcher = await join(server, lead, "researcher", { study, role: "researcher" });
  const place = { study, questionnaire };
  version = (await lead.client.call(routes.publishQuestionnaire, { params: place, body: {} })).version.hash;
  definition = (await lead.client.call(routes.getQuestionnaire, { params: place }))
    .published as unknown as QuestionnaireDefinition;
  collector = (await lead.client.call(routes.openCollector, { params, body: linkOf("identified") })).collector.id;
}, 30_000);
afterAll(() => server.close());

const linkOf = (mode: "identified" | "pseudonymous") => ({ questionnaire, version, label: "推荐", mode });
const secret = { N_unit: "甲乙丙研究所", N_contact: "欧阳某某", N_phone: "13800001234" };

async function nominate(title: string, id = crypto.randomUUID(), given = secret) {
  const answers = { ...generateAnswers(definition, seededRandom(7)), ...given, N_title: title };
  const page = await anonymous(server).client.call(routes.getCollectorPage, { params: { collector } });
  const consented = { consent: true, seconds: 300, noticeVersion: page.notice.version };
  const body = { id, version, answers, ...consented } as unknown as Submission;
  return { id, receipt: await anonymous(server).client.call(routes.submitResponse, { params: { collector }, body }) };
}
const leadsOf = async (by = lead) => (await by.client.call(routes.listLeads, { params })).leads;
const find = async (id: string, by = lead) => (await leadsOf(by)).find((one) => one.id === id);
const points = (typicality: number) => ({ typicality, novelty: 20, effect: 20, transfer: 15, materials: 5 });
const score = (id: string, value: number, by = lead, expert?: string) =>
  by.client.call(routes.scoreLead, {
    params: { ...params, lead: id },
    body: { points: points(value), comment: "", ...(expert !== undefined && { expert }) },
  });

describe("nominations", () => {
  it("become leads whose names and contacts stand nowhere but sealed, and are gone when withdrawn", async () => {
    const { id, receipt } = await nominate("把用户意见写进评审结论");
    const one = await find(id);
    expect(one).toMatchObject({ title: "把用户意见写进评审结论", kind: "reform", source: "nomination" });
    expect(one?.answers.filter(({ personal }) => personal).map(({ text }) => text)).toEqual(Object.values(secret));
    const read = await lead.client.call(routes.getResponse, { params: { ...params, id } });
    const zip = await lead.fetch(`${server.url}/api/studies/${study}/questionnaires/${questionnaire}/export`);
    const exported = Object.values(unzipSync(new Uint8Array(await zip.arrayBuffer()))).map((bytes) => strFromU8(bytes));
    const snapshot = await lead.fetch(`${server.url}/api/studies/${study}/snapshot`);
    const taken = await snapshot.text();
    const shown = [JSON.stringify(read), ...exported, taken].join();
    for (const words of Object.values(secret)) expect(shown).not.toContain(words);
    const again = await nominate("把用户意见写进评审结论", id);
    expect(again.receipt).toEqual(receipt);
    const other = nominate("把用户意见写进评审结论", id, { ...secret, N_phone: "13900000000" });
    expect((await problemOf(other)).code).toBe("response.conflict");
    const verify = () => runCli("verify", "--study", study, "--data-folder", server.dataFolder);
    expect(await verify()).toMatchObject({ status: 0 });
    // a nomination is no answer of a survey: the snapshot lacks none
    const later = { ...(JSON.parse(taken) as StudySnapshot), takenAt: "2999-01-01T00:00:00.000Z" as never };
    const found = await verifySnapshot(server.services.ports, later);
    expect(found.filter(({ code: kind }) => kind !== "snapshot.changed")).toEqual([]);
    const { receipt: code, withdrawalCode } = receipt;
    await anonymous(server).client.call(routes.withdrawResponse, { body: { receipt: code, withdrawalCode } });
    expect(await find(id)).toBeUndefined();
  });

  it("are found by the name they bear, handed out and erased with their key, and the nomination stays without it", async () => {
    const { id } = await nominate("丁案例", crypto.randomUUID(), { ...secret, N_contact: "上官某某" });
    const held = () => lead.client.call(routes.getPersonal, { params, query: { find: "上官某某" } });
    const [one, ...more] = (await held()).people;
    expect([one?.person, more]).toEqual([`nominee:${id}`, []]);
    const place = { ...params, person: one?.person ?? "" };
    const { copy } = await lead.client.call(routes.copyPersonal, { params: place });
    expect(JSON.stringify(copy)).toContain(secret.N_phone);
    const order = { params: place, body: { reason: "本人来函要求" } };
    const { certificate } = await lead.client.call(routes.erasePersonal, order);
    expect([certificate.erased.map(({ kind }) => kind), certificate.keys.length]).toEqual([["contact"], 1]);
    expect((await held()).people).toEqual([]);
    expect(JSON.stringify(await find(id))).not.toMatch(/上官|13800001234/);
    const due = lead.client.call(routes.purgeContacts, { params, body: { reason: "到期" } });
    expect(await due).toEqual({ certificate: null });
    expect(await runCli("verify", "--study", study, "--data-folder", server.dataFolder)).toMatchObject({ status: 0 });
  });

  it("come by identified links alone, and surveys by none", async () => {
    const refused = lead.client.call(routes.openCollector, { params, body: linkOf("pseudonymous") });
    expect((await problemOf(refused)).code).toBe("collector.noticeMode");
  });

  it("are scored independently, ranked, decided with a reason, and turned into a case", async () => {
    const [first, second] = [(await nominate("甲案例")).id, (await nominate("乙案例")).id];
    for (const [place, value] of [10, 20, 20, 20, 25].entries()) await score(first, value, lead, `专家${place + 1}`);
    await score(second, 5);
    const before = await find(first, researcher);
    expect(before).toMatchObject({ sheets: 5, score: null, hidden: true, own: null, given: [] });
    await score(first, 20, researcher);
    expect(await find(first, researcher)).toMatchObject({ score: 80, scoredBy: "trimmed", hidden: false, sheets: 6 });
    const [seen, all] = [(await find(first, researcher))?.given, (await find(first))?.given];
    expect(seen?.map(({ rater, sum }) => [rater, sum])).toEqual([70, 80, 80, 80, 85].map((sum) => [null, sum]));
    expect(all?.map(({ rater }) => rater)).toEqual(
      expect.arrayContaining(["expert:专家1", expect.stringMatching(/./)]),
    );
    expect(await find(first)).toMatchObject({ score: 80, rank: 1, sheet: { threshold: 80 } });
    expect(await find(second)).toMatchObject({ score: 65, scoredBy: "mean", rank: 2 });
    const place = { ...params, lead: first };
    const body = { outcome: "selected" as const, reason: "达到入选线", revision: 0 };
    await lead.client.call(routes.decideLead, { params: place, body });
    const over = { ...body, outcome: "rejected" as const, reason: "另一人同时决定" };
    const late = researcher.client.call(routes.decideLead, { params: place, body: over });
    expect((await problemOf(late)).code).toBe("edit.conflict");
    expect((await find(first))?.decision).toMatchObject({ outcome: "selected", reason: "达到入选线", revision: 1 });
  });

  it("refuse points beyond the sheet and leads that are not there", async () => {
    const { id } = await nominate("丙案例");
    expect(await problemOf(score(id, 26))).toMatchObject({
      code: "lead.invalid",
      errors: [{ code: "lead.points", place: "代表性", message: "expected 0 to 25, got 26" }],
    });
    expect((await problemOf(score(crypto.randomUUID(), 20))).code).toBe("lead.notFound");
  });

  it("stand beside sessions at which a case was noted", async () => {
    const session = crypto.randomUUID();
    const foot = {
      ...{ cooperation: null, credibility: null, ratingReason: "", novelty: null, contradictions: "" },
      ...{ followUps: [], materials: [], consentForm: "", reviewer: "", reviewedOn: null },
      ...{ caseLead: "改革案例", caseNote: "代表作制度值得写" },
    };
    const document = makeSession(session, { foot }) as unknown as JsonValue;
    await lead.client.call(routes.saveSession, { params: { ...params, session }, body: { session: document } });
    expect(await find(session)).toMatchObject({ source: "session", kind: "reform", sheet: { id: "case-selection" } });
  });
});
