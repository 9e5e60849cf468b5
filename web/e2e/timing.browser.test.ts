import type { ResponseTiming } from "@diaoyan/instruments";
import { beforeAll, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { answerToTheEnd, beginAnswering, submitAnswers } from "./answer-page.ts";
import { openPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";
import { signInAsLead } from "./sign-in.ts";
import { questionnaire, study } from "./start-study.ts";

const { browser, running } = await openStudy();
let link: string;

beforeAll(async () => {
  link = await running.openLink();
});

async function timings(): Promise<readonly ResponseTiming[]> {
  const query = { questionnaire, limit: 10 };
  const { responses } = await running.client.call(routes.listResponses, { params: { study }, query });
  const read = responses.map(({ id }) => running.client.call(routes.getResponse, { params: { study, id } }));
  return (await Promise.all(read)).map(({ response }) => (response as unknown as { timing: ResponseTiming }).timing);
}

const account = async () => {
  const { collectors } = await running.client.call(routes.readAccounts, { params: { study } });
  return collectors.find(({ collector }) => link.endsWith(collector));
};

it("observes a fast respondent from the first page to the last, whatever the clock of the page says", async () => {
  const { context, page, complaints } = await openPage(browser);
  // the page believes that ten minutes went by: the server is not to be told so
  await page.addInitScript(() => {
    const real = Date.now.bind(Date);
    const loaded = real();
    Date.now = () => loaded + (real() - loaded) * 600;
  });
  await beginAnswering(page, link);
  await answerToTheEnd(page);
  await submitAnswers(page);
  const [timing] = await timings();
  expect(timing).toMatchObject({ extent: "whole", reason: null });
  expect(timing?.pageClock).toBeGreaterThan(300);
  expect(timing?.pages.reduce((sum, { seconds }) => sum + seconds, 0)).toBeLessThan(120);
  expect(timing?.events.map(({ event }) => event).filter((event) => event !== "group questions")).toEqual([
    "form start",
    "form finalize",
  ]);
  expect(await account()).toMatchObject({ visits: 1, starts: 1, received: 1, broken: [] });
  expect(complaints).toEqual([]);
  await context.close();
});

it("marks what a respondent answers offline as unobserved and counts it when it arrives", async () => {
  const { context, page, complaints } = await openPage(browser);
  await beginAnswering(page, link);
  await expect.poll(async () => (await account())?.starts).toBe(2);
  await context.setOffline(true);
  await answerToTheEnd(page);
  await page.getByRole("button", { name: "提交答卷" }).click();
  await page.getByText("答卷尚未送达").waitFor();
  await page.waitForTimeout(3_500);
  await context.setOffline(false);
  await page.locator(".receipt").waitFor({ timeout: 45_000 });
  const all = await timings();
  expect(all.map(({ extent, reason }) => [extent, reason])).toContainEqual([
    expect.stringMatching(/none|partly/),
    "offline",
  ]);
  expect(await account()).toMatchObject({ visits: 2, starts: 2, received: 2, broken: [] });
  expect(complaints).toEqual([]);
  await context.close();
});

it("does not count a page twice that is loaded again, nor one that nobody's browser ran", async () => {
  const { context, page } = await openPage(browser);
  await fetch(link);
  await page.goto(link);
  await page.locator(".cover [data-action=start]:enabled").waitFor();
  await expect.poll(async () => (await account())?.visits).toBe(3);
  await page.reload();
  await page.locator(".cover [data-action=start]:enabled").waitFor();
  await page.waitForTimeout(300);
  expect(await account()).toMatchObject({ visits: 3, starts: 2, received: 2 });
  await context.close();
});

it("shows at the desk what was seen, takes a verdict by the keyboard, and balances the account", async () => {
  const { page, complaints } = await openPage(browser, { width: 1280, height: 900 });
  await signInAsLead(page, running.url);
  await page.goto(`${running.url}/studies/${study}/responses/quality/${questionnaire}`);
  await page
    .getByText(/用时 \d+ 秒，少于 \d+ 秒/)
    .first()
    .waitFor();
  await page
    .getByText(/未观测：离线填答|仅部分观测/)
    .first()
    .waitFor();
  const rows = page.locator(".review-list .openable");
  const count = await rows.count();
  await rows.first().focus();
  await page.keyboard.press("Enter");
  await page.getByText("各页用时").waitFor();
  expect(await page.getByLabel("理由（随认定保存，并记入审计日志）").inputValue()).toMatch(/少于/);
  await page.keyboard.press("Alt+3");
  await page.getByText(`待审 ${count - 1}`).waitFor();
  await page.getByText("需回访 1").click();
  await page.getByText(/测试负责人，/).waitFor();

  await page.goto(`${running.url}/studies/${study}/responses/account`);
  await page.getByText("访问 3 ≥ 开始 2 ≥ 收到 2").waitFor();
  await page.getByText("账目相符").waitFor();
  await page.getByText("66.7%").waitFor();
  expect(complaints).toEqual([]);
});
