import { createServer, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { getRequestListener, RequestError } from "@hono/node-server";
import { type Problem, type ProblemCode, problem } from "../problems.ts";

type Fetch = Parameters<typeof getRequestListener>[0];

/**
 * Milliseconds. An idle connection stands longer here than at the proxies of docs/deploy (nginx 60 s, Caddy 120 s): who closes
 * first must be the one who sends, or a submission meets a connection that is just being closed.
 */
const limits = { requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 125_000 };

/** Node's HTTP server before the app. What is not HTTP is refused with a problem too, as everything else that is refused. */
export function createHttpServer(fetch: Fetch, report: (error: unknown) => void): Server {
  const errorHandler = (error: unknown): Response => {
    if (error instanceof RequestError) return toResponse(malformed(error.message));
    report(error);
    return toResponse(problem("server.failed", "the server failed before the request was understood"));
  };
  const server = createServer(limits, getRequestListener(fetch, { errorHandler }));
  // an expectation we do not know may be passed over (RFC 9110 §10.1.1)
  server.on("checkExpectation", (request, response) => server.emit("request", request, response));
  server.on("clientError", refuseOnSocket);
  return server;
}

function malformed(reason: string): Problem {
  return problem("request.malformedHttp", `request: ${reason.toLowerCase()}`);
}

/** What the parser found wrong, by its code; all else is no HTTP at all. */
const refusals: Readonly<Record<string, () => Problem>> = {
  HPE_HEADER_OVERFLOW: () =>
    problem("request.headersTooLarge", "headers: more came than the 16 KiB that are accepted", {
      remedy: "delete the cookies of this site and try again",
    }),
  ERR_HTTP_REQUEST_TIMEOUT: () => problem("request.timeout", "request: did not arrive within its time"),
};

const statusLines: Partial<Record<ProblemCode, string>> = {
  "request.headersTooLarge": "431 Request Header Fields Too Large",
  "request.timeout": "408 Request Timeout",
};

/** There is no request yet to answer to: the refusal is written onto the connection, which ends. */
function refuseOnSocket(error: Error & { readonly code?: string }, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { body } = refusals[error.code ?? ""]?.() ?? malformed("not http as rfc 9112 has it");
  const text = JSON.stringify(body);
  const lines = [
    `HTTP/1.1 ${statusLines[body.code as ProblemCode] ?? "400 Bad Request"}`,
    ...[...headersOf()].map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(text)}`,
    "connection: close",
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${text}`);
}

function headersOf(): Headers {
  return new Headers({
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
}

function toResponse({ body }: Problem): Response {
  return new Response(JSON.stringify(body), { status: body.status, headers: headersOf() });
}
