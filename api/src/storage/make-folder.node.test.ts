import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { makeFolder } from "./make-folder.node.ts";

it("makes what is missing, once and again and at once, and no folder over a file", async () => {
  const root = await mkdtemp(join(tmpdir(), "diaoyan-folder-"));
  onTestFinished(() => rm(root, { recursive: true }));
  const deep = join(root, "调研/数据/2026");
  await Promise.all([makeFolder(deep, 0o700), makeFolder(deep, 0o700)]);
  await makeFolder(deep);
  expect((await stat(deep)).mode & 0o777).toBe(0o700);
  await writeFile(join(root, "file"), "");
  await expect(makeFolder(join(root, "file"))).rejects.toThrow("EEXIST");
  await expect(makeFolder(join(root, "file/below"))).rejects.toThrow("ENOTDIR");
});

it.runIf(process.platform === "linux")("ends with the error of a place that takes no folders", async () => {
  await expect(makeFolder("/proc/diaoyan/data")).rejects.toThrow(/ENOENT|EACCES|EPERM/);
});
