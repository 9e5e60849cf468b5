import type { Context, Hono } from "hono";
import { type RouteContract, routes } from "../contract/index.ts";
import type { Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";
import type { AttachmentPart } from "../use-cases/read-attachment.ts";
import { authorise, refuseForeignOrigin } from "./authorise.ts";
import type { Call, FileAnswer, Handlers } from "./call.ts";
import { checkInput } from "./check-input.ts";
import { type GuessBrake, isWrongGuess } from "./guess-brake.ts";
import { checkMedia, parseJson, readBody } from "./read-body.ts";

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** Bytes a body may have, by route. */
const bodyLimits: Readonly<Record<string, number>> = {
  submitResponse: 256 * kilobyte,
  saveDraft: 256 * kilobyte,
  loadPack: 16 * megabyte,
  importTranscript: 16 * megabyte,
  correctTranscript: 16 * megabyte,
  importPolicy: 24 * megabyte,
  importQda: 64 * megabyte,
  readQuestionnaireFile: 8 * megabyte,
  importAnswers: 32 * megabyte,
  importRescue: 64 * megabyte,
  putAttachmentChunk: 512 * kilobyte,
  beginRescuedAttachment: megabyte,
  saveOutline: 8 * megabyte,
  mergeReport: 32 * megabyte,
  diffReports: 128 * megabyte,
  saveQuestionnaireDraft: 4 * megabyte,
  saveSession: 4 * megabyte,
  saveCase: 4 * megabyte,
  addCasePhoto: 12 * megabyte,
  saveCodebook: 4 * megabyte,
  reorganiseCodes: 4 * megabyte,
  changeCodings: 4 * megabyte,
  applyRules: 512 * kilobyte,
  retrieveCodings: 512 * kilobyte,
  saveMemo: 256 * kilobyte,
  saveAttributes: 256 * kilobyte,
  saveQuota: megabyte,
  importRoster: 16 * megabyte,
  savePlanItem: megabyte,
};
const usualBodyLimit = 64 * kilobyte;

type AnyCall = Call<RouteContract>;
type AnyHandler = (call: AnyCall) => Promise<unknown>;

/** Mounts every route of the contract; an address of it with another method answers 405. */
export function mountRoutes(app: Hono, handlers: Handlers, context: Omit<Serving, "handler">): void {
  const methods = new Map<string, string[]>();
  for (const route of Object.values(routes) as RouteContract[]) {
    const path = toHonoPath(route.path);
    const handler = handlers[route.id as keyof Handlers] as unknown as AnyHandler;
    app.on(route.method.toUpperCase(), path, (c) => serve(c, route, { handler, ...context }));
    methods.set(path, [...(methods.get(path) ?? []), route.method.toUpperCase()]);
  }
  for (const [path, allowed] of methods) {
    app.all(path, (c) => {
      c.header("allow", allowed.join(", "));
      throw problem("route.methodNotAllowed", `${c.req.method} is not served here; ${allowed.join(", ")} is`);
    });
  }
}

/** `/a/{b}` of the contract as `/a/:b` of Hono. */
function toHonoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

interface Serving {
  readonly handler: AnyHandler;
  readonly ports: Pick<Ports, "accounts" | "members" | "secondFactorEverywhere">;
  readonly publicUrl: string | undefined;
  readonly brake: GuessBrake;
  readonly addressOf: (request: Request, env: unknown) => string;
}

async function serve(c: Context, route: RouteContract, serving: Serving): Promise<Response> {
  const { handler, ports, publicUrl, brake, addressOf } = serving;
  c.set("route", route.id);
  const request = c.req.raw;
  const origin = publicUrl ?? new URL(request.url).origin;
  const isPublic = route.access.kind === "public";
  if (!isPublic && route.method !== "get") refuseForeignOrigin(request.headers, origin);
  const given = c.req.param() as Record<string, string>;
  const authority = await authorise(ports, route.access, { headers: request.headers, study: given["study"] });
  const params = checkInput(route.params, given, "path");
  const query = checkInput(route.query, c.req.query(), "query");
  const sent = await readSent(c, route);
  const range = request.headers.get("range") ?? undefined;
  const call = { params, query, ...sent, ...authority, origin, range } as unknown as AnyCall;
  if (!isPublic) return toResponse(c, route, await handler(call));
  const outcome = await handler(call).catch((error: unknown) => error);
  if (isWrongGuess(outcome)) await brake(addressOf(request, c.env));
  if (outcome instanceof Error) throw outcome;
  return toResponse(c, route, outcome);
}

async function readSent(
  c: Context,
  route: RouteContract,
): Promise<{ readonly body?: unknown; readonly bytes?: unknown }> {
  const wanted = route.bodyMedia ?? (route.body === undefined ? undefined : "application/json");
  if (wanted === undefined) return {};
  checkMedia(c.req.raw.headers, wanted);
  const bytes = await readBody(c.req.raw, bodyLimits[route.id] ?? usualBodyLimit);
  if (route.bodyMedia !== undefined) return { bytes };
  return { body: checkInput(route.body, parseJson(bytes), "body") };
}

function toResponse(c: Context, route: RouteContract, answer: unknown): Response {
  if (route.responseMedia !== undefined)
    return "stream" in (answer as object) ? toPart(c, answer as AttachmentPart) : toFile(c, answer as FileAnswer);
  if (route.status === 204) return c.body(null, 204);
  return c.json(answer as object, route.status);
}

function toFile(c: Context, { bytes, name, media }: FileAnswer): Response {
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
  const headers = { "content-type": media, "content-disposition": disposition, "content-length": String(bytes.length) };
  return c.body(bytes, 200, headers);
}

/** A file that is too large to be held whole: 206 with its place where a range was asked for. */
function toPart(c: Context, { stream, name, media, bytes, from, to, isPart }: AttachmentPart): Response {
  const headers: Record<string, string> = {
    "content-type": media,
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    "content-length": String(to - from),
    "accept-ranges": "bytes",
    ...(isPart ? { "content-range": `bytes ${from}-${to - 1}/${bytes}` } : {}),
  };
  return c.body(stream, isPart ? 206 : 200, headers);
}
