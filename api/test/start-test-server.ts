import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningServer, type ServerOptions, startServer } from "../src/entry/node.ts";

/** A server on a fresh data folder; what nobody foresaw is collected in `failures`. */
export interface TestServer extends RunningServer {
  readonly failures: unknown[];
  readonly dataFolder: string;
}

export async function startTestServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), "diaoyan-test-")));
  const failures: unknown[] = [];
  const server = await startServer({
    port: 0,
    host: "127.0.0.1",
    reportFailure: (_, error) => failures.push(error),
    ...options,
    dataFolder,
  });
  const close = async (): Promise<void> => {
    if (process.env["SEALCHECK"]) await sealCheck(server);
    await server.close();
    if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true });
  };
  return { ...server, failures, dataFolder, close };
}

async function sealCheck(server: RunningServer) {
  const { readVerified } = await import("../src/use-cases/verify-study.ts");
  const { checkRows } = await import("../src/use-cases/verify-rows.ts");
  const { appendFile } = await import("node:fs/promises");
  const { ports } = server.services;
  for (const { study } of await ports.studies.list()) {
    const { audit } = await readVerified(ports, String(study.id));
    const found = await checkRows(ports, String(study.id), audit);
    for (const one of found) await appendFile("/tmp/sealcheck.txt", `${process.env["VITEST_POOL_ID"]} ${expect.getState().testPath} ${study.id} ${JSON.stringify(one)}\n`);
  }
}
import { expect } from "vitest";
