import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { beginSession, setUpField, unlockField, writeNote, written } from "./field-page.ts";
import { findBrowser } from "./open-browser.ts";
import { type RunningStudy, startStudy } from "./start-study.ts";
import { waitUntilKept } from "./wait-until-kept.ts";

let running: RunningStudy;
let profile: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  running = await startStudy();
  profile = await mkdtemp(join(tmpdir(), "diaoyan-profile-"));
});
afterAll(async () => {
  for (const child of started) child.kill("SIGKILL");
  await running?.close();
  await rm(profile, { recursive: true, force: true });
});

/** Chromium as a process of our own with a profile that outlives it. */
async function startChromium(): Promise<{ readonly child: ChildProcess; readonly browser: Browser }> {
  const { executablePath, args } = await findBrowser();
  const own = ["--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "--no-first-run"];
  const child = spawn(executablePath, [...args, ...own, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
  started.push(child);
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) return { child, browser: await chromium.connectOverCDP(address) };
  }
  throw new Error("chromium ended before it listened");
}

it("a browser that is killed the moment after has kept every row", async () => {
  const first = await startChromium();
  const context = first.browser.contexts()[0];
  const page = await context?.newPage();
  if (page === undefined) throw new Error("no page");
  await setUpField(page, running.url);
  await waitUntilKept(page);
  await context?.setOffline(true);
  await beginSession(page, "被杀掉（模拟数据）");
  for (const text of ["一", "二", "三"]) await writeNote(page, "要点", `第${text}行`);
  await written(page);
  const ended = once(first.child, "exit");
  first.child.kill("SIGKILL");
  await ended;

  const second = await startChromium();
  const again = await second.browser.contexts()[0]?.newPage();
  await again?.context().setOffline(true);
  await again?.goto(`${running.url}/field`);
  if (again === undefined) throw new Error("no page");
  await unlockField(again);
  await again.getByText("被杀掉").click();
  await again.getByText("第三行").waitFor();
  expect(await again.locator(".note-line").allInnerTexts()).toHaveLength(3);
  await second.browser.close();
});
