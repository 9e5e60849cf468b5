import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createApp } from "../http/app.ts";
import { chosenLocale, renderRespondentPage } from "../http/respondent-page.ts";
import { addStaticFiles } from "../http/static-files.node.ts";
import type { Clock } from "../ports/clock.ts";
import { version } from "../software.ts";
import { makeSetUpLink } from "../use-cases/accounts.ts";
import type { Services } from "../use-cases/services.ts";
import type { DatabasePlace } from "./database-place.node.ts";
import { createHttpServer } from "./http-server.node.ts";
import { createHealthLook } from "./look-at-health.node.ts";
import { createMetrics, serveMetrics } from "./metrics.node.ts";
import { openInstallation } from "./open-installation.node.ts";
import { createAddressReader } from "./read-address.node.ts";
import { createServerLog, type LogLevel } from "./server-log.node.ts";
import { prepareStop } from "./stop-taking.node.ts";

const builtWeb = join(import.meta.dirname, "../../../web/dist");

/** Where an installation keeps its data, and how it is reached. */
export interface ServerOptions {
  /** Holds `diaoyan.sqlite`, `blobs/` and `keys/master.key`; made when missing. */
  readonly dataFolder: string;
  /** The one of `DATABASE_URL`, or of the data folder, unless given. */
  readonly database?: DatabasePlace;
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  /** Origin people reach the server at, when a proxy stands before it, e.g. `https://survey.example.cn`. */
  readonly publicUrl?: string;
  /** Proxies before the server, whose `X-Forwarded-For` is believed: addresses or networks like `10.0.0.0/8`. */
  readonly trustedProxies?: readonly string[];
  /** Every study demands a second factor of its members. */
  readonly secondFactor?: boolean;
  /** Folder of the built web client; `web/dist` unless given. */
  readonly webFolder?: string;
  readonly clock?: Clock;
  /** Takes failures nobody foresaw; the log unless given. */
  readonly reportFailure?: (reference: string, error: unknown) => void;
  /** Lines of JSON on standard error: nothing, failures (unless said otherwise), or every request too. */
  readonly log?: LogLevel;
  /** Put the caller's address into the log. */
  readonly logAddresses?: boolean;
  /** Port of the loopback for `/metrics`; none unless given, 0: any free port. */
  readonly metricsPort?: number;
}

export interface RunningServer {
  /** E.g. `http://127.0.0.1:8787`. */
  readonly url: string;
  /** One-time link to make the first account; only on a server without accounts. */
  readonly setUpLink?: string;
  /** Of `/metrics`, where it is served. */
  readonly metricsUrl?: string;
  readonly services: Services;
  /**
   * Takes no new connections, lets requests under way end (ten seconds at most, or until `hurry`), writes what is waiting and
   * closes the database with its write-ahead log.
   */
  close(hurry?: Promise<unknown>): Promise<void>;
}

const writeError = (text: string): void => {
  process.stderr.write(text);
};

/** Opens the data folder (migrating its database) and serves it over HTTP. Throws when the port or folder cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dataFolder, publicUrl, clock, database, secondFactor } = options;
  const readAddress = createAddressReader(options.trustedProxies ?? []);
  const log = createServerLog(options.log ?? "failures", writeError);
  const metrics = options.metricsPort === undefined ? undefined : createMetrics();
  const { services, auth, probes, close } = await openInstallation(dataFolder, {
    publicUrl,
    clock,
    database,
    secondFactor,
  });
  const addressOf = (request: Request, env: unknown): string => readAddress(request.headers, peerOf(env));
  const reportFailure = options.reportFailure ?? log.failure;
  const opened: { close(): unknown }[] = [{ close }];
  try {
    const app = createApp({
      services,
      auth,
      publicUrl,
      version,
      addressOf,
      reportFailure,
      observe: (seen, { request, env }) => {
        metrics?.count(seen);
        log.request(seen, options.logAddresses ? addressOf(request, env) : undefined);
      },
      lookAtHealth: createHealthLook(probes),
    });
    await addStaticFiles(app, options.webFolder ?? builtWeb, (shell, collector, cookies) =>
      renderRespondentPage(services, { shell, collector, locale: chosenLocale(cookies) }, (error) =>
        reportFailure(crypto.randomUUID(), error),
      ),
    );
    const served = metrics && (await serveMetrics(metrics, { port: options.metricsPort ?? 0, dataFolder }));
    if (served !== undefined) opened.unshift(served);
    for (const study of await services.ports.studies.listIds()) await services.ports.journal.sealStanding(study);
    const server = createHttpServer(app.fetch, (error) => reportFailure(crypto.randomUUID(), error));
    const stopTaking = prepareStop(server);
    await listen(server, options);
    const url = `http://${options.host}:${(server.address() as AddressInfo).port}`;
    const path = await makeSetUpLink(services.ports);
    const setUp = path === undefined ? {} : { setUpLink: `${publicUrl ?? url}${path}` };
    log.event("started", { version, port: (server.address() as AddressInfo).port });
    const closeAll = async (hurry?: Promise<unknown>): Promise<void> => {
      const from = performance.now();
      log.event("stopping");
      await stopTaking(hurry);
      for (const one of opened) await one.close();
      log.event("stopped", { ms: Math.round(performance.now() - from) });
      log.flush();
    };
    return { url, services, ...setUp, ...(served && { metricsUrl: served.url }), close: closeAll };
  } catch (error) {
    for (const one of opened) await one.close();
    throw error;
  }
}

function listen(server: Server, { port, host }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
}

function peerOf(env: unknown): string | undefined {
  const { incoming } = env as { readonly incoming?: IncomingMessage };
  return incoming?.socket.remoteAddress;
}
