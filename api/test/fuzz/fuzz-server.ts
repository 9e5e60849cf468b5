import { drawItem, seededRandom } from "../../../instruments/src/simulate/random-source.ts";
import { measureHeap } from "../../../instruments/src/testing/measure-heap.node.ts";
import { startTestServer } from "../start-test-server.ts";
import { openLink, smallSubmission } from "../study.ts";
import { openWire, type Wire, type WireAnswer, writeRequest } from "../wire.ts";
import { authOperations } from "./auth-operations.ts";
import { describeOperations } from "./describe-operations.ts";
import { type DrawnRequest, drawRequest } from "./draw-request.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { learnFrom } from "./learn-from.ts";
import { openGround } from "./open-ground.ts";
import { shrinkRequest } from "./shrink-request.ts";

export interface ServerFuzz {
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Operations that answered with success at least once, and those that never did. */
  readonly succeeded: number;
  readonly never: readonly string[];
  /** What is wrong, each kind once for each operation, with a request that shows it. */
  readonly findings: readonly string[];
  /** Failures nobody foresaw, as the server's operator reads them. */
  readonly failures: readonly string[];
  /** Bytes in use after 25, 50, 75 and 100 per cent. */
  readonly heap: readonly number[];
  /** What a right submission is answered with in the end. */
  readonly lastStatus: number;
}

const senders = 6;
const mostFindings = 40;

/** Sends drawn requests to a fresh server, several at once, and judges every answer. */
export async function fuzzServer(requests: number, seed: number): Promise<ServerFuzz> {
  // every request from an address of its own: what holds back who guesses would hold back the test
  const server = await startTestServer({ trustedProxies: ["127.0.0.1"] });
  const ground = await openGround(server, seededRandom(seed));
  const operations = [...(await describeOperations(server.url)), ...authOperations];
  const statuses = new Map<number, number>();
  const succeeded = new Set<string>();
  const findings = new Map<string, string>();
  const heap: number[] = [];

  async function ask(request: DrawnRequest, wire: Wire): Promise<{ answer?: WireAnswer; finding: string | undefined }> {
    try {
      const answer = await wire.exchange(toBytes(request));
      return { answer, finding: judgeAnswer(request, answer, server.dataFolder) };
    } catch (error) {
      return { finding: (error as Error).message };
    }
  }

  async function send(request: DrawnRequest, wire: Wire): Promise<void> {
    const { answer, finding } = await ask(request, wire);
    const status = answer?.status ?? 0;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (answer !== undefined && status >= 200 && status < 300) {
      succeeded.add(request.operation);
      learnFrom(ground.known, request, answer);
    }
    const kind = `${request.operation}: ${finding}`;
    if (finding === undefined || findings.has(kind) || findings.size >= mostFindings) return;
    findings.set(kind, kind);
    const small = await shrinkRequest(request, async (less) => (await ask(less, wire)).finding === finding);
    findings.set(
      kind,
      `${kind}\n  ${JSON.stringify(small).slice(0, 2_000)}\n  ${answer?.body.toString().slice(0, 300) ?? ""}`,
    );
  }

  try {
    for (let quarter = 0; quarter < 4; quarter += 1) {
      const sending = Array.from({ length: senders }, async (_, at) => {
        const random = seededRandom(seed + 1 + quarter * senders + at);
        const wire = openWire(server.url);
        for (let turn = 0; turn < requests / 4 / senders; turn += 1) {
          await send(drawRequest(drawItem(operations, random), ground, random), wire);
        }
        wire.close();
      });
      await Promise.all(sending);
      heap.push(measureHeap());
    }
    return {
      statuses: Object.fromEntries([...statuses].sort()),
      succeeded: succeeded.size,
      never: operations.map(({ id }) => id).filter((id) => !succeeded.has(id)),
      findings: [...findings.values()],
      failures: server.failures.map((error) => String((error as Error).stack ?? error).slice(0, 1_500)),
      heap,
      lastStatus: await submitRight(server.url, await openLink(ground.lead.client, ground.version), ground.version),
    };
  } finally {
    await server.close();
  }
}

function toBytes({ method, target, headers, body }: DrawnRequest): Buffer {
  return writeRequest(method, target, headers, body === null ? undefined : Buffer.from(body, "latin1"));
}

async function submitRight(url: string, collector: string, version: string): Promise<number> {
  const wire = openWire(url);
  const headers = { "content-type": "application/json" };
  const address = `/api/public/collectors/${collector}/responses`;
  const { status } = await wire.exchange(
    writeRequest("POST", address, headers, JSON.stringify(smallSubmission(version))),
  );
  wire.close();
  return status;
}
