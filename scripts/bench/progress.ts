import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Answers, brandAs, generateAnswers, pruneAnswers, seededRandom } from "@diaoyan/instruments";
import { readPackFolder } from "@diaoyan/instruments/node";
import { routes } from "../../api/src/contract/index.ts";
import { sendResponses } from "../../api/src/demo/send-responses.ts";
import { signInFirst } from "../../api/src/demo/signed-in-client.ts";
import { type RunningServer, startServer } from "../../api/src/entry/node.ts";
import type { StoredVersion } from "../../api/src/ports/questionnaire-store.ts";
import type { StoredResponse } from "../../api/src/ports/response-store.ts";
import { countOf } from "../../api/src/use-cases/collector-count.ts";
import type { BenchLine } from "./bench-line.ts";

const study = "evaluation-reform";
const questionnaire = "q-e1-full";
const people = 100_000;
const distinct = 500;
const account = { email: "bench@example.org", name: "测量", password: "a-long-password" };

/** The page of progress over 100,000 responses to the long questionnaire, with a plan of 12 × 4 cells and 40 units. */
export async function benchProgress(): Promise<readonly BenchLine[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), "diaoyan-bench-"));
  const server = await startServer({ dataFolder, port: 0, host: "127.0.0.1" });
  try {
    return await measure(server);
  } finally {
    await server.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function measure(server: RunningServer): Promise<readonly BenchLine[]> {
  const client = await signInFirst(server.url, server.setUpLink?.split("#")[1] ?? "", account);
  const files = Object.fromEntries(await readPackFolder(join(import.meta.dirname, "../../instruments/library", study)));
  await client.call(routes.loadPack, { body: { files, simulated: true } });
  const params = { study, questionnaire };
  const { version } = await client.call(routes.publishQuestionnaire, { params, body: {} });
  const { collector } = await client.call(routes.openCollector, {
    params,
    body: { questionnaire, version: version.hash, label: "测量", mode: "pseudonymous" },
  });
  const stored = await server.services.ports.questionnaires.findVersion(study, version.hash);
  if (stored === undefined) throw new Error("the version was just published");
  await fill(server, stored, collector.id);
  const read = () => client.call(routes.getProgress, { params });
  const plan = makePlan(stored);
  const { revision } = await client.call(routes.getQuota, { params });
  const counting = await seconds(() => client.call(routes.saveQuota, { params, body: { revision, plan } }));
  const first = await seconds(read);
  const ready = await seconds(async () => {
    while ((await read()).pending) await new Promise((resolve) => setTimeout(resolve, 100));
  });
  const again = await seconds(read);
  const one = { collector: collector.id, definition: stored.definition, count: 1 };
  const changed: number[] = [];
  for (let seed = 1; seed <= 5; seed += 1) {
    await sendResponses(client, { ...one, seed });
    changed.push(await seconds(read));
  }
  return [
    line("saving a plan, all responses counted into cells anew", counting),
    line("first answer after the start (constructs follow)", first),
    line("until the constructs are there", ready),
    line("answer when nothing has changed", again, 1),
    line("slowest of five answers, each after a new response", Math.max(...changed), 1),
  ];
}

function line(name: string, value: number, atMost?: number): BenchLine {
  return { name, value, unit: "s", ...(atMost === undefined ? {} : { budget: { atMost } }) };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Cells of every answer to BG01 with every answer to BG05. */
function makePlan({ compiled }: StoredVersion) {
  const axes = ["BG01", "BG05"].map((variable) => ({
    variable,
    groups: (compiled.variables.find(({ name }) => name === variable)?.valueLabels ?? []).map(({ value, label }) => ({
      id: `g${value}`,
      label: { zh: label.zh },
      values: [value],
    })),
  }));
  const [rows, columns] = axes;
  const cells = (rows?.groups ?? []).flatMap(({ id: row }) =>
    (columns?.groups ?? []).map(({ id: column }) => ({ groups: [row, column], target: 1_000, limit: false })),
  );
  return { questionnaire, axes, cells };
}

/** Stores responses as the intake does, a thousand in a write; answers are drawn once and repeated. */
async function fill(server: RunningServer, version: StoredVersion, collector: string): Promise<void> {
  const { journal, responses } = server.services.ports;
  const answers = Array.from({ length: distinct }, (_, at) =>
    pruneAnswers(version.compiled, generateAnswers(version.definition, seededRandom(at))),
  );
  for (let at = 0; at < people; at += 1_000) {
    const batch = Array.from({ length: 1_000 }, (_, one) =>
      makeResponse(version, collector, { at: at + one, answers }),
    );
    const counts = countOf(collector, { received: batch.length });
    await journal.commitUnlogged([responses.add(batch), responses.count([counts])]);
  }
}

function makeResponse(
  version: StoredVersion,
  collector: string,
  { at, answers }: { readonly at: number; readonly answers: readonly Answers[] },
): StoredResponse {
  const name = String(at).padStart(12, "0");
  return {
    id: brandAs(`00000000-0000-4000-8000-${name}`),
    study,
    collector: brandAs(collector),
    questionnaire,
    version: version.hash,
    status: "complete",
    answers: answers[at % distinct] ?? {},
    contentHash: name,
    commitment: name,
    receipt: name,
    submittedAt: null,
    day: brandAs(`2026-11-${String((at % 30) + 1).padStart(2, "0")}`),
    seconds: 600,
    unit: brandAs(`U${at % 40}`),
    noticeVersion: "1",
    flags: [],
    timing: null,
  };
}
