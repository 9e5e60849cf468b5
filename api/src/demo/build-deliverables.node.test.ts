import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { removeOlder } from "./build-deliverables.node.ts";

it("removes what an earlier run left of a report that could not be built, and nothing else", async () => {
  const folder = await mkdtemp(join(tmpdir(), "diaoyan-older-"));
  try {
    for (const name of [
      "研究报告（模拟数据）.docx",
      "研究报告（模拟数据）.html",
      "研究报告（2024）（模拟数据）.docx",
      "我的.docx",
    ])
      await writeFile(join(folder, name), "x");
    await removeOlder(folder, "研究报告");
    await removeOlder(join(folder, "定稿"), "研究报告");
    expect((await readdir(folder)).sort()).toEqual(["我的.docx", "研究报告（2024）（模拟数据）.docx"]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
