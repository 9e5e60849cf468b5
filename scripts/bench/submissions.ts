import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { startServer } from "../../api/src/entry/node.ts";
import { setUpOperator } from "../../api/test/people.ts";
import { openSmallStudy, smallStudy } from "../../api/test/study.ts";
import type { BenchLine } from "./bench-line.ts";
import type { SubmissionLoad } from "./submission-load.ts";

const submissions = 30_000;
const observedSubmissions = 10_000;
const connections = 128;

/** Accepted, durable submissions over loopback: server in this thread, load generator in another on the same machine. */
export async function benchSubmissions(): Promise<readonly BenchLine[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), "diaoyan-bench-"));
  const server = await startServer({ dataFolder, port: 0, host: "127.0.0.1" });
  try {
    const { client } = await setUpOperator(server);
    const { collector, version } = await openSmallStudy(client);
    const load = { url: `${server.url}/api/public/collectors/${collector}/responses`, version, connections };
    await send({ ...load, submissions: 3_000, observed: false });
    const started = performance.now();
    const latencies = (await send({ ...load, submissions, observed: false })).sort((left, right) => left - right);
    const seconds = (performance.now() - started) / 1_000;
    const observing = performance.now();
    await send({ ...load, submissions: observedSubmissions, observed: true });
    const observed = (performance.now() - observing) / 1_000;
    const { seq } = await server.services.ports.responses.logHead(smallStudy);
    const expected = submissions + observedSubmissions + 3_000;
    if (seq !== expected) throw new Error(`the log holds ${seq} entries, expected ${expected}`);
    const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
    return [
      { name: "accepted submissions, durable", value: submissions / seconds, unit: "/s", budget: { atLeast: 4_000 } },
      { name: "latency of a submission, p50", value: at(0.5), unit: "ms" },
      { name: "latency of a submission, p99", value: at(0.99), unit: "ms", budget: { atMost: 100 } },
      { name: "the same, each observed first (two requests)", value: observedSubmissions / observed, unit: "/s" },
    ];
  } finally {
    await server.close();
    await rm(dataFolder, { recursive: true });
  }
}

async function send(load: SubmissionLoad): Promise<number[]> {
  const worker = new Worker(join(import.meta.dirname, "submission-load.ts"), { workerData: load });
  // both from the start: a worker that ends delivers its last message and its exit in one turn
  const [[latencies]] = await Promise.all([once(worker, "message") as Promise<[number[]]>, once(worker, "exit")]);
  return latencies;
}
