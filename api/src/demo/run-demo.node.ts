import { randomBytes } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readPackFolder } from "@diaoyan/instruments/node";
import { type Client, routes } from "../contract/index.ts";
import { fileIn } from "../entry/database-place.node.ts";
import { type RunningServer, startServer } from "../entry/node.ts";
import { dayOf } from "../ports/clock.ts";
import { buildDeliverables, type Deliverable, type NotBuilt } from "./build-deliverables.node.ts";
import { finishCases } from "./finish-cases.ts";
import { importPolicies } from "./import-policies.ts";
import { planFieldwork } from "./plan-fieldwork.ts";
import { type RecordedFieldwork, recordFieldwork } from "./record-fieldwork.ts";
import { sendQuestionnaire } from "./send-questionnaire.ts";
import { type DemoAccount, joinOnce, signInFirst } from "./signed-in-client.ts";
import { readSimulatedCollection, readSimulatedPolicies, readSimulatedSessions } from "./simulated-material.node.ts";

/** The packs a demonstration loads. */
export const demoPacks = ["evaluation-reform", "talent-development"] as const;

/** Days from the demonstration on which recordings made in it are kept. */
const demoKeepDays = 183;

export interface DemoPlan {
  /** Packs to load; `demoPacks` unless given. */
  readonly packs?: readonly string[];
  /** Where deliverables are written; nothing is built where it is null. */
  readonly out: string | null;
  readonly port: number;
  readonly responses: number;
  readonly seed: number;
  onProgress(label: string, done: number, total: number): void;
}

/** What a demonstration made of one pack. */
export interface DemoStudy {
  readonly study: string;
  readonly links: readonly { readonly questionnaire: string; readonly link: string }[];
  readonly responses: number;
  readonly fieldwork: RecordedFieldwork;
  readonly files: readonly Deliverable[];
  /** What too few responses, or none of a kind, did not allow. */
  readonly notBuilt: readonly NotBuilt[];
}

export interface Demo {
  readonly server: RunningServer;
  readonly account: DemoAccount;
  /** Who codes again what the first account coded; the password is the same. */
  readonly secondCoder: DemoAccount;
  /** Where the installation keeps its data: a temporary folder. */
  readonly dataFolder: string;
  readonly studies: readonly DemoStudy[];
}

/** Walks the whole chain on simulated data over HTTP: publish, answer, record, code, draft, build. The server keeps running. */
export async function runDemo(plan: DemoPlan): Promise<Demo> {
  const dataFolder = await mkdtemp(join(tmpdir(), "diaoyan-demo-"));
  const server = await startServer({ dataFolder, database: fileIn(dataFolder), port: plan.port, host: "127.0.0.1" });
  try {
    const account = {
      email: "demo@example.org",
      name: "演示账号（模拟数据）",
      password: randomBytes(9).toString("base64url"),
    };
    const secondCoder = { ...account, email: "coder@example.org", name: "第二编码员（模拟数据）" };
    const client = await signInFirst(server.url, setUpToken(server), account);
    const second = joinOnce(client, server.url, secondCoder);
    const studies: DemoStudy[] = [];
    for (const pack of plan.packs ?? demoPacks)
      studies.push(await demonstratePack({ first: client, second }, pack, { ...plan, origin: server.url }));
    return { server, account, secondCoder, dataFolder, studies };
  } catch (error) {
    await server.close();
    throw error;
  }
}

function setUpToken(server: RunningServer): string {
  const token = server.setUpLink?.split("#")[1];
  if (token === undefined) throw new Error("a fresh server must offer a set-up link");
  return token;
}

async function demonstratePack(
  { first: client, second }: { readonly first: Client; second(study: string): Promise<Client> },
  pack: string,
  plan: DemoPlan & { readonly origin: string },
): Promise<DemoStudy> {
  const folder = resolve(import.meta.dirname, "../../../instruments/library", pack);
  const files = Object.fromEntries(await readPackFolder(folder));
  const { study, questionnaires } = await client.call(routes.loadPack, { body: { files, simulated: true } });
  const collection = await readSimulatedCollection(folder);
  if (collection !== undefined) await client.call(routes.saveStudyFacts, { params: { study }, body: collection.facts });
  const material = await readSimulatedSessions(folder);
  const units = material.flatMap(({ caseKind, session }) => (caseKind === null ? [] : [session.site.unit]));
  const links: { questionnaire: string; link: string }[] = [];
  let responses = 0;
  for (const questionnaire of questionnaires) {
    const order = { study, questionnaire, units, responses: plan.responses, seed: plan.seed };
    const { collector, count } = await sendQuestionnaire(client, {
      ...order,
      onSent: (sent, of) => plan.onProgress(`${questionnaire}: responses`, sent, of),
    });
    links.push({ questionnaire, link: `${plan.origin}/s/${collector}` });
    responses += count;
  }
  const ids = material.map(() => crypto.randomUUID());
  await planFieldwork(client, study, { material, ids, seed: plan.seed });
  await keepRecordings(client, study);
  const work = { first: client, second: await second(study), seed: plan.seed };
  const fieldwork = await recordFieldwork(work, study, { material, ids });
  await importPolicies(client, study, await readSimulatedPolicies(folder));
  plan.onProgress(`${study}: sessions`, fieldwork.sessions, fieldwork.sessions);
  if (collection !== undefined) await finishCases(client, study, collection);
  const none = { files: [], notBuilt: [] };
  const order = { finals: collection === undefined ? [] : [collection.outline] };
  const built =
    plan.out === null ? none : await buildDeliverables(client, study, { ...order, folder: join(plan.out, study) });
  return { study, links, responses, fieldwork, ...built };
}

/** What somebody records in the demonstration is not due at once, though the study's period may be over. */
async function keepRecordings(client: Client, study: string): Promise<void> {
  const until = dayOf(new Date(Date.now() + demoKeepDays * 86_400_000).toISOString());
  await client.call(routes.setRetention, { params: { study }, body: { until, reason: "模拟数据，演示用" } });
}
