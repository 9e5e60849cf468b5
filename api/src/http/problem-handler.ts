import type { Context } from "hono";
import { StorageConflict } from "../ports/journal.ts";
import { Problem, problem } from "../problems.ts";
import { readStorageTrouble, type StorageTrouble } from "../storage/storage-trouble.ts";

/** An unexpected failure, with the reference the client got; the server's operator reads it. */
export type ReportFailure = (reference: string, error: unknown) => void;

/** Codes of 500 and above that say something of the request or the moment, not of a fault. */
const foreseen: ReadonlySet<string> = new Set(["runtime.unsupported", "server.busy"]);

const passing: ReadonlySet<string> = new Set(["server.busy", "study.changing", "request.tooManyGuesses"]);

/** Whether the same request may be taken a little later. */
function isPassing(code: string): boolean {
  return passing.has(code) || code.startsWith("storage.");
}

/** Writes a problem as `application/problem+json`. */
export function problemResponse(c: Context, { body }: Problem): Response {
  c.set("problem", body.code);
  c.header("content-type", "application/problem+json; charset=utf-8");
  // the rest of a refused body is not read, so the connection cannot serve another request
  if (body.code === "request.tooLarge") c.header("connection", "close");
  if (isPassing(body.code)) c.header("retry-after", "30");
  return c.body(JSON.stringify(body), body.status as 400);
}

const remedy =
  'your data are still with you: try again later; whoever runs the server sees the cause with "diaoyan doctor"';

/** What a disk refused, as the sender is told: nothing was kept, and nothing is wrong with what was sent. */
const troubles: Readonly<Record<StorageTrouble, () => Problem>> = {
  full: () => problem("storage.full", "the server's disk is full; nothing of this was stored", { remedy }),
  unwritable: () =>
    problem("storage.unwritable", "the server cannot write its data; nothing of this was stored", { remedy }),
  locked: () =>
    problem("server.busy", "the server's database is held by another process; nothing of this was stored", { remedy }),
};

/** What was looked up for a write and then removed by somebody else before it: the database refuses the reference. */
function isGoneMeanwhile(error: unknown): boolean {
  return error instanceof StorageConflict && error.kind === "foreignKey";
}

const goneMeanwhile = () =>
  problem("edit.conflict", "something this belongs to was removed meanwhile; nothing of this was stored", {
    remedy: "load it again",
  });

/** Turns whatever a handler throws into a problem; what nobody foresaw tells the client a reference and nothing else. */
export function createProblemHandler(report: ReportFailure) {
  return (error: unknown, c: Context): Response => {
    if (error instanceof Problem && (error.body.status < 500 || foreseen.has(error.body.code))) {
      return problemResponse(c, error);
    }
    if (isGoneMeanwhile(error)) return problemResponse(c, goneMeanwhile());
    const reference = (c.get("requestId") as string | undefined) ?? crypto.randomUUID();
    report(reference, error);
    const trouble = readStorageTrouble(error);
    if (trouble !== undefined) return problemResponse(c, troubles[trouble]());
    return problemResponse(
      c,
      problem("server.failed", `the server failed; reference ${reference}`, {
        remedy: "try again, and give the reference to whoever runs the server",
      }),
    );
  };
}
