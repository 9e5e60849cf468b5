import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { openInstallation } from "../../src/entry/open-installation.node.ts";
import { readEverybody } from "../../src/use-cases/read-roster.ts";
import { type Session, setUpOperator } from "../people.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { openSmallStudy, smallStudy } from "../study.ts";
import { runCli } from "./run-cli.ts";

let server: TestServer;
let lead: Session;
let backup: string;
const key = (folder: string) => join(folder, "keys/master.key");

beforeAll(async () => {
  server = await startTestServer();
  lead = await setUpOperator(server);
  await openSmallStudy(lead.client);
  const rows = ["王芳", "李明"].map((name, at) => ({ row: at + 2, cells: { name, unit: "示例大学" } }));
  await lead.client.call(routes.importRoster, {
    params: { study: smallStudy },
    body: { kind: "people", source: "模拟数据", check: false, rows, decisions: { units: {}, rows: {} } },
  });
  const { people } = await lead.client.call(routes.getRoster, { params: { study: smallStudy }, query: {} });
  backup = await mkdtemp(join(tmpdir(), "diaoyan-backup-"));
  await cp(server.dataFolder, backup, { recursive: true });
  const erased = people.find(({ name }) => name === "李明")?.person ?? "";
  await lead.client.call(routes.erasePerson, { params: { study: smallStudy, person: erased } });
});
afterAll(async () => {
  await server.close();
  await rm(backup, { recursive: true, force: true });
});

async function namesIn(folder: string): Promise<readonly string[]> {
  const { services, close } = await openInstallation(folder);
  try {
    return (await readEverybody(services.ports, smallStudy)).map(({ name }) => name).sort();
  } finally {
    await close();
  }
}

it("opens what stands under the new master key, and no backup made before the erasure", async () => {
  expect(await namesIn(backup)).toEqual(["李明", "王芳"]);
  const before = await readFile(key(server.dataFolder), "utf8");
  const renew = () => runCli("keys", "renew", "--data-folder", server.dataFolder, "--json");
  expect(JSON.parse((await renew()).out)).toEqual({ studies: 1 });
  expect(await readFile(key(server.dataFolder), "utf8")).not.toBe(before);
  expect(await namesIn(server.dataFolder)).toEqual(["王芳"]);
  await cp(key(server.dataFolder), key(backup));
  await expect(namesIn(backup)).rejects.toThrow("could not be opened");

  // broken off after the keys were wrapped anew: begun again, it ends
  const done = await readFile(key(server.dataFolder), "utf8");
  await writeFile(`${key(server.dataFolder)}.next`, done);
  await writeFile(key(server.dataFolder), before);
  expect((await renew()).status).toBe(0);
  expect(await namesIn(server.dataFolder)).toEqual(["王芳"]);
  expect((await runCli("keys", "renew", "--data-folder", join(backup, "nothing"))).status).toBe(2);
});
