import { mkdtemp, rm } from "node:fs/promises";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operatorAtMachine } from "../../../api/src/cli/data-folder.node.ts";
import type { Submission } from "../../../api/src/contract/index.ts";
import { newUuid } from "../../../api/src/contract/uuid.ts";
import { openInstallation } from "../../../api/src/entry/open-installation.node.ts";
import { closeCollector } from "../../../api/src/use-cases/collectors.ts";
import { type VerifyFinding, verifyStudy } from "../../../api/src/use-cases/verify-study.ts";
import { type KilledServer, startKilledServer } from "../../../api/test/kill/killed-server.ts";
import { pause } from "../../../api/test/kill/stream-submissions.ts";
import { setUpOperator } from "../../../api/test/people.ts";
import { openLink, openSmallStudy, smallStudy, smallSubmission } from "../../../api/test/study.ts";
import { submitOnce } from "../../src/respond/submit-once.ts";
import {
  compareSessions,
  type HeldSession,
  recordSession,
  type SessionComparison,
  signInForCookie,
} from "./edit-sessions.ts";
import { type Fault, startFaultProxy } from "./fault-proxy.ts";

/** How large a run is. */
export interface FaultPlan {
  readonly submissions: number;
  readonly senders: number;
  /** Edits of sessions by interviewers, ten notes a session. */
  readonly sessionEdits: number;
  /** Places of the collector that fills up; a quarter of the submissions go there. */
  readonly quota: number;
  readonly kills: number;
  /** Milliseconds a server lives at least before it is killed. */
  readonly life: number;
  readonly seed: number;
}

/** What a run showed. */
export interface FaultOutcome {
  readonly seconds: number;
  readonly attempts: number;
  readonly kills: number;
  readonly faults: Readonly<Record<Fault, number>>;
  readonly receipted: number;
  readonly abandoned: number;
  /** Receipted responses that are not stored, or stored under another receipt. */
  readonly lost: number;
  readonly storedRows: number;
  readonly stray: number;
  readonly doubledLogEntries: number;
  readonly logEntries: number;
  readonly waitingCommitments: number;
  /** Collectors whose counts are not those of their rows. */
  readonly miscounted: readonly string[];
  readonly quotaAccepted: number;
  readonly findings: readonly VerifyFinding[];
  readonly fieldwork: SessionComparison;
}

/** Mulberry32: the faults of a seed are the same in every run, though not their timing. */
function drawFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const editsASession = 10;

interface Books {
  readonly receipts: Map<string, string>;
  readonly abandoned: Set<string>;
  attempts: number;
}

interface Job {
  readonly collector: string;
  readonly submission: Submission;
  /** Attempts after which the person closes the page. */
  readonly patience: number;
}

/** Sends as the respondent's page does, with its waits shortened, until it is accepted, refused or given up. */
async function deliver(reach: typeof fetch, job: Job, books: Books): Promise<void> {
  const { collector, submission, patience } = job;
  for (let attempt = 1; attempt <= patience; attempt += 1) {
    books.attempts += 1;
    const outcome = await submitOnce(reach, collector, submission);
    if (outcome.kind === "accepted") return void books.receipts.set(submission.id, outcome.receipt.receipt);
    if (outcome.kind === "refused") throw new Error(`refused: ${JSON.stringify(outcome.problem)}`);
    await pause(Math.min(400, 10 * 2 ** attempt));
  }
  books.abandoned.add(submission.id);
}

async function killNowAndThen(
  server: KilledServer,
  plan: FaultPlan,
  parts: { readonly random: () => number; readonly ended: () => boolean },
): Promise<void> {
  for (let kill = 1; kill <= plan.kills && !parts.ended(); kill += 1) {
    await pause(plan.life * (0.5 + parts.random()));
    await server.restart();
  }
}

/** The study of the run: an open link, an anonymous one, and one with a quota. */
async function openStudy(server: KilledServer, quota: number) {
  const lead = await setUpOperator({ url: server.url(), setUpLink: server.setUpLink });
  const { collector, version } = await openSmallStudy(lead.client);
  const anonymous = await openLink(lead.client, version, { mode: "anonymous" });
  const narrow = await openLink(lead.client, version, { quota });
  return { version, links: [collector, collector, anonymous, narrow], anonymous, narrow };
}

type RunStudy = Awaited<ReturnType<typeof openStudy>>;

function makeJobs(plan: FaultPlan, study: RunStudy, random: () => number): Job[] {
  return Array.from({ length: plan.submissions }, (_, at) => {
    const collector = study.links[at % study.links.length] ?? "";
    const answers =
      at % 3 === 0 ? { satisfied: 2, reason: `第${at}份，压力不小` } : { satisfied: 1, pressure: (at % 5) + 1 };
    const submission = {
      ...smallSubmission(study.version, answers),
      id: newUuid(collector === study.anonymous ? 4 : 7),
    };
    return { collector, submission, patience: random() < 0.02 ? 1 : Number.POSITIVE_INFINITY };
  });
}

/**
 * Sends `plan.submissions` through a bad network to a server that is killed at random, all on the loopback, and compares
 * what the senders hold with what is stored.
 */
export async function runFaults(plan: FaultPlan): Promise<FaultOutcome> {
  const dataFolder = await mkdtemp(join(tmpdir(), "diaoyan-faults-"));
  const random = drawFrom(plan.seed);
  const server = await startKilledServer(dataFolder, "jumping");
  const agent = new Agent({ keepAlive: true, maxSockets: plan.senders * 2 });
  const study = await openStudy(server, plan.quota);
  const cookie = await signInForCookie(server.url());
  const proxy = await startFaultProxy({ target: server.url, random, agent });
  const books: Books = { receipts: new Map(), abandoned: new Set(), attempts: 0 };
  const queue = makeJobs(plan, study, random);
  const reach: typeof fetch = (path, init) => fetch(`${proxy.url}${String(path)}`, init);
  const from = performance.now();
  let ended = false;
  try {
    const killing = killNowAndThen(server, plan, { random, ended: () => ended });
    const recording = Array.from({ length: plan.sessionEdits / editsASession }, (_, number) =>
      recordSession(reach, { cookie, number, edits: editsASession }),
    );
    await Promise.all(
      Array.from({ length: plan.senders }, async () => {
        for (let job = queue.pop(); job !== undefined; job = queue.pop()) await deliver(reach, job, books);
      }),
    );
    const held = await Promise.all(recording);
    ended = true;
    const seconds = (performance.now() - from) / 1_000;
    await killing;
    // what was held back in the network arrives even now
    await pause(600);
    await server.stop();
    const kept = await compare(dataFolder, { books, study, held });
    const { attempts, receipts, abandoned } = books;
    const counts = { receipted: receipts.size, abandoned: abandoned.size };
    return { seconds, attempts, kills: server.kills(), faults: proxy.done, ...counts, ...kept };
  } finally {
    agent.destroy();
    await proxy.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function compare(
  dataFolder: string,
  { books, study, held }: { readonly books: Books; readonly study: RunStudy; readonly held: readonly HeldSession[] },
) {
  const { receipts, abandoned } = books;
  const { services, close } = await openInstallation(dataFolder);
  const { responses, collectors } = services.ports;
  // what waits in an open anonymous link is shown to nobody
  await closeCollector(services.ports, operatorAtMachine(), { study: smallStudy, collector: study.anonymous });
  const rows = await responses.list(smallStudy, { limit: 1_000_000 });
  const byId = new Map(rows.map((row) => [String(row.id), row]));
  const log = await responses.listLog(smallStudy, 0, 1_000_000);
  const pending = [...(await responses.listHeld(smallStudy)), ...(await responses.listPending(smallStudy))];
  const commitments = [...log, ...pending].map(({ commitment }) => commitment);
  const all = await collectors.list(smallStudy);
  const rowsOf = (id: string) => rows.filter(({ collector }) => String(collector) === id);
  const completeOf = (id: string) => rowsOf(id).filter(({ status }) => status === "complete").length;
  const findings = await verifyStudy(services.ports, smallStudy);
  const fieldwork = await compareSessions(services.ports, held);
  await close();
  return {
    lost: [...receipts].filter(([id, receipt]) => byId.get(id)?.receipt !== receipt).length,
    storedRows: rows.length,
    // nobody holds a receipt for them: they may be stored once if their sender went away
    stray: rows.filter(({ id }) => !receipts.has(id) && !abandoned.has(id)).length,
    doubledLogEntries: commitments.length - new Set(commitments).size,
    logEntries: log.length,
    waitingCommitments: pending.length,
    miscounted: all
      .filter(({ id, received, accepted }) => received !== rowsOf(id).length || accepted !== completeOf(id))
      .map(({ id }) => id),
    quotaAccepted: all.find(({ id }) => id === study.narrow)?.accepted ?? Number.NaN,
    findings,
    fieldwork,
  };
}
