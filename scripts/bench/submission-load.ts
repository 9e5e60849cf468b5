import { Agent, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";
import { smallSubmission } from "../../api/test/study.ts";

/** What to send where, and how many requests may be under way at once. */
export interface SubmissionLoad {
  readonly url: string;
  readonly version: string;
  readonly submissions: number;
  readonly connections: number;
  /** Each response is observed before it is sent: its page reports the start, and the token goes with it. */
  readonly observed: boolean;
}

/** Sends the load and answers the latency of every accepted submission in milliseconds. */
async function sendLoad({ url, version, submissions, connections, observed }: SubmissionLoad): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let left = submissions;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const submission = smallSubmission(version);
      const timing = observed ? await observe(agent, url, submission) : undefined;
      const body = JSON.stringify({ ...submission, ...(timing === undefined ? {} : { timing }) });
      const started = performance.now();
      const { status } = await post(agent, url, body);
      if (status !== 201) throw new Error(`a submission answered ${status}`);
      latencies.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
  return latencies;
}

/** Reports the first page and answers what the submission says of its time. */
async function observe(agent: Agent, url: string, { id, version }: ReturnType<typeof smallSubmission>) {
  const events = [
    { event: "form start", page: null },
    { event: "group questions", page: "p1" },
  ];
  const report = { response: id, version, token: null, events, visited: false };
  const { text } = await post(agent, url.replace(/responses$/, "timing"), JSON.stringify(report));
  const { token } = JSON.parse(text) as { readonly token: string };
  return { token, events: [{ event: "form finalize", page: "p1" }], visited: true };
}

function post(agent: Agent, url: string, body: string): Promise<{ readonly status: number; readonly text: string }> {
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method: "POST", headers }, (response) => {
      const parts: string[] = [];
      response.setEncoding("utf8");
      response.on("data", (part: string) => parts.push(part));
      response.once("end", () => resolve({ status: response.statusCode ?? 0, text: parts.join("") }));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

parentPort?.postMessage(await sendLoad(workerData as SubmissionLoad));
