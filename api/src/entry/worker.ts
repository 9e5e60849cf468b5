import { intlSegmenter, plainKeywordScorer } from "@diaoyan/analysis";
import type { Context, Hono } from "hono";
import { createApp } from "../http/app.ts";
import { chosenLocale, renderRespondentPage } from "../http/respondent-page.ts";
import { adoptResponse } from "../http/security-headers.ts";
import { expectOpening } from "../keys/find-unopened-keys.ts";
import { parseMasterKey } from "../keys/parse-master-key.ts";
import { equalCodes } from "../keys/response-seal.ts";
import { systemClock } from "../ports/clock.ts";
import { problem } from "../problems.ts";
import { version } from "../software.ts";
import { openR2 } from "../storage/blobs/r2.workerd.ts";
import { openD1 } from "../storage/d1.workerd.ts";
import { DataFolderError } from "../storage/data-folder-error.ts";
import { expectD1Schema } from "../storage/expect-d1-schema.workerd.ts";
import { openStores } from "../storage/stores/open-stores.ts";
import { makeSetUpLink } from "../use-cases/accounts.ts";
import type { Services } from "../use-cases/services.ts";
import { openPorts } from "./open-ports.ts";
import { redactFailure } from "./redact-failure.ts";

/** Bindings and variables of `wrangler.toml`; the master key and the set-up secret are secrets. */
interface WorkerEnvironment {
  readonly DB: D1Database;
  readonly BLOBS: R2Bucket;
  readonly ASSETS?: Fetcher;
  readonly MASTER_KEY?: string;
  /** Whoever sends it as `x-setup-secret` to `POST /setup` gets the one-time set-up link of an empty installation. */
  readonly SETUP_SECRET?: string;
  readonly PUBLIC_URL?: string;
  /** `required`: every study demands a second factor of its members. */
  readonly SECOND_FACTOR?: string;
  /** Written reason why personal information of mainland respondents may be held here; without it such studies are refused. */
  readonly MAINLAND_OVERRIDE?: string;
}

const residencyRefusal =
  "it holds personal information of mainland respondents, which must not leave the mainland; D1 and R2 are not offered there";

interface OpenWorker {
  readonly app: Hono<{ Bindings: WorkerEnvironment }>;
  readonly services: Services;
}

let open: Promise<OpenWorker> | undefined;

function reportFailure(reference: string, error: unknown): void {
  console.error(JSON.stringify({ reference, failure: redactFailure(error) }));
}

/** One app for each isolate: bindings do not change while it lives. Throws `schema.older`, `schema.newer`, `key.invalid`, `key.wrong` as the server on Node. */
async function openWorker(env: WorkerEnvironment): Promise<OpenWorker> {
  const publicUrl = env.PUBLIC_URL;
  await expectD1Schema(env.DB);
  const gateway = openD1(env.DB);
  const masterKey = parseMasterKey(env.MASTER_KEY ?? "", "MASTER_KEY");
  const stores = openStores(gateway, systemClock);
  const wrapped = await stores.keyStore.listUnderMaster();
  await expectOpening(wrapped, { key: masterKey, place: "MASTER_KEY" });
  const { services, auth } = openPorts({
    gateway,
    stores,
    blobs: openR2(env.BLOBS),
    masterKey,
    publicUrl,
    secondFactor: env.SECOND_FACTOR === "required",
    runtime: {
      text: { segmenter: intlSegmenter, scorer: plainKeywordScorer },
      drawPng: null,
      readPdf: null,
      residencyRefusal: (env.MAINLAND_OVERRIDE ?? "").trim() === "" ? residencyRefusal : null,
    },
  });
  const made = createApp({
    services,
    auth,
    publicUrl,
    version,
    addressOf: (request) => request.headers.get("cf-connecting-ip") ?? "unknown",
    reportFailure,
  }) as unknown as Hono<{ Bindings: WorkerEnvironment }>;
  made.post("/setup", async (c) => {
    const { SETUP_SECRET } = c.env;
    const allowed = SETUP_SECRET !== undefined && equalCodes(c.req.header("x-setup-secret") ?? "", SETUP_SECRET);
    const path = allowed ? await makeSetUpLink(services.ports) : undefined;
    return path === undefined ? c.notFound() : c.json({ link: `${publicUrl ?? new URL(c.req.url).origin}${path}` });
  });
  made.get("/s/:collector", async (c) => {
    const shell = await (await readAsset(c.env, c.req.url, "/respond.html"))?.text();
    if (shell === undefined) return c.notFound();
    const locale = chosenLocale(c.req.header("cookie"));
    const asked = { shell, collector: c.req.param("collector"), locale };
    const { html, status } = await renderRespondentPage(services, asked, (error) =>
      reportFailure(crypto.randomUUID(), error),
    );
    return c.html(html, status, { "cache-control": "no-cache", vary: "cookie" });
  });
  made.get("*", async (c) => {
    const file = await readAsset(c.env, c.req.url, c.req.path);
    if (file !== undefined || c.req.path.includes(".")) return answerAsset(c, file);
    const page = c.req.path === "/field" ? "/field.html" : "/index.html";
    return answerAsset(c, await readAsset(c.env, c.req.url, page));
  });
  return { app: made, services };
}

function answerAsset(c: Context, file: Response | undefined): Response | Promise<Response> {
  return file === undefined ? c.notFound() : adoptResponse(c, file);
}

async function readAsset({ ASSETS }: WorkerEnvironment, base: string, path: string): Promise<Response | undefined> {
  const found = await ASSETS?.fetch(new URL(path, base));
  return found?.ok ? found : undefined;
}

/** Nothing is served with a key that does not open what is stored, or over another schema; the next request looks again. */
function refuse(error: unknown): Response {
  open = undefined;
  if (!(error instanceof DataFolderError)) throw error;
  const { code, message, remedy } = error;
  console.error(JSON.stringify({ code, message, remedy }));
  const { body } = problem(
    code.startsWith("schema.") ? "server.schema" : "server.key",
    "the server is not set up for its data",
    {
      remedy: "whoever runs the server finds what is wrong in its log; nothing was stored",
    },
  );
  const headers = { "content-type": "application/problem+json; charset=utf-8", "cache-control": "no-store" };
  return new Response(JSON.stringify(body), { status: body.status, headers });
}

export default {
  async fetch(request: Request, env: WorkerEnvironment, context: ExecutionContext): Promise<Response> {
    open ??= openWorker(env);
    const opened = await open.catch(refuse);
    if (opened instanceof Response) return opened;
    const { app, services } = opened;
    const answer = app.fetch(request, env, context);
    // responses that arrive together are written by the request that came first: it must live until all are written
    context.waitUntil(Promise.resolve(answer).then(() => services.intake.settle()));
    return answer;
  },
};
