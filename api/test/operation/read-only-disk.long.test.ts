import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { openInstallation } from "../../src/entry/open-installation.node.ts";
import { verifyStudy } from "../../src/use-cases/verify-study.ts";
import { setUpOperator } from "../people.ts";
import { openSmallStudy, smallStudy, smallSubmission } from "../study.ts";
import { serve } from "./serve.ts";

let folder: string;
let whyNot: string | undefined;
const at = (name: string): string => join(folder, name);

/** Answers why a command could not be carried out; undefined where it was. */
function run(program: string, ...args: readonly string[]): string | undefined {
  const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? undefined : `${program}: ${error?.message ?? stderr.trim()}`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-loop-"));
  await mkdir(at("disk"));
  await writeFile(at("image"), "");
  await truncate(at("image"), 64 << 20);
  whyNot = run("mkfs.ext4", "-q", "-F", at("image")) ?? mount();
  if (whyNot !== undefined) process.stdout.write(`skipped: no file system of its own can be mounted here: ${whyNot}\n`);
});
afterAll(async () => {
  run("umount", at("disk"));
  await rm(folder, { recursive: true, force: true });
});

const mount = () => run("mount", "-o", "loop,errors=remount-ro", at("image"), at("disk"));

it("a file system that turns read-only under the server loses nothing: writes are refused, reading goes on", async (context) => {
  if (whyNot !== undefined) return context.skip();
  const server = await serve(at("disk/data"), []);
  const lead = await setUpOperator(server);
  const { collector, version } = await openSmallStudy(lead.client);
  const send = async () => {
    const body = smallSubmission(version);
    const response = await lead.fetch(`/api/public/collectors/${collector}/responses`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { id: body.id, status: response.status, code: ((await response.json()) as { code?: string }).code };
  };
  const kept = [await send(), await send()];
  expect(kept.map(({ status }) => status)).toEqual([201, 201]);
  // what the kernel does when the disk fails
  expect(run("mount", "-o", "remount,abort", at("disk"))).toBeUndefined();
  expect(await send()).toMatchObject({ status: 503, code: "storage.unwritable" });
  expect((await fetch(`${server.url}/healthz/live`)).status).toBe(200);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(503);
  const { responses } = await lead.client.call(routes.listResponses, { params: { study: smallStudy }, query: {} });
  expect(responses).toHaveLength(2);
  server.child.kill("SIGTERM");
  expect(await server.ended).toEqual([0, null]);

  expect(run("umount", at("disk"))).toBeUndefined();
  run("e2fsck", "-fy", at("image"));
  expect(mount()).toBeUndefined();
  const { services, close } = await openInstallation(at("disk/data"));
  const stored = await services.ports.responses.list(smallStudy, { limit: 10 });
  expect(stored.map(({ id }) => String(id)).sort()).toEqual(kept.map(({ id }) => id).sort());
  expect(await verifyStudy(services.ports, smallStudy)).toEqual([]);
  await close();
}, 120_000);
