import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCli } from "./run-cli.ts";

const bin = resolve(import.meta.dirname, "../../bin/diaoyan.js");
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-serve-"));
});
afterAll(() => rm(folder, { recursive: true }));

function serve(...args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [bin, "serve", "--data-folder", join(folder, "data"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** What the server prints once it listens. */
async function started(child: ChildProcess): Promise<{ url: string; setUpLink: string | null }> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk);
    if (text.trimEnd().endsWith("}")) return JSON.parse(text) as { url: string; setUpLink: string | null };
  }
  throw new Error(`the server ended early: ${text}`);
}

it("serves until it is asked to stop, says how to make the first account, and names a taken port", async () => {
  const child = serve("--port", "0", "--json", "--url", "https://survey.example.cn/");
  const ended = once(child, "exit");
  try {
    const { url, setUpLink } = await started(child);
    expect(url).toBe("https://survey.example.cn");
    expect(setUpLink).toMatch(/^https:\/\/survey\.example\.cn\/invite#[\w-]{32}$/);
  } finally {
    child.kill("SIGTERM");
  }
  expect(await ended).toEqual([0, null]);

  const second = serve("--port", "0", "--json");
  const secondEnded = once(second, "exit");
  try {
    const { url } = await started(second);
    expect((await fetch(`${url}/api/openapi.json`)).status).toBe(200);
    const taken = await runCli("serve", "--port", new URL(url).port, "--data-folder", join(folder, "other"));
    expect(taken).toMatchObject({ status: 1, err: expect.stringContaining("is taken; stop what uses it") });
  } finally {
    second.kill("SIGINT");
  }
  expect(await secondEnded).toEqual([0, null]);
}, 60_000);
