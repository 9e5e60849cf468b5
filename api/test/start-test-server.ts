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
    await server.close();
    if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true });
  };
  return { ...server, failures, dataFolder, close };
}
