import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");
const wrangler = join(root, "node_modules/.bin/wrangler");
const patienceMilliseconds = 90_000;

/** A Worker under `wrangler dev` with a database and bucket of its own. */
export interface RunningWorker {
  readonly url: string;
  /** What `/setup` asks for. */
  readonly secret: string;
  /** What wrangler printed so far. */
  readonly log: () => string;
  close(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

const environment = { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "1", NO_COLOR: "1" };

function applyMigrations(state: string): void {
  const { status, stdout, stderr } = spawnSync(
    wrangler,
    ["d1", "migrations", "apply", "DB", "--local", "--persist-to", join(state, "state")],
    { cwd: root, env: environment, encoding: "utf8", timeout: patienceMilliseconds },
  );
  if (status !== 0) throw new Error(`migrations under wrangler failed\n${stdout}\n${stderr}`);
}

/** The built web client, or a page in its place: what is walked here is the API. */
async function findWeb(folder: string): Promise<string> {
  const built = join(root, "web/dist");
  if (existsSync(built)) return built;
  const instead = join(folder, "web");
  await mkdir(instead);
  await writeFile(join(instead, "index.html"), "<!doctype html><title>调研</title>");
  return instead;
}

async function spawnWorker(
  state: string,
  secret: string,
): Promise<{ url: string; child: ChildProcess; log: () => string }> {
  const port = await freePort();
  const web = await findWeb(state);
  const variables = [`MASTER_KEY:${randomBytes(32).toString("hex")}`, `SETUP_SECRET:${secret}`];
  const child = spawn(
    wrangler,
    [
      ...["dev", "--local", "--ip", "127.0.0.1", "--port", String(port), "--inspector-port", String(await freePort())],
      ...["--persist-to", join(state, "state"), "--assets", web, "--show-interactive-dev-session=false"],
      ...variables.flatMap((variable) => ["--var", variable]),
    ],
    { cwd: root, env: environment, stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
  }
  return { url: `http://127.0.0.1:${port}`, child, log: () => log };
}

async function waitUntilServing(url: string): Promise<void> {
  const until = Date.now() + patienceMilliseconds;
  while (Date.now() < until) {
    const response = await fetch(`${url}/api/openapi.json`, { signal: AbortSignal.timeout(3_000) }).catch(
      () => undefined,
    );
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error(`the Worker did not serve within ${patienceMilliseconds} ms`);
}

/** Migrates a fresh local database and serves the Worker on loopback. Throws with wrangler's output when it does not come up. */
export async function startWrangler(): Promise<RunningWorker> {
  const state = await mkdtemp(join(tmpdir(), "diaoyan-wrangler-"));
  const secret = randomBytes(16).toString("hex");
  applyMigrations(state);
  const { url, child, log } = await spawnWorker(state, secret);
  const close = async (): Promise<void> => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
    await once(child, "exit");
    await rm(state, { recursive: true, force: true });
  };
  try {
    await waitUntilServing(url);
    return { url, secret, log, close };
  } catch (error) {
    await close();
    throw new Error(`${(error as Error).message}\n${log()}`);
  }
}
