import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { people } from "../../api/test/people.ts";
import { smallStudy } from "../../api/test/study.ts";
import { beginAnswering, submitAnswers } from "./answer-page.ts";
import { openBrowser, openPage, type WatchedPage } from "./open-browser.ts";
import { type JourneyStudy, startJourneyStudy } from "./start-journey-study.ts";

const markup = `<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>{pick}**b**`;

let browser: Browser;
let running: JourneyStudy;
let link = "";

beforeAll(async () => {
  [browser, running] = await Promise.all([openBrowser(), startJourneyStudy()]);
  link = await running.openLink({ label: `链接${markup}` });
});
afterAll(async () => {
  await browser?.close();
  await running?.close();
});

/** What came in as text must stand there as text: nothing ran, nothing was drawn, the content policy had nothing to stop. */
async function expectOnlyText({ page, complaints }: WatchedPage): Promise<void> {
  expect(await page.evaluate(() => (globalThis as { attacked?: unknown }).attacked)).toBeUndefined();
  expect(await page.locator("img[src='x'], main script, [onerror]").count()).toBe(0);
  expect(complaints).toEqual([]);
}

async function signIn(page: Page, next = ""): Promise<void> {
  await page.goto(`${new URL(link).origin}/sign-in${next}`);
  await page.getByLabel("电子邮箱").fill(people.operator.email);
  await page.getByLabel("密码").fill(people.operator.password);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("heading", { name: "我的课题" }).waitFor();
}

describe("answers that attack", () => {
  it("C3 an answer repeated in the title of a later question is text, and is repeated by no other way", async () => {
    const watched = await openPage(browser);
    const { page, context } = watched;
    await beginAnswering(page, link);
    await page.getByText("不满意").click();
    await page.getByRole("button", { name: "下一页" }).click();
    await page.locator("[data-name=word] input").fill(markup);
    await page.locator("[data-name=story] textarea").fill(markup);
    await page.getByRole("button", { name: "下一页" }).click();
    await page.locator("[data-name=strength]").waitFor();
    expect(await page.locator("[data-name=strength]").textContent()).toContain("<img src=x onerror");
    await expectOnlyText(watched);
    await submitAnswers(page);
    await expectOnlyText(watched);
    expect(await running.answersOf(link)).toEqual([{ pick: 2, word: markup, story: markup }]);
    await context.close();
  });

  it("C1 the same answer, the label of its link and the titles at the desk are text", async () => {
    const watched = await openPage(browser, { width: 1280, height: 900 });
    const { page, context } = watched;
    await signIn(page);
    const study = `${new URL(link).origin}/studies/${smallStudy}`;
    await page.goto(`${study}/responses`);
    await page.locator("main tbody tr[data-row-key]").first().click();
    await page.getByText("window.attacked=1").first().waitFor();
    await expectOnlyText(watched);
    await page.goto(`${study}/questionnaires/journey`);
    await page.getByRole("tab", { name: "填答链接" }).click();
    await page.getByText("window.attacked=1").first().waitFor();
    await expectOnlyText(watched);
    expect(await page.title()).not.toContain("attacked");
    await context.close();
  });
});

describe("links that lead away", () => {
  it.each(["/\\example.org/x", "javascript:window.attacked=1"])(
    "C6 signing in with next=%s stays on this site",
    async (next) => {
      const watched = await openPage(browser, { width: 1280, height: 900 });
      const left: string[] = [];
      watched.page.on("request", (request) => {
        if (new URL(request.url()).origin !== new URL(link).origin) left.push(request.url());
      });
      await watched.page.route(
        ({ host }) => host.includes("example.org"),
        (route) => route.fulfill({ body: "<h1>我的课题</h1>" }),
      );
      await signIn(watched.page, `?next=${encodeURIComponent(next)}`);
      expect(new URL(watched.page.url()).origin).toBe(new URL(link).origin);
      expect(left).toEqual([]);
      await watched.context.close();
    },
  );
});

describe("links with a token", () => {
  it("B5 the token of an invitation is in no address that leaves the browser, and no preview of the link spends it", async () => {
    const [address = ""] = await running.invite("王芳");
    const token = address.split("#")[1] ?? "";
    const watched = await openPage(browser);
    const seen: string[] = [];
    watched.page.on("request", (request) => {
      seen.push(request.url(), request.headers()["referer"] ?? "");
    });
    for (let preview = 0; preview < 3; preview += 1) {
      await watched.page.goto("about:blank");
      await watched.page.goto(address);
      await watched.page.locator(".cover [data-action=start]:enabled").waitFor();
    }
    expect(seen.filter((text) => text.includes(token))).toEqual([]);
    expect(await watched.page.title()).not.toContain(token);
    await watched.context.close();
  });
});
