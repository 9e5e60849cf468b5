import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../api/test/cli/run-cli.ts";
import { openBrowser, openPage } from "../../web/e2e/open-browser.ts";
import { buildNotebooks } from "./notebook-kit.ts";
import {
  notebooksFolder,
  type PreparedNotebooks,
  prepareNotebooks,
  simulateInstallation,
} from "./prepare-notebooks.ts";

const media: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

let work = "";
let prepared: PreparedNotebooks;
let server: Server;
let browser: Browser;

beforeAll(async () => {
  // inside the project, so that the notebooks find the packages
  work = await mkdtemp(join(import.meta.dirname, "../../.cache/notebooks-test-"));
  await cp(notebooksFolder, work, { recursive: true });
  await simulateInstallation(join(work, "installation"), 60);
  prepared = await prepareNotebooks(join(work, "installation"), work);
  expect(buildNotebooks(work, prepared.ready, join(work, "pages"))).toBe(0);
  server = createServer((request, response) => {
    const file = join(work, "pages", new URL(request.url ?? "/", "http://localhost").pathname);
    readFile(file).then(
      (bytes) => response.setHeader("content-type", media[extname(file)] ?? "application/json").end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  server.close();
  await rm(work, { recursive: true });
});

/** What a page shows of its analyses: request and result in full precision, and the cells a reader sees. */
async function readPage(notebook: string) {
  const { page, complaints, context } = await openPage(browser, { width: 1280, height: 900 });
  const abroad: string[] = [];
  page.on("request", (request) => {
    if (!/^(data:|blob:|http:\/\/127\.0\.0\.1:)/.test(request.url())) abroad.push(request.url());
  });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${notebook}`);
  await page.waitForLoadState("networkidle");
  const figures = await page.locator("figure.analysis[data-request]").all();
  const shown = await Promise.all(
    figures.map(async (figure) => ({
      request: JSON.parse((await figure.getAttribute("data-request")) ?? "") as { readonly kind: string },
      result: JSON.parse((await figure.getAttribute("data-result")) ?? "") as unknown,
      cells: await figure.locator("td").allTextContents(),
      chart: await figure.locator("svg").count(),
    })),
  );
  const refused = await page.locator(".refused").allTextContents();
  const text = await page.locator("main").textContent();
  const received = await page.locator("tr", { hasText: "q-e1-short" }).locator("td").allTextContents();
  await context.close();
  return { shown, refused, text, received, complaints, abroad };
}

/** Twelve digits: logarithms of browser and Node differ in the last bit. */
function rounded(results: readonly unknown[]): unknown {
  const round = (_: string, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(12)) : value);
  return JSON.parse(JSON.stringify(results, round));
}

describe("notebooks", () => {
  it("are all built, and the one whose study is absent is named", async () => {
    const files = (await readdir(notebooksFolder)).filter((name) => name.endsWith(".html"));
    expect([...prepared.ready].sort()).toEqual(files.sort());
    await writeFile(join(work, "other.html"), 'FileAttachment("data/no-such-study.json")');
    const again = await prepareNotebooks(join(work, "installation"), work);
    expect(again.leftOut).toEqual([{ notebook: "other.html", study: "no-such-study" }]);
  });

  it.each([
    ["evaluation-reform", "evaluation-reform", "q-e1-short"],
    ["talent-development", "talent-development", "q-d1-short"],
    ["activities", "activities", "feedback"],
    ["weighted-table", "evaluation-reform", "q-e1-short"],
  ])(
    "%s shows the numbers that the command line gives, and asks nothing of the network",
    async (notebook, study, questionnaire) => {
      const { shown, refused, text, complaints, abroad } = await readPage(`${notebook}.html`);
      expect(complaints).toEqual([]);
      expect(abroad).toEqual([]);
      expect(refused).toEqual([]);
      expect(text).toContain("模拟数据");
      expect(shown.length).toBeGreaterThanOrEqual(6);
      expect(shown.filter(({ chart }) => chart === 1).length).toBeGreaterThanOrEqual(5);
      const requests = join(work, `${notebook}.json`);
      await writeFile(requests, JSON.stringify(shown.map(({ request }) => request)));
      const snapshot = join(work, "data", `${study}.json`);
      const analyse = ["analyse", "--snapshot", snapshot, "--questionnaire", questionnaire, "--request", requests];
      const exact = await runCli(...analyse, "--json");
      expect(exact.status).toBe(0);
      expect(rounded(shown.map(({ result }) => result))).toEqual(
        rounded((JSON.parse(exact.out) as readonly { readonly result: unknown }[]).map(({ result }) => result)),
      );
      const { out } = await runCli(...analyse);
      for (const cell of shown.flatMap(({ cells }) => cells)) expect(out).toContain(cell);
    },
  );

  it("reads the counts of the weighted table straight from the database", async () => {
    const { received } = await readPage("weighted-table.html");
    expect(received).toEqual(["q-e1-short", "60", "0", "0", "0"]);
  });
});
