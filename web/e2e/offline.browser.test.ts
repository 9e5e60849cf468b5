import type { BrowserContext } from "playwright-core";
import { describe, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { answerToTheEnd, beginAnswering } from "./answer-page.ts";
import { startGatewayProxy } from "./gateway-proxy.ts";
import { openPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";
import { study } from "./start-study.ts";

const { browser, running } = await openStudy();

/** Opens a questionnaire once and waits until all it is made of is kept. */
async function visit(context: BrowserContext, link: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(link);
  await page.locator(".cover [data-action=start]:enabled").waitFor();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    for (;;) {
      const kept = await (await caches.open("diaoyan-pages-1")).keys();
      const assets = await (await caches.open("diaoyan-assets-1")).keys();
      if (kept.length >= 2 && assets.some(({ url }) => url.includes("mount-survey"))) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
  await page.close();
}

async function countOf(link: string): Promise<number> {
  const { collectors } = await running.client.call(routes.listCollectors, { params: { study } });
  return collectors.find(({ id }) => link.includes(id))?.responses ?? Number.NaN;
}

describe("after a first visit", () => {
  it.each([
    ["an open link", () => running.openLink()],
    ["an anonymous link", () => running.openLink("anonymous")],
    ["an invitation", async () => (await running.invite("王芳"))[0] ?? ""],
  ])("%s starts without a network, is answered, and delivered when the network is back", async (_, open) => {
    const link = await open();
    const { context, page, complaints } = await openPage(browser);
    await visit(context, link);
    await context.setOffline(true);
    await beginAnswering(page, link);
    await answerToTheEnd(page);
    await page.getByRole("button", { name: "提交答卷" }).click();
    await page.getByText("答卷尚未送达").waitFor();
    expect(await countOf(link)).toBe(0);

    // the page is closed and opened again, still without a network: the response waits
    await page.goto(link);
    await page.reload();
    await page.getByText("答卷尚未送达").waitFor();
    await context.setOffline(false);
    await page.locator(".receipt").waitFor({ timeout: 45_000 });
    expect(await countOf(link)).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("a link starts while the server behind the proxy is being restarted", async () => {
    const proxy = await startGatewayProxy(running.url);
    const link = (await running.openLink()).replace(running.url, proxy.url);
    const { context, page } = await openPage(browser);
    await visit(context, link);
    proxy.serverStopped = true;
    await beginAnswering(page, link);
    await context.close();
    proxy.close();
  });
});
