import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPackFolder } from "@diaoyan/instruments/node";
import { build } from "vite";
import { type Client, routes } from "../../api/src/contract/index.ts";
import { type DemoAccount, signInFirst } from "../../api/src/demo/signed-in-client.ts";
import { type RunningServer, startServer } from "../../api/src/entry/node.ts";

const web = join(import.meta.dirname, "..");
const library = join(web, "../instruments/library");

export const account: DemoAccount = { email: "lead@example.org", name: "测试负责人", password: "a-long-password" };
export const study = "evaluation-reform";
export const packFolder = join(library, study);
export const questionnaire = "q-e1-short";

/** A server of its own with one study loaded: what the browser tests work against. */
export interface RunningStudy {
  readonly url: string;
  readonly client: Client;
  readonly server: RunningServer;
  /** Publishes the questionnaire if it is not, and opens a link; answers its address. */
  openLink(mode?: "pseudonymous" | "anonymous"): Promise<string>;
  /** Opens a link for invited people and invites somebody for each name; answers the address of each. */
  invite(...names: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Starts the real server over the built pages in a temporary folder and loads a pack as simulated. */
export async function startStudy(): Promise<RunningStudy> {
  if (!existsSync(join(web, "dist/respond.html"))) await build({ root: web, logLevel: "error" });
  const dataFolder = await mkdtemp(join(tmpdir(), "diaoyan-web-"));
  const server = await startServer({ dataFolder, port: 0, host: "127.0.0.1" });
  const client = await signInFirst(server.url, server.setUpLink?.split("#")[1] ?? "", account);
  const files = Object.fromEntries(await readPackFolder(packFolder));
  await client.call(routes.loadPack, { body: { files, simulated: true } });
  let version: string | undefined;

  async function openCollector(mode: "pseudonymous" | "anonymous", invitedOnly: boolean): Promise<string> {
    version ??= (await client.call(routes.publishQuestionnaire, { params: { study, questionnaire }, body: {} })).version
      .hash;
    const body = { questionnaire, version, label: "测试链接", mode, invitedOnly };
    return (await client.call(routes.openCollector, { params: { study }, body })).collector.id;
  }

  const openLink = async (mode: "pseudonymous" | "anonymous" = "pseudonymous"): Promise<string> =>
    `${server.url}/s/${await openCollector(mode, false)}`;

  async function invite(...names: readonly string[]): Promise<readonly string[]> {
    const params = { study, collector: await openCollector("pseudonymous", true) };
    const people = names.map((name) => ({ name, contact: "test@example.cn" }));
    const { invited } = await client.call(routes.invitePeople, { params, body: { people } });
    return invited.map(({ link }) => link);
  }

  async function close(): Promise<void> {
    await server.close();
    await rm(dataFolder, { recursive: true, force: true });
  }

  return { url: server.url, client, server, openLink, invite, close };
}
