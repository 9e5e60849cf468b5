import type { Context } from "hono";
import { Problem, problem } from "../problems.ts";

/** An unexpected failure, with the reference the client got; the server's operator reads it. */
export type ReportFailure = (reference: string, error: unknown) => void;

/** Codes of 500 and above that say something of the request or the moment, not of a fault. */
const foreseen: ReadonlySet<string> = new Set(["runtime.unsupported", "server.busy"]);

/** Writes a problem as `application/problem+json`. */
export function problemResponse(c: Context, { body }: Problem): Response {
  c.header("content-type", "application/problem+json; charset=utf-8");
  // the rest of a refused body is not read, so the connection cannot serve another request
  if (body.code === "request.tooLarge") c.header("connection", "close");
  if (body.code === "server.busy") c.header("retry-after", "30");
  return c.body(JSON.stringify(body), body.status as 400);
}

/** Turns whatever a handler throws into a problem; what nobody foresaw tells the client a reference and nothing else. */
export function createProblemHandler(report: ReportFailure) {
  return (error: unknown, c: Context): Response => {
    if (error instanceof Problem && (error.body.status < 500 || foreseen.has(error.body.code))) {
      return problemResponse(c, error);
    }
    const reference = crypto.randomUUID();
    report(reference, error);
    return problemResponse(
      c,
      problem("server.failed", `the server failed; reference ${reference}`, {
        remedy: "try again, and give the reference to whoever runs the server",
      }),
    );
  };
}
