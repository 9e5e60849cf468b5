import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { openInstallation } from "../../src/entry/open-installation.node.ts";
import { readEverybody } from "../../src/use-cases/read-roster.ts";
import { people as known, type Session, setUpOperator, signIn } from "../people.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { openSmallStudy, smallStudy } from "../study.ts";
import { nextTotpOf, totpOf } from "../totp.ts";
import { runCli } from "./run-cli.ts";

let server: TestServer;
let lead: Session;
let folder: string;
let backup: string;
let uri: string;
const key = (dataFolder: string) => join(dataFolder, "keys/master.key");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-keys-"));
  server = await startTestServer({ dataFolder: folder });
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
  uri = String((await ask(lead, "two-factor/enable", { password: known.operator.password }))["totpURI"]);
  expect((await ask(lead, "two-factor/verify-totp", { code: totpOf(uri) }))["status"]).toBe(200);
});
async function ask(session: Session, path: string, body: object): Promise<Record<string, unknown>> {
  const headers = { "content-type": "application/json" };
  const response = await session.fetch(`/api/auth/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, ...((await response.json()) as object) };
}

afterAll(async () => {
  for (const made of [folder, backup]) await rm(made, { recursive: true, force: true });
});

async function namesIn(dataFolder: string): Promise<readonly string[]> {
  const { services, close } = await openInstallation(dataFolder);
  try {
    return (await readEverybody(services.ports, smallStudy)).map(({ name }) => name).sort();
  } finally {
    await close();
  }
}

it("E3 opens what stands under the new master key, and no backup made before the erasure", async () => {
  expect(await namesIn(backup)).toEqual(["李明", "王芳"]);
  const before = await readFile(key(folder), "utf8");
  const renew = () => runCli("keys", "renew", "--data-folder", folder, "--json");
  const refused = await renew();
  expect([refused.status, JSON.parse(refused.err).error.code]).toEqual([1, "folder.inUse"]);
  expect(await readFile(key(folder), "utf8")).toBe(before);
  expect(await namesIn(folder)).toEqual(["王芳"]);
  await server.close();
  expect(JSON.parse((await renew()).out)).toEqual({ studies: 1 });
  expect(await readFile(key(folder), "utf8")).not.toBe(before);
  expect(await namesIn(folder)).toEqual(["王芳"]);
  await cp(key(folder), key(backup));
  // nothing is taken in under a key that opens nothing
  await expect(namesIn(backup)).rejects.toMatchObject({
    code: "key.wrong",
    message: expect.stringContaining("2 of the 2"),
  });

  // broken off after the keys were wrapped anew: begun again, it ends
  const done = await readFile(key(folder), "utf8");
  await writeFile(`${key(folder)}.next`, done);
  await writeFile(key(folder), before);
  await expect(namesIn(folder)).rejects.toMatchObject({
    code: "key.wrong",
    remedy: expect.stringContaining("keys renew"),
  });
  expect((await renew()).status).toBe(0);
  expect(await namesIn(folder)).toEqual(["王芳"]);
  expect((await runCli("keys", "renew", "--data-folder", join(backup, "nothing"))).status).toBe(2);
});

it("leaves second factors as they are: the phone's next code opens a sign-in", async () => {
  const again = await startTestServer({ dataFolder: folder });
  const half = await signIn(again, known.operator);
  expect(await ask(half, "two-factor/verify-totp", { code: nextTotpOf(uri) })).toEqual({ status: 200 });
  expect((await half.client.call(routes.getMe, {})).user.secondFactor).toBe(true);
  await again.close();
});
