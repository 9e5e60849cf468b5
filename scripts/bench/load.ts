import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, routes } from "../../api/src/contract/index.ts";
import { serve } from "../../api/test/operation/serve.ts";
import { setUpOperator } from "../../api/test/people.ts";
import { openSmallStudy, smallQuestionnaire, smallStudy } from "../../api/test/study.ts";
import type { BenchLine } from "./bench-line.ts";
import { measureConstant, measureInserts } from "./load/floors.ts";
import { type Meeting, measureMeeting } from "./load/meeting.ts";
import { type LoadOutcome, sendLoad } from "./load/send-load.ts";
import { expectAllStored } from "./load/stored.ts";
import { createSubmitter, type Submitter } from "./load/submissions.ts";
import { measureWrangler } from "./load/wrangler.ts";

const connections = 128;
/** Share of the measured rate that is sent at fixed times, to see what somebody waits on a busy but not overrun server. */
const steadyShare = 0.6;

export interface LoadPlan {
  /** Submissions before the export, which then takes all of them. */
  readonly submissions: number;
  readonly steadySeconds: number;
  readonly observed: number;
  /** Exports follow one another until this many seconds are over. */
  readonly exportSeconds: number;
  readonly meeting: Meeting;
  readonly floors: { readonly requests: number; readonly groups: number };
  readonly wrangler: number;
}

const plan: LoadPlan = {
  submissions: 100_000,
  steadySeconds: 10,
  observed: 10_000,
  exportSeconds: 10,
  meeting: { people: 300, seconds: 15 },
  floors: { requests: 50_000, groups: 1_000 },
  wrangler: 1_000,
};

/**
 * Submissions over loopback to `diaoyan serve` in a process of its own (SQLite, `synchronous = FULL`), on the same machine as
 * the sender: idle, at a fixed rate, while exports run, and as a meeting. Beside two floors of the same minute. In the end every
 * acknowledged response must stand in the database once.
 */
export async function benchLoad(asked: LoadPlan = plan): Promise<readonly BenchLine[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), "diaoyan-bench-"));
  try {
    const constant = await measureConstant(asked.floors.requests, connections);
    const inserts = await measureInserts(dataFolder, asked.floors.groups);
    const lines = await measureServer(dataFolder, asked);
    return [constant, inserts, ...lines, ...(await measureWrangler(asked.wrangler))];
  } finally {
    await rm(dataFolder, { recursive: true });
  }
}

async function measureServer(dataFolder: string, asked: LoadPlan): Promise<readonly BenchLine[]> {
  const served = await serve(dataFolder);
  try {
    const { url } = served;
    const { client } = await setUpOperator(served);
    const { collector, version } = await openSmallStudy(client);
    const submitter = createSubmitter(collector, version);
    const load = { url, connections, turn: submitter.submit };
    await sendLoad({ ...load, turns: asked.submissions / 30 });
    const idle = await sendLoad({ ...load, turns: asked.submissions });
    const perSecond = idle.perSecond * steadyShare;
    const steady = await sendLoad({ ...load, perSecond, turns: perSecond * asked.steadySeconds });
    const observed = await sendLoad({ ...load, turn: submitter.submitObserved, turns: asked.observed });
    const exporting = await measureDuringExport(client, load, asked.exportSeconds);
    const meeting = await measureMeeting({ url, client, version }, asked.meeting);
    served.child.kill("SIGTERM");
    await served.ended;
    await expectAllStored(dataFolder, [...submitter.acknowledged, ...meeting.responses]);
    return [
      ...describe("idle", idle, 4_000),
      ...describe(`at ${Math.round(perSecond)}/s, from when each was due`, steady),
      { name: "each observed first (two requests)", value: observed.perSecond, unit: "/s" },
      ...exporting,
      ...meeting.lines,
      { name: "acknowledged, and stored exactly once", value: submitter.acknowledged.length, unit: "" },
    ];
  } finally {
    served.child.kill("SIGKILL");
    await served.ended;
  }
}

function describe(when: string, sent: LoadOutcome, atLeast?: number): readonly BenchLine[] {
  return [
    {
      name: `${when}: accepted`,
      value: sent.perSecond,
      unit: "/s",
      ...(atLeast === undefined ? {} : { budget: { atLeast } }),
    },
    { name: `${when}: p50`, value: sent.p50, unit: "ms" },
    { name: `${when}: p99`, value: sent.p99, unit: "ms", budget: { atMost: 100 } },
    { name: `${when}: longest`, value: sent.longest, unit: "ms" },
  ];
}

/** Submits as long as exports run: one after the other, each with every response so far. */
async function measureDuringExport(
  client: Client,
  load: { readonly url: string; readonly connections: number; readonly turn: Submitter["submit"] },
  atLeastSeconds: number,
): Promise<readonly BenchLine[]> {
  const started = performance.now();
  let exports = 0;
  let over = false;
  const exportAgain = async (): Promise<number> => {
    const params = { study: smallStudy, questionnaire: smallQuestionnaire };
    while (performance.now() - started < atLeastSeconds * 1_000) {
      await (await client.call(routes.exportCsv, { params, query: {} })).arrayBuffer();
      exports += 1;
    }
    over = true;
    return (performance.now() - started) / 1_000 / exports;
  };
  const [seconds, sent] = await Promise.all([exportAgain(), sendLoad({ ...load, enough: () => over })]);
  return [
    ...describe("while exports run", sent, 2_000),
    { name: "while exports run: seconds an export", value: seconds, unit: "s" },
  ];
}
