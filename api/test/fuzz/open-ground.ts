import type { Role } from "@diaoyan/instruments";
import { drawItem, type RandomSource } from "../../../instruments/src/simulate/random-source.ts";
import { routes } from "../../src/contract/index.ts";
import { newUuid } from "../../src/contract/uuid.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { anonymous as asNobody, join, people, type Session, setUpOperator, signIn } from "../people.ts";
import { makePlanItem, makeSession, transcriptText } from "../session.ts";
import type { TestServer } from "../start-test-server.ts";
import {
  openLink,
  openSmallStudy,
  smallDefinition,
  smallPack,
  smallQuestionnaire,
  smallStudy,
  smallSubmission,
} from "../study.ts";
import type { JsonSchema } from "./describe-operations.ts";
import type { Source } from "./draw-request.ts";
import { drawValue } from "./draw-value.ts";
import { furnishGround } from "./furnish-ground.ts";
import { offerCalls, recordCalls, type Sample } from "./record-calls.ts";

/** What the requests are drawn over: two studies, people of every role with their cookies, things with ids, bodies that would be taken. */
export interface Ground extends Source {
  readonly known: Map<string, string[]>;
  /** Of the study's lead, who does nothing but look after the rest. */
  readonly lead: Session;
  readonly collector: string;
  readonly version: string;
}

const otherStudy = "other-study";
const roles: readonly Role[] = ["lead", "researcher", "interviewer", "viewer"];
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Makes the small study, furnished, and another on a fresh server, with a person of every role. */
export async function openGround(server: TestServer, random: RandomSource): Promise<Ground> {
  const lead = await setUpOperator(server);
  const { collector, version } = await openSmallStudy(lead.client);
  const files = { ...smallPack(), "study.yaml": (smallPack()["study.yaml"] ?? "").replace(smallStudy, otherStudy) };
  await lead.client.call(routes.loadPack, { body: { files, simulated: true } });
  for (const role of roles) {
    await join(server, lead, role, { study: smallStudy, role });
  }
  await join(server, lead, "outsider", { study: otherStudy, role: "lead" });
  const samples = new Map<string, Sample[]>();
  const [furnisher, researcher] = await Promise.all([people.lead, people.researcher].map((one) => signIn(server, one)));
  const offer = offerCalls(samples);
  const recorded = (session: Session | undefined) => recordCalls((session ?? lead).client, offer);
  const respondent = recordCalls(asNobody(server).client, offer);
  const furnishers = { lead: recorded(furnisher), researcher: recorded(researcher), respondent, offer };
  await furnishGround({ ...furnishers, version, collector });
  const names = [...roles, "outsider"] as const;
  const signedIn = await Promise.all(
    names.map(async (name) => [name, await cookieOf(server.url, people[name])] as const),
  );
  const invited = await openLink(lead.client, version, { mode: "identified", invitedOnly: true });
  const anonymous = await openLink(lead.client, version, { mode: "anonymous" });
  const params = { study: smallStudy, collector: invited };
  const guests = Array.from({ length: 20 }, (_, at) => ({ name: `受邀者${at}`, contact: "" }));
  const invitations = await lead.client.call(routes.invitePeople, { params, body: { people: guests } });
  for (const { person } of invitations.invited.slice(0, 6)) {
    offer(routes.removeInvitation, { params: { ...params, person } });
  }
  const tokens = invitations.invited.map(({ link }) => link.split("#")[1] ?? "");
  const opened = tokens.map((token) =>
    lead.client.call(routes.openInvitation, { params: { collector: invited }, body: { token } }),
  );
  const tokenOf = new Map((await Promise.all(opened)).map(({ response }, at) => [response, tokens[at] ?? ""]));
  const known = new Map([
    ["study", [smallStudy, smallStudy, smallStudy, otherStudy]],
    ["id", [...tokenOf.keys()]],
    ["questionnaire", [smallQuestionnaire]],
    ["collector", [collector, invited, anonymous]],
    ["version", [version]],
    ["token", tokens],
    ["invitation", tokens],
    ["outline", ["report"]],
    ["variable", ["satisfied", "reason", "pressure"]],
    ["variables", ["satisfied", "reason", "pressure"]],
    ["session", [newUuid(7)]],
    ["transcript", [newUuid(7)]],
    ["code", ["papers", "title"]],
    ["noticeVersion", ["1"]],
    ["file", ["通知.txt", "notice.html", "a.docx", "a.pdf", "cases.csv"]],
  ]);
  return {
    lead,
    collector,
    version,
    cookies: { ...Object.fromEntries(signedIn), nobody: undefined, forged: "diaoyan.session_token=forged.forged" },
    known,
    samples,
    examples: await listExamples(lead, { version, tokenOf, known, random }),
  };
}

/** Bodies for what chance alone would not hit. */
async function listExamples(
  lead: Session,
  {
    version,
    tokenOf,
    known,
    random,
  }: {
    readonly version: string;
    readonly tokenOf: ReadonlyMap<string, string>;
    readonly known: Source["known"];
    readonly random: RandomSource;
  },
): Promise<Source["examples"]> {
  const { codebook } = await lead.client.call(routes.getCodebook, { params: { study: smallStudy } });
  const { analyses } = await lead.client.call(routes.listAnalyses, {});
  const variables = new Map([["variable", ["satisfied", "pressure", "reason"]]]);
  const analysis = () => {
    const { kind, params } = drawItem(analyses, random);
    const drawn = drawValue(params as JsonSchema, "variable", variables, random);
    return { questionnaire: smallQuestionnaire, request: { ...(drawn as object), kind } };
  };
  const one = (name: string): string => drawItem(known.get(name) ?? [""], random);
  const coding = () => ({ transcript: one("transcript"), revision: 1, code: one("code"), start: 3, end: 9 });
  const draft = () => ({ id: newUuid(4), kind: "reform", title: "案例（模拟数据）", session: one("session") });
  const submission = () => ({ ...smallSubmission(version), id: newUuid(random() < 0.5 ? 4 : 7) });
  return new Map<string, (path: Readonly<Record<string, string>>) => JsonValue | Uint8Array>([
    ["auth sign-in/email", () => ({ email: people.viewer.email, password: people.viewer.password })],
    ["auth two-factor/enable", () => ({ password: people.lead.password })],
    ["submitResponse", submission],
    ["saveDraft", ({ id = "" }) => ({ version, answers: { satisfied: 1 }, invitation: tokenOf.get(id) ?? "" })],
    ["saveSession", ({ session = "" }) => ({ session: makeSession(session) as unknown as JsonValue })],
    ["savePlanItem", ({ item = "" }) => ({ item: makePlanItem(item) as unknown as JsonValue })],
    ["loadPack", () => ({ files: smallPack(), simulated: true })],
    ["saveQuestionnaireDraft", () => smallDefinition as unknown as JsonValue],
    ["saveCodebook", () => ({ codebook: codebook as JsonValue })],
    ["saveOutline", () => ({ markdown: "---\ntitle: 报告（模拟数据）\n---\n\n# 结果\n\n有效问卷若干份。\n" })],
    ["runAnalysis", analysis],
    ["addCoding", coding],
    ["draftCase", draft],
    ["importTranscript", () => bytes(transcriptText)],
    ["correctTranscript", () => bytes(transcriptText.replace("您好", "您们好"))],
    ["importPolicy", () => bytes("关于评价改革的通知\n一、总则\n第一条 破除唯论文。\n第二条 分类评价。\n")],
    ["readQuestionnaireFile", () => bytes(JSON.stringify(smallDefinition))],
  ]);
}

/** The cookies that signing in sets, as they are sent back. */
async function cookieOf(
  url: string,
  { email, password }: (typeof people)["lead"] | (typeof people)["viewer"] | { email: string; password: string },
) {
  const headers = { "content-type": "application/json", origin: url };
  const signedIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers,
    body: JSON.stringify({ email, password }),
  });
  if (!signedIn.ok) throw new Error(`signing in answered ${signedIn.status}`);
  return signedIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}
