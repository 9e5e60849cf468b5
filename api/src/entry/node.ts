import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type ServerType, serve } from "@hono/node-server";
import { createApp } from "../http/app.ts";
import { chosenLocale, renderRespondentPage } from "../http/respondent-page.ts";
import { addStaticFiles } from "../http/static-files.node.ts";
import type { Clock } from "../ports/clock.ts";
import { version } from "../software.ts";
import { makeSetUpLink } from "../use-cases/accounts.ts";
import type { Services } from "../use-cases/services.ts";
import { openInstallation } from "./open-installation.node.ts";

const builtWeb = join(import.meta.dirname, "../../../web/dist");

/** Where an installation keeps its data, and how it is reached. */
export interface ServerOptions {
  /** Holds `diaoyan.sqlite`, `blobs/` and `keys/master.key`; made when missing. */
  readonly dataFolder: string;
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  /** Origin people reach the server at, when a proxy stands before it, e.g. `https://survey.example.cn`. */
  readonly publicUrl?: string;
  /** A proxy stands before the server: the last `X-Forwarded-For` entry is the caller's address. */
  readonly trustedProxy?: boolean;
  /** Folder of the built web client; `web/dist` unless given. */
  readonly webFolder?: string;
  readonly clock?: Clock;
  /** Takes failures nobody foresaw; standard error unless given. */
  readonly reportFailure?: (reference: string, error: unknown) => void;
}

export interface RunningServer {
  /** E.g. `http://127.0.0.1:8787`. */
  readonly url: string;
  /** One-time link to make the first account; only on a server without accounts. */
  readonly setUpLink?: string;
  readonly services: Services;
  /** Takes no new connections, lets requests under way end, and closes the database. */
  close(): Promise<void>;
}

/** Opens the data folder (migrating its database) and serves it over HTTP. Throws when the port or folder cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dataFolder, publicUrl, clock } = options;
  const { services, auth, close } = await openInstallation(dataFolder, { publicUrl, clock });
  try {
    const app = createApp({
      services,
      auth,
      publicUrl,
      version,
      addressOf: (request, env) => readAddress(request, env, options.trustedProxy ?? false),
      reportFailure: options.reportFailure ?? printFailure,
    });
    await addStaticFiles(app, options.webFolder ?? builtWeb, (shell, collector, cookies) =>
      renderRespondentPage(services, { shell, collector, locale: chosenLocale(cookies) }),
    );
    const server = await listen(app.fetch, options);
    const url = `http://${options.host}:${(server.address() as AddressInfo).port}`;
    const path = await makeSetUpLink(services.ports);
    const setUp = path === undefined ? {} : { setUpLink: `${publicUrl ?? url}${path}` };
    return { url, services, ...setUp, close: () => shutDown(server, close) };
  } catch (error) {
    await close();
    throw error;
  }
}

function listen(fetch: Parameters<typeof serve>[0]["fetch"], { port, host }: ServerOptions): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const limits = { requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 10_000 };
    const server = serve({ fetch, port, hostname: host, serverOptions: limits }, () => resolve(server));
    server.once("error", reject);
  });
}

const patienceMilliseconds = 10_000;

async function shutDown(server: ServerType, closeStorage: () => Promise<void>): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  if ("closeIdleConnections" in server) server.closeIdleConnections();
  const timer = setTimeout(() => {
    if ("closeAllConnections" in server) server.closeAllConnections();
  }, patienceMilliseconds);
  await ended;
  clearTimeout(timer);
  await closeStorage();
}

function readAddress(request: Request, env: unknown, trustedProxy: boolean): string {
  const forwarded = request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  if (trustedProxy && forwarded !== undefined) return forwarded;
  const { incoming } = env as { readonly incoming?: IncomingMessage };
  return incoming?.socket.remoteAddress ?? "unknown";
}

function printFailure(reference: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${JSON.stringify({ reference, failure: text })}\n`);
}
