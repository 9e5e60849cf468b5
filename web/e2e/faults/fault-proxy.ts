import {
  type Agent,
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** What may happen to a request on its way. */
export const faults = [
  "none",
  "dropBefore",
  "dropAfter",
  "delay",
  "duplicate",
  "reorder",
  "truncate",
  "portal",
  "late",
] as const;
export type Fault = (typeof faults)[number];

/** Shares of the faults; the rest of the requests pass unharmed. */
const shares: Readonly<Record<Exclude<Fault, "none">, number>> = {
  dropBefore: 0.05,
  dropAfter: 0.07,
  delay: 0.06,
  duplicate: 0.07,
  reorder: 0.06,
  truncate: 0.05,
  portal: 0.02,
  late: 0.03,
};

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** A proxy on the loopback that harms requests as a bad network does. */
export interface FaultProxy {
  readonly url: string;
  /** How often each fault was done. */
  readonly done: Readonly<Record<Fault, number>>;
  close(): Promise<void>;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function drawFault(random: () => number): Fault {
  let rest = random();
  for (const [fault, share] of Object.entries(shares)) {
    if (rest < share) return fault as Fault;
    rest -= share;
  }
  return "none";
}

/**
 * Starts the proxy before whatever `target` answers with, which changes when the server comes back at another port.
 * `random` draws the faults.
 */
export async function startFaultProxy(parts: {
  readonly target: () => string;
  readonly random: () => number;
  readonly agent: Agent;
}): Promise<FaultProxy> {
  const done = Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>;

  function forward(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
    const { method = "GET", url = "/", headers } = incoming;
    const to = new URL(url, parts.target());
    return new Promise((resolve, reject) => {
      const sent = request(to, { method, headers: { ...headers, host: to.host }, agent: parts.agent }, (answer) => {
        readAll(answer).then(
          (read) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: read }),
          reject,
        );
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  async function harm(fault: Fault, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await readAll(incoming);
    if (fault === "dropBefore") return void outgoing.destroy();
    if (fault === "portal") return void outgoing.writeHead(200, { "content-type": "text/html" }).end("<h1>请登录</h1>");
    if (fault === "delay") await pause(parts.random() * 60);
    // held back long enough that what was sent later arrives first
    if (fault === "reorder") await pause(60 + parts.random() * 200);
    // the client hears nothing and tries again; the first attempt arrives after the second
    if (fault === "late") {
      outgoing.destroy();
      await pause(150 + parts.random() * 300);
    }
    const twice = fault === "duplicate" ? forward(incoming, body).catch(() => null) : null;
    const answer = await forward(incoming, body);
    await twice;
    if (fault === "dropAfter" || fault === "late") return void outgoing.destroy();
    const { "transfer-encoding": _, connection: _kept, ...headers } = answer.headers;
    outgoing.writeHead(answer.status, { ...headers, "content-length": answer.body.length });
    if (fault !== "truncate") return void outgoing.end(answer.body);
    outgoing.write(answer.body.subarray(0, answer.body.length >> 1), () => outgoing.destroy());
  }

  const server = createServer((incoming, outgoing) => {
    const fault = drawFault(parts.random);
    done[fault] += 1;
    // the server is down just now, or the client is gone
    harm(fault, incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    done,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
