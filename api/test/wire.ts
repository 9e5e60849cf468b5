import { connect, type Socket } from "node:net";

/** An answer as it came over the wire; names of headers in lower case. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** One kept connection: one request at a time goes over it, as its bytes stand. */
export interface Wire {
  /** Rejects when the connection ends before all of an answer came. */
  exchange(request: Uint8Array): Promise<WireAnswer>;
  close(): void;
}

/** The bytes of a request: HTTP/1.1 with the given lines, and the length of its body unless a header says otherwise. */
export function writeRequest(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string | Uint8Array,
): Buffer {
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const all = { host: "127.0.0.1", ...(bytes === undefined ? {} : { "content-length": bytes.length }), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([
    Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n`),
    bytes ?? Buffer.alloc(0),
  ]);
}

const endOfHead = Buffer.from("\r\n\r\n");

/** A client without a library between: it can send what no library would, and costs little beside what it measures. */
export function openWire(url: string): Wire {
  const { hostname, port } = new URL(url);
  let socket: Socket | undefined;
  let received: Buffer = Buffer.alloc(0);
  let waiting: { resolve(answer: WireAnswer): void; reject(error: Error): void; bare: boolean } | undefined;

  function settle(answer: WireAnswer | Error): void {
    const one = waiting;
    waiting = undefined;
    if (answer instanceof Error) one?.reject(answer);
    else one?.resolve(answer);
  }

  function open(): Socket {
    received = Buffer.alloc(0);
    const opened = connect({ host: hostname, port: Number(port), noDelay: true });
    opened.on("data", (part) => {
      received = received.length === 0 ? part : Buffer.concat([received, part]);
      const read = waiting === undefined ? undefined : readAnswer(received, waiting.bare);
      if (read === undefined) return;
      received = received.subarray(read.length);
      if (read.answer.headers.get("connection") === "close" && socket === opened) socket = undefined;
      settle(read.answer);
    });
    const lost = (): void => {
      if (socket === opened) socket = undefined;
      if (opened === asked) settle(new Error("the connection ended without an answer"));
    };
    opened.on("error", lost);
    opened.on("close", lost);
    return opened;
  }

  let asked: Socket | undefined;
  return {
    exchange: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject, bare: request[0] === 0x48 /* HEAD */ };
        socket ??= open();
        asked = socket;
        socket.write(request);
      }),
    close: () => socket?.destroy(),
  };
}

function readAnswer(
  bytes: Buffer,
  bare: boolean,
): { readonly answer: WireAnswer; readonly length: number } | undefined {
  const end = bytes.indexOf(endOfHead);
  if (end === -1) return undefined;
  const [first = "", ...lines] = bytes.toString("latin1", 0, end).split("\r\n");
  const status = Number(first.slice(9, 12));
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const from = end + endOfHead.length;
  if (status === 100) return shift(readAnswer(bytes.subarray(from), bare), from);
  if (bare || status === 204 || status === 304) {
    return { answer: { status, headers, body: Buffer.alloc(0) }, length: from };
  }
  if (headers.get("transfer-encoding") === "chunked")
    return shift(readChunks(bytes.subarray(from), status, headers), from);
  const length = Number(headers.get("content-length") ?? 0);
  if (bytes.length < from + length) return undefined;
  return { answer: { status, headers, body: Buffer.from(bytes.subarray(from, from + length)) }, length: from + length };
}

type Read = ReturnType<typeof readAnswer>;

function shift(read: Read, by: number): Read {
  return read === undefined ? undefined : { ...read, length: read.length + by };
}

function readChunks(bytes: Buffer, status: number, headers: ReadonlyMap<string, string>): Read {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = bytes.indexOf("\r\n", at);
    if (line === -1) return undefined;
    const size = Number.parseInt(bytes.toString("latin1", at, line), 16);
    const from = line + 2;
    if (bytes.length < from + size + 2) return undefined;
    if (size === 0) return { answer: { status, headers, body: Buffer.concat(parts) }, length: from + 2 };
    parts.push(bytes.subarray(from, from + size));
    at = from + size + 2;
  }
}
