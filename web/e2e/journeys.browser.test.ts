import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beginAnswering, placeOf, submitAnswers } from "./answer-page.ts";
import { killBrowser, openBrowser, openPage, openProfile, watchPage } from "./open-browser.ts";
import { type JourneyStudy, startJourneyStudy } from "./start-journey-study.ts";

let browser: Browser;
let running: JourneyStudy;
let profile = "";

beforeAll(async () => {
  [browser, running] = await Promise.all([openBrowser(), startJourneyStudy()]);
  profile = await mkdtemp(join(tmpdir(), "diaoyan-profile-"));
});
afterAll(async () => {
  await browser?.close();
  await running?.close();
  await rm(profile, { recursive: true, force: true });
});

const submissions = "**/api/public/collectors/*/responses";
const field = (page: Page, name: string) => page.locator(`[data-name=${name}]`).locator("input, textarea");
const showsPage = (page: Page, at: number) => page.locator(".progress-text", { hasText: `第 ${at}/` }).waitFor();

async function next(page: Page, at: number): Promise<void> {
  await page.getByRole("button", { name: "下一页" }).click();
  await showsPage(page, at);
}

/** Answers the first page and goes to the texts. */
async function reachTexts(page: Page, link: string): Promise<void> {
  await beginAnswering(page, link);
  await page.getByText("不满意").click();
  await next(page, 2);
}

async function answerAll(page: Page, link: string): Promise<void> {
  await reachTexts(page, link);
  await field(page, "word").fill("压力");
  await next(page, 3);
  await page.locator("[data-name=strength] label", { hasText: "4" }).click();
}

/** Opens the link again as somebody who comes back, up to the questions. */
async function resume(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "继续填写" }).click();
  await page.locator(".survey").waitFor();
}

/** Waits until all that the questionnaire is made of is kept for a start without a network. */
async function untilKept(page: Page): Promise<void> {
  await page.locator(".cover [data-action=start]:enabled").waitFor();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    for (;;) {
      const pages = await (await caches.open("diaoyan-pages-1")).keys();
      const assets = await (await caches.open("diaoyan-assets-1")).keys();
      if (pages.length >= 2 && assets.some(({ url }) => url.includes("mount-survey"))) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
}

describe("the back button", () => {
  it("goes to the page before with every answer kept, then to the cover, then away", async () => {
    const link = await running.openLink();
    const { page, context, complaints } = await openPage(browser);
    await page.goto("about:blank");
    await reachTexts(page, link);
    await field(page, "word").fill("压力");
    await next(page, 3);
    await page.goBack();
    await showsPage(page, 2);
    expect(await field(page, "word").inputValue()).toBe("压力");
    await field(page, "story").pressSequentially("正在写");
    await page.goBack();
    await showsPage(page, 1);
    expect(await page.locator("[data-name=pick] input:checked").count()).toBe(1);
    await page.goBack();
    await page.getByRole("button", { name: "继续填写" }).waitFor();
    await page.goBack();
    expect(page.url()).toBe("about:blank");
    await resume(page, link);
    await next(page, 2);
    expect(await field(page, "story").inputValue()).toBe("正在写");
    await next(page, 3);
    await submitAnswers(page);
    expect(await running.answersOf(link)).toEqual([{ pick: 2, word: "压力", story: "正在写" }]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("after a resumed start in the middle it still means the page before", async () => {
    const link = await running.openLink();
    const { page, context } = await openPage(browser);
    await reachTexts(page, link);
    await next(page, 3);
    const again = await context.newPage();
    await resume(again, link);
    expect(await placeOf(again)).toMatch(/^第 3\//);
    for (const at of [2, 1]) {
      await again.goBack();
      await showsPage(again, at);
    }
    await context.close();
  });

  it("on the receipt shows neither questions nor sends again", async () => {
    const link = await running.openLink();
    const { page, context } = await openPage(browser);
    await answerAll(page, link);
    const receipt = await submitAnswers(page);
    await page.goBack();
    await page.locator(".receipt").waitFor();
    expect(await page.locator(".code").first().textContent()).toBe(receipt);
    expect(await running.count(link)).toBe(1);
    await context.close();
  });
});

describe("what is written is kept", () => {
  it("when the page is left in the middle of a word", async () => {
    const link = await running.openLink();
    const { page, context } = await openPage(browser);
    await reachTexts(page, link);
    await field(page, "story").pressSequentially("刚写到一半");
    await page.goto("about:blank");
    await resume(page, link);
    expect(await placeOf(page)).toMatch(/^第 2\//);
    expect(await field(page, "story").inputValue()).toBe("刚写到一半");
    await context.close();
  });

  it("when the page goes to the background, before any pause", async () => {
    const link = await running.openLink();
    const { page, context } = await openPage(browser);
    await reachTexts(page, link);
    await field(page, "story").pressSequentially("切到微信回消息");
    await page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    });
    expect(await page.evaluate(() => Object.values(localStorage).join())).toContain("切到微信回消息");
    await context.close();
  });

  it("when the browser is killed, and the questionnaire goes on where it was", async () => {
    const link = await running.openLink();
    const before = await openProfile(profile);
    const page = await before.newPage();
    await reachTexts(page, link);
    await field(page, "word").fill("压力");
    await next(page, 3);
    // a browser writes its storage to the disk within some seconds
    await page.waitForTimeout(6_000);
    await killBrowser(before);
    const after = await openProfile(profile);
    const again = await after.newPage();
    await resume(again, link);
    expect(await placeOf(again)).toMatch(/^第 3\//);
    await again.getByRole("button", { name: "上一页" }).click();
    await showsPage(again, 2);
    expect(await field(again, "word").inputValue()).toBe("压力");
    await next(again, 3);
    await submitAnswers(again);
    expect(await running.answersOf(link)).toEqual([{ pick: 2, word: "压力" }]);
    await after.close();
  });

  it("when the page is reloaded while it is sending: the response arrives once", async () => {
    const link = await running.openLink();
    const { page, context } = await openPage(browser);
    await answerAll(page, link);
    // the server has taken it, the answer never reaches the page
    await page.route(submissions, async (route) => {
      await route.fetch();
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });
    await page.getByRole("button", { name: "提交答卷" }).click();
    await page.getByText("正在提交，请稍候…").waitFor();
    await expect.poll(() => running.count(link)).toBe(1);
    await page.unroute(submissions);
    await page.reload();
    await page.locator(".receipt").waitFor();
    expect(await running.count(link)).toBe(1);
    await context.close();
  });
});

describe("a server that is away", () => {
  it("stops; the browser is started again, opens the questionnaire, answers it, and delivers when the server is back", async () => {
    const link = await running.openLink();
    const first = await openProfile(profile);
    const visit = await first.newPage();
    await visit.goto(link);
    await untilKept(visit);
    await first.close();
    await running.stop();
    const second = await openProfile(profile);
    const page = await second.newPage();
    await answerAll(page, link);
    await page.getByRole("button", { name: "提交答卷" }).click();
    await page.getByText("答卷尚未送达").waitFor();
    await second.close();
    const third = await openProfile(profile);
    const waiting = await third.newPage();
    await waiting.goto(link);
    await waiting.getByText("答卷尚未送达").waitFor();
    await running.start();
    await waiting.getByRole("button", { name: "立即重试" }).click();
    await waiting.locator(".receipt").waitFor();
    expect(await running.answersOf(link)).toEqual([{ pick: 2, word: "压力", strength: 4 }]);
    await third.close();
  });
});

describe("twenty respondents at once", () => {
  it("A5 with ten places: exactly ten are within, the others kept beyond and told so, and nobody new begins", async () => {
    const link = await running.openLink({ quota: 10 });
    const contexts: BrowserContext[] = [];
    const pages = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { page, context } = await openPage(browser);
        contexts.push(context);
        await answerAll(page, link);
        return page;
      }),
    );
    const begun = await openPage(browser);
    contexts.push(begun.context);
    await reachTexts(begun.page, link);
    await Promise.all(pages.map((page) => page.getByRole("button", { name: "提交答卷" }).dblclick()));
    await Promise.all(pages.map((page) => page.locator(".receipt").waitFor()));
    const said = await Promise.all(pages.map((page) => page.locator(".receipt").textContent()));
    const beyond = pages.filter((_, at) => said[at]?.includes("登记为名额外"));
    expect(beyond).toHaveLength(10);
    expect(await running.countOf(link)).toEqual({ accepted: 10, responses: 20 });
    // the receipt is there after reloading, whatever the cover says to others
    const [one] = beyond;
    const codes = await one?.locator(".code").allTextContents();
    await one?.reload();
    await one?.locator(".receipt").waitFor();
    expect(await one?.locator(".code").allTextContents()).toEqual(codes);
    const newcomer = await begun.context.browser()?.newPage();
    // a cover may be a second old
    await expect
      .poll(async () => {
        await newcomer?.goto(link);
        await newcomer?.locator("#page h1").waitFor();
        return newcomer?.locator("#page h1").textContent();
      })
      .toBe("填答名额已满");
    expect(await newcomer?.getByRole("button", { name: "继续填写" }).count()).toBe(0);
    await newcomer?.context().close();
    // whoever began before goes on where they were
    await begun.page.reload();
    await begun.page.getByText("登记为名额外").waitFor();
    await begun.page.getByRole("button", { name: "继续填写" }).click();
    await next(begun.page, 3);
    await submitAnswers(begun.page);
    expect(await running.countOf(link)).toEqual({ accepted: 10, responses: 21 });
    await Promise.all(contexts.map((context) => context.close()));
  });
});

describe("a link that closes meanwhile", () => {
  it("takes what was finished before, and leads to the answers of what was not", async () => {
    const link = await running.openLink();
    const [finished, begun] = await Promise.all([openPage(browser), openPage(browser)]);
    await answerAll(finished.page, link);
    await answerAll(begun.page, link);
    await finished.context.setOffline(true);
    await finished.page.getByRole("button", { name: "提交答卷" }).click();
    await finished.page.getByText("答卷尚未送达").waitFor();
    await running.closeLink(link);
    await finished.context.setOffline(false);
    await finished.page.locator(".receipt", { hasText: "登记为迟到" }).waitFor();
    await begun.page.getByRole("button", { name: "提交答卷" }).click();
    const closed = begun.page.getByRole("heading", { name: "填答已经结束" });
    await closed.waitFor();
    // loading again tries again, and the answers are still there to be looked at and cleared
    await begun.page.reload();
    await closed.waitFor();
    await begun.page.getByRole("button", { name: "查看已填内容" }).click();
    await begun.page.locator(".survey").waitFor();
    await begun.page.reload();
    await begun.page.getByText("但已不能提交").waitFor();
    begun.page.once("dialog", (dialog) => void dialog.accept());
    await begun.page.getByRole("button", { name: "清除本机记录" }).click();
    await begun.page.getByRole("button", { name: "查看已填内容" }).waitFor({ state: "detached" });
    const kept = await begun.page.evaluate(() => Object.values(localStorage).join());
    expect(kept).not.toContain("压力");
    expect(await running.countOf(link)).toEqual({ accepted: 0, responses: 1 });
    await Promise.all([finished.context.close(), begun.context.close()]);
  });
});

describe("narrow and poor browsers", () => {
  it("the soft keyboard hides no field that is typed into", async () => {
    const { page, context } = await openPage(browser);
    await reachTexts(page, await running.openLink());
    for (const name of ["word", "story", "last"]) {
      await page.setViewportSize({ width: 390, height: 844 });
      await field(page, name).click();
      await page.setViewportSize({ width: 390, height: 300 });
      const seen = () =>
        field(page, name).evaluate((element) => {
          const { left, top, bottom, height } = element.getBoundingClientRect();
          const edge = Math.min(height - 2, 30);
          const hits = [top + 2, top + edge].map((y) => document.elementFromPoint(left + 20, y) === element);
          return hits.every(Boolean) && top >= 0 && Math.min(bottom, top + edge) <= innerHeight;
        });
      await expect.poll(seen, { message: `${name} is seen` }).toBe(true);
    }
    await context.close();
  });

  it("a WeChat-like browser without a worker and without storage answers and gets its receipt, and is told to stay", async () => {
    const link = await running.openLink();
    const agent =
      "Mozilla/5.0 (Linux; Android 14; V2307A Build/UP1A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20240404 MicroMessenger/8.0.49 WeChat/arm64 Language/zh_CN";
    const context = await browser.newContext({
      viewport: { width: 390, height: 700 },
      locale: "zh-CN",
      userAgent: agent,
      serviceWorkers: "block",
    });
    await context.addInitScript(() => {
      const refuse = () => {
        throw new DOMException("denied", "SecurityError");
      };
      for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
        Object.defineProperty(globalThis, name, { get: refuse });
      }
      delete (Navigator.prototype as { serviceWorker?: unknown }).serviceWorker;
    });
    const { page, complaints } = watchPage(context, await context.newPage());
    await answerAll(page, link);
    await page.getByText("本浏览器不允许保存草稿，请不要关闭页面").waitFor();
    expect(await submitAnswers(page)).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4})+$/);
    expect(await running.count(link)).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
