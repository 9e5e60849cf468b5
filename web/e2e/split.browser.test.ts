import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { answerPage, answerToTheEnd, beginAnswering, goToTheEnd, placeOf, submitAnswers } from "./answer-page.ts";
import { openPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";
import { signInAsLead } from "./sign-in.ts";
import { study } from "./start-study.ts";

const questionnaire = "q-e1-full";

const { browser, running } = await openStudy();
let version: string;

beforeAll(async () => {
  const params = { study, questionnaire };
  ({
    version: { hash: version },
  } = await running.client.call(routes.publishQuestionnaire, { params, body: {} }));
});

async function openSplit(more: { readonly invitedOnly?: boolean } = {}): Promise<string> {
  const body = { questionnaire, version, label: "分模块链接", mode: "pseudonymous" as const, split: true, ...more };
  return (await running.client.call(routes.openCollector, { params: { study }, body })).collector.id;
}

/** The modules this device keeps. */
const keptModules = (page: Page) =>
  page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith("diaoyan-modules"));
    return (JSON.parse(localStorage.getItem(key ?? "") ?? "{}") as { modules?: string[] }).modules ?? [];
  });

async function storedModules(): Promise<readonly unknown[]> {
  const query = { questionnaire };
  const { responses } = await running.client.call(routes.listResponses, { params: { study }, query });
  const opened = await Promise.all(
    responses.map(({ id }) => running.client.call(routes.getResponse, { params: { study, id } })),
  );
  return opened.map(({ response }) => (response as { answers: { MODULES?: unknown } }).answers.MODULES);
}

describe("a respondent of a split questionnaire, on a phone", () => {
  it("is told the shorter time, answers the modules assigned, and keeps them when the page is loaded again", async () => {
    const link = `${running.url}/s/${await openSplit()}`;
    const { page, context, complaints } = await openPage(browser);
    await page.goto(link);
    const cover = await page.locator(".cover").textContent();
    expect(cover?.match(/约\s*\d+\s*分钟/g)).toEqual(["约 10 分钟"]);
    expect(cover).not.toContain("完整卷");
    await page.locator(".cover [data-action=start]:enabled").waitFor();
    const modules = await keptModules(page);
    expect(modules).toHaveLength(2);
    await page.reload();
    await beginAnswering(page, link);
    await answerPage(page);
    await page.getByRole("button", { name: "下一页" }).click();
    await page.locator(".progress-text", { hasText: "第 2/" }).waitFor();
    const place = await placeOf(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.reload();
    expect(await keptModules(page)).toEqual(modules);
    await beginAnswering(page, link);
    expect(await placeOf(page)).toBe(place);
    await answerToTheEnd(page);
    await submitAnswers(page);
    expect(await storedModules()).toContainEqual(modules);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("goes on with the same modules on another device, and without a network after a first visit", async () => {
    const collector = await openSplit({ invitedOnly: true });
    const params = { study, collector };
    const people = [{ name: "王芳", contact: "test@example.cn" }];
    const { invited } = await running.client.call(routes.invitePeople, { params, body: { people } });
    const link = invited[0]?.link ?? "";
    const first = await openPage(browser);
    await first.page.goto(link);
    await first.page.locator(".cover [data-action=start]:enabled").waitFor();
    const modules = await keptModules(first.page);
    const second = await openPage(browser);
    await second.page.goto(link);
    await second.page.locator(".cover [data-action=start]:enabled").waitFor();
    expect(await keptModules(second.page)).toEqual(modules);
    await second.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      for (;;) {
        const assets = await (await caches.open("diaoyan-assets-1")).keys();
        if (assets.some(({ url }) => url.includes("mount-survey"))) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
    await second.context.setOffline(true);
    await second.page.reload();
    await beginAnswering(second.page, link);
    await answerToTheEnd(second.page);
    await second.page.getByRole("button", { name: "提交答卷" }).click();
    await second.page.getByText("答卷尚未送达").waitFor();
    await second.context.setOffline(false);
    await second.page.locator(".receipt").waitFor({ timeout: 45_000 });
    expect(await storedModules()).toContainEqual(modules);
    expect([...first.complaints, ...second.complaints]).toEqual([]);
    await Promise.all([first.context.close(), second.context.close()]);
  });

  it("is assigned new modules where the record of them is damaged, and keeps the answers to the core", async () => {
    const link = `${running.url}/s/${await openSplit()}`;
    const { page, context, complaints } = await openPage(browser);
    await page.goto(link);
    await page.locator(".cover [data-action=start]:enabled").waitFor();
    await page.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.startsWith("diaoyan-modules")) ?? "";
      const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as { modules: string[] };
      localStorage.setItem(key, JSON.stringify({ ...kept, signature: "0".repeat(32) }));
    });
    await beginAnswering(page, link);
    await answerToTheEnd(page);
    await page.getByRole("button", { name: "提交答卷" }).click();
    await page.getByRole("button", { name: "重新分配并继续" }).click();
    await page.locator(".cover [data-action=start]:enabled").waitFor();
    const modules = await keptModules(page);
    await beginAnswering(page, link);
    // what was asked before is asked again and stands there answered
    expect(await page.locator(".questions input:checked").count()).toBeGreaterThan(1);
    await answerToTheEnd(page);
    await submitAnswers(page);
    expect(await storedModules()).toContainEqual(modules);
    // the browser notes the refusal of the damaged record, and nothing else
    expect(complaints).toEqual([expect.stringContaining("403")]);
    await context.close();
  });

  it("is asked everything where the collector does not split", async () => {
    const body = { questionnaire, version, label: "现场完整卷", mode: "pseudonymous" as const };
    const { collector } = await running.client.call(routes.openCollector, { params: { study }, body });
    const { page, context } = await openPage(browser);
    await page.goto(`${running.url}/s/${collector.id}`);
    expect(await page.locator(".cover").textContent()).toContain("约 14 分钟");
    await beginAnswering(page, `${running.url}/s/${collector.id}`);
    await answerToTheEnd(page);
    await goToTheEnd(page);
    await submitAnswers(page);
    expect(await storedModules()).toContainEqual(undefined);
    await context.close();
  });
});

describe("a researcher at the desk", () => {
  it("opens a link with random modules, and reads in a response which were assigned", async () => {
    const { page, context, complaints } = await openPage(browser, { width: 1280, height: 900 });
    await signInAsLead(page, running.url);
    await page.goto(`${running.url}/studies/${study}/questionnaires/${questionnaire}`);
    await page.getByRole("button", { name: /开放第 1 版的链接/ }).click();
    await page.getByRole("radio", { name: /核心题加 2 个随机模块（约 10 分钟）/ }).check();
    await page.getByText("从 8 个模块中随机分配 2 个").waitFor();
    await page.locator("#label").fill("桌面开放的分模块链接");
    await page.getByRole("button", { name: /^开\s*放$/ }).click();
    const row = page.getByRole("row", { name: /桌面开放的分模块链接/ });
    await row.getByText("随机模块").waitFor();
    await page.goto(`${running.url}/studies/${study}/responses`);
    await page.locator("tr.openable").first().click();
    await page.locator(".ant-drawer").getByText("分配到的模块").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
