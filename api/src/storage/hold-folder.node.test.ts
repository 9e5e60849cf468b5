import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { FolderInUse, holdFolder } from "./hold-folder.node.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-hold-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Another process that holds the folder until it is killed. */
async function holdElsewhere(use: "shared" | "alone"): Promise<ChildProcess> {
  const module = JSON.stringify(join(import.meta.dirname, "hold-folder.node.ts"));
  const script = `const { holdFolder } = await import(${module});
    await holdFolder(${JSON.stringify(folder)}, ${JSON.stringify(use)});
    process.stdout.write("held"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

it("lets sharers in together and whoever needs the folder alone only without them, also after kill -9", async () => {
  const sharing = await holdElsewhere("shared");
  const second = await holdFolder(folder, "shared");
  await second.release();
  await expect(holdFolder(folder, "alone")).rejects.toThrow("stop the server, let commands end, and begin again");
  sharing.kill("SIGKILL");
  await once(sharing, "exit");

  const alone = await holdFolder(folder, "alone");
  await expect(holdFolder(folder, "shared")).rejects.toThrow(FolderInUse);
  await alone.release();
  await (await holdFolder(folder, "shared")).release();
});
