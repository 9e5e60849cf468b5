import { Agent, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";
import { smallSubmission } from "../../api/test/study.ts";

/** What to send where, and how many requests may be under way at once. */
export interface SubmissionLoad {
  readonly url: string;
  readonly version: string;
  readonly submissions: number;
  readonly connections: number;
}

/** Sends the load and answers the latency of every accepted submission in milliseconds. */
async function sendLoad({ url, version, submissions, connections }: SubmissionLoad): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let left = submissions;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const body = JSON.stringify(smallSubmission(version));
      const started = performance.now();
      const status = await post(agent, url, body);
      if (status !== 201) throw new Error(`a submission answered ${status}`);
      latencies.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
  return latencies;
}

function post(agent: Agent, url: string, body: string): Promise<number> {
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: "POST", headers }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode ?? 0));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

parentPort?.postMessage(await sendLoad(workerData as SubmissionLoad));
