import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { startServer } from "../../entry/node.ts";
import { type LogLevel, logLevels } from "../../entry/server-log.node.ts";
import { type DataFolderOption, withDataFolder } from "../data-folder.node.ts";
import { UsageError, WorkError } from "../outcome.ts";
import { parseAddresses } from "../parse-addresses.ts";
import { parseCount } from "../parse-count.ts";
import { parseOrigin } from "../parse-origin.ts";
import { printResult } from "../print-result.ts";
import { type Terminal, watchForStop } from "../terminal.node.ts";

interface ServeOptions extends DataFolderOption {
  readonly port: string;
  readonly host: string;
  readonly url?: string;
  readonly trustedProxy: string;
  readonly log: LogLevel;
  readonly logAddresses?: boolean;
  readonly metricsPort?: string;
  readonly secondFactor?: boolean;
  readonly json?: boolean;
}

/** `serve`: the server for real use, until SIGINT or SIGTERM; requests under way end before it does. */
export function addServe(program: Command, terminal: Terminal): void {
  withDataFolder(program.command("serve").description("start the server"))
    .option("--port <number>", "port, 0 = any free one (or DIAOYAN_PORT)", process.env["DIAOYAN_PORT"] ?? "8787")
    .option("--host <address>", "address to listen on; 0.0.0.0 = all", "127.0.0.1")
    .option("--url <origin>", "origin people reach the server at, e.g. https://survey.example.cn (or DIAOYAN_URL)")
    .option(
      "--trusted-proxy <addresses>",
      "proxies before the server whose X-Forwarded-For is believed, e.g. 127.0.0.1,10.0.0.0/8 (or DIAOYAN_TRUSTED_PROXIES)",
      process.env["DIAOYAN_TRUSTED_PROXIES"] ?? "",
    )
    .addOption(
      new Option("--log <what>", "lines of JSON on standard error, without personal data (or DIAOYAN_LOG)")
        .choices(logLevels)
        .default("failures")
        .env("DIAOYAN_LOG"),
    )
    .option("--log-addresses", "put the callers' addresses into the log")
    .option("--metrics-port <number>", "serve /metrics for Prometheus at this port of the loopback")
    .option(
      "--second-factor",
      "let nobody into a study by password alone, whatever its leads demand (or DIAOYAN_SECOND_FACTOR=required)",
    )
    .option("--json", "print address and set-up link as JSON")
    .action(async (options: ServeOptions) => serve(options, terminal));
}

async function serve(options: ServeOptions, terminal: Terminal): Promise<void> {
  const publicUrl = parseOrigin(options.url ?? process.env["DIAOYAN_URL"]);
  const dataFolder = resolve(options.dataFolder);
  const port = parseCount("--port", options.port, { from: 0, to: 65_535 });
  const metricsPort =
    options.metricsPort === undefined
      ? undefined
      : parseCount("--metrics-port", options.metricsPort, { from: 0, to: 65_535 });
  const server = await startServer({
    dataFolder,
    port,
    host: options.host,
    trustedProxies: parseAddresses(options.trustedProxy),
    log: options.log,
    logAddresses: options.logAddresses ?? false,
    secondFactor: options.secondFactor ?? readDemand(process.env["DIAOYAN_SECOND_FACTOR"]),
    ...(metricsPort === undefined ? {} : { metricsPort }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error instanceof RangeError) throw new UsageError(`--trusted-proxy: ${error.message}`);
    throw error.code === "EADDRINUSE" ? portTaken((error as { port?: number }).port ?? port) : error;
  });
  // before anybody is told that it serves, so that whoever was told may stop it at once
  const { asked, again } = watchForStop();
  const { url, setUpLink, metricsUrl = null } = server;
  const address = publicUrl ?? url;
  const setUp = setUpLink ? `\nno account yet; the first one is made here, once, within 7 days:\n  ${setUpLink}` : "";
  const text = `diaoyan serves ${address}, data in ${dataFolder}; press Ctrl+C to stop${setUp}`;
  printResult(terminal, options, {
    json: { url: address, dataFolder, setUpLink: setUpLink ?? null, metricsUrl },
    text,
  });
  await asked;
  await server.close(again);
}

function readDemand(value = ""): boolean {
  if (value === "" || value === "required") return value !== "";
  throw new UsageError(`DIAOYAN_SECOND_FACTOR: expected "required" or nothing, got "${value}"`);
}

function portTaken(port: number): WorkError {
  return new WorkError("serve.portTaken", `port ${port} is taken; stop what uses it or choose another`);
}
