import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, routes } from "../api/src/contract/index.ts";
import { setUpOperator } from "../api/test/people.ts";
import { makeSession, transcriptText } from "../api/test/session.ts";
import { openSmallStudy, smallQuestionnaire, smallStudy, smallSubmission } from "../api/test/study.ts";

/*
 * Real workerd under `wrangler dev` refuses code generation, which the test pool does not show: this walks
 * migrations → set-up → pack → publish → answer → interview → code → analyse on loopback, and fails loudly.
 */

const root = join(import.meta.dirname, "..");
const wrangler = join(root, "node_modules/.bin/wrangler");
const patienceMilliseconds = 90_000;

function check(condition: boolean, what: string): void {
  if (!condition) throw new Error(`smoke test under wrangler dev: ${what}`);
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
  check(status === 0, `migrations failed\n${stdout}\n${stderr}`);
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

/** Starts wrangler dev; what it prints is shown only when something fails. */
async function startWorker(
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
  check(false, `the Worker did not serve within ${patienceMilliseconds} ms`);
}

async function walk(url: string, secret: string): Promise<void> {
  const refused = await fetch(`${url}/setup`, { method: "POST", headers: { "x-setup-secret": "wrong" } });
  check(refused.status === 404, "the set-up link was given to somebody without the secret");
  const setUp = await fetch(`${url}/setup`, { method: "POST", headers: { "x-setup-secret": secret } });
  const { link } = (await setUp.json()) as { link: string };
  const { client } = await setUpOperator({ url, setUpLink: link });
  const { collector, version } = await openSmallStudy(client);
  await answer(client, collector, version);
  await recordInterview(client);
  await analyse(client);
}

async function answer(client: Client, collector: string, version: string): Promise<void> {
  for (const pressure of [1, 2, 3, 4, 5]) {
    const body = smallSubmission(version, { satisfied: 1 + (pressure % 2 === 0 ? 0 : 1), pressure });
    const first = await client.call(routes.submitResponse, { params: { collector }, body });
    const again = await client.call(routes.submitResponse, { params: { collector }, body });
    check(first.receipt === again.receipt, "the same response got two receipts");
  }
}

async function recordInterview(client: Client): Promise<void> {
  const session = crypto.randomUUID();
  const params = { study: smallStudy };
  const record = makeSession(session) as unknown as Record<string, never>;
  await client.call(routes.saveSession, { params: { ...params, session }, body: { session: record } });
  await client.call(routes.importTranscript, {
    params: { ...params, transcript: crypto.randomUUID() },
    query: { title: "访谈一", format: "txt", session },
    bytes: new Uint8Array(new TextEncoder().encode(transcriptText)),
  });
  const { added } = await client.call(routes.applyRules, { params, body: {} });
  check(added > 0, "the dictionary rules coded nothing");
  const body = { id: crypto.randomUUID(), kind: "reform" as const, title: "案例", session };
  await client.call(routes.draftCase, { params, body });
}

async function analyse(client: Client): Promise<void> {
  const params = { study: smallStudy };
  const { result } = await client.call(routes.runAnalysis, {
    params,
    body: { questionnaire: smallQuestionnaire, request: { kind: "describe", variables: ["pressure"] } },
  });
  check(JSON.stringify(result).includes('"mean":3'), `describe answered ${JSON.stringify(result)}`);
  const coded = await client.call(routes.runAnalysis, { params, body: { request: { kind: "codeFrequency" } } });
  check(coded.presentation.table.body.length > 0, "codeFrequency answered an empty table");
  const { counts } = await client.call(routes.getStudy, { params });
  check(counts.responses === 5 && counts.cases === 1, `the overview counts ${JSON.stringify(counts)}`);
}

const state = await mkdtemp(join(tmpdir(), "diaoyan-wrangler-"));
const secret = randomBytes(16).toString("hex");
applyMigrations(state);
const { url, child, log } = await startWorker(state, secret);
try {
  await waitUntilServing(url);
  await walk(url, secret);
  console.log("wrangler dev: set-up, pack, publish, answer, interview, coding, case and analysis work");
} catch (error) {
  console.error(log());
  throw error;
} finally {
  if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
  await rm(state, { recursive: true, force: true });
}
