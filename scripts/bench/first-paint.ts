import { brotliCompressSync, constants } from "node:zlib";
import type { Browser } from "playwright-core";
import { openBrowser } from "../../web/e2e/open-browser.ts";
import { startStudy } from "../../web/e2e/start-study.ts";
import type { BenchLine } from "./bench-line.ts";
import { slowNetwork, slowProcessor } from "./weak-phone.ts";

/** Seconds after the request: the cover is painted, its button wakes, the first question stands there. */
async function visit(browser: Browser, link: string): Promise<readonly [number, number, number]> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  const page = await context.newPage();
  await slowNetwork(page);
  await slowProcessor(page);
  const started = performance.now();
  await page.goto(link, { waitUntil: "commit" });
  await page.locator(".cover [data-action=start]:enabled").waitFor({ timeout: 60_000 });
  const awake = (performance.now() - started) / 1_000;
  const painted = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
  );
  await page.getByRole("checkbox").check();
  await page.locator(".cover [data-action=start]").click();
  await page.locator(".survey input, .survey select").first().waitFor({ timeout: 60_000 });
  const asked = (performance.now() - started) / 1_000;
  await context.close();
  return [painted / 1_000, awake, asked];
}

const visits = 5;
const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** What a respondent in a weak network waits for, medians of five first visits; and what comes before the first paint. */
export async function benchFirstPaint(): Promise<readonly BenchLine[]> {
  const [browser, running] = await Promise.all([openBrowser(), startStudy()]);
  try {
    const link = await running.openLink();
    const html = Buffer.from(await (await fetch(link)).arrayBuffer());
    const bytes = brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
    const times: (readonly [number, number, number])[] = [];
    for (let at = 0; at < visits; at += 1) times.push(await visit(browser, link));
    const [painted, awake, asked] = [0, 1, 2].map((place) => middle(times.map((one) => one[place] ?? Number.NaN)));
    return [
      { name: "cover page until first paint", value: bytes / 1024, unit: "KB brotli", budget: { atMost: 14 } },
      {
        name: "first paint of the cover, 400 kbit/s, 400 ms, 4x CPU",
        value: painted ?? Number.NaN,
        unit: "s",
        budget: { atMost: 1 },
      },
      { name: "the cover's button wakes", value: awake ?? Number.NaN, unit: "s" },
      { name: "first question, the button pressed at once", value: asked ?? Number.NaN, unit: "s" },
    ];
  } finally {
    await browser.close();
    await running.close();
  }
}
