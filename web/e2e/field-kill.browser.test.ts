import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { beginSession, setUpField, unlockField, writeNote, written } from "./field-page.ts";
import { killBrowser, openProfile } from "./open-browser.ts";
import { type RunningStudy, startStudy } from "./start-study.ts";
import { waitUntilKept } from "./wait-until-kept.ts";

let running: RunningStudy;
let folder: string;

beforeAll(async () => {
  running = await startStudy();
  folder = await mkdtemp(join(tmpdir(), "diaoyan-profile-"));
});
afterAll(async () => {
  await running?.close();
  await rm(folder, { recursive: true, force: true });
});

it("a browser that is killed the moment after has kept every row", async () => {
  const killed = await openProfile(folder);
  const page = await killed.newPage();
  await setUpField(page, running.url);
  await waitUntilKept(page);
  await killed.setOffline(true);
  await beginSession(page, "被杀掉（模拟数据）");
  for (const text of ["一", "二", "三"]) await writeNote(page, "要点", `第${text}行`);
  await written(page);
  await killBrowser(killed);

  const context = await openProfile(folder);
  await context.setOffline(true);
  const again = await context.newPage();
  await again.goto(`${running.url}/field`);
  await unlockField(again);
  await again.getByText("被杀掉").click();
  await again.getByText("第三行").waitFor();
  expect(await again.locator(".note-line").count()).toBe(3);
  await context.close();
});
