import { describe, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import {
  answerPage,
  answerToTheEnd,
  beginAnswering,
  goToTheEnd,
  leafToTheEnd,
  placeOf,
  submitAnswers,
  tapPage,
} from "./answer-page.ts";
import { openPage, watchPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";
import { study } from "./start-study.ts";

const { browser, running } = await openStudy();

async function countResponses(collector: string): Promise<number> {
  const { collectors } = await running.client.call(routes.listCollectors, { params: { study } });
  return collectors.find(({ id }) => id === collector)?.responses ?? Number.NaN;
}

const collectorOf = (link: string) => link.split("/").at(-1) ?? "";

describe("a respondent with a phone", () => {
  it("reads the notice, answers the questionnaire and holds a receipt", async () => {
    const link = await running.openLink();
    const { page, context, complaints } = await openPage(browser);
    await beginAnswering(page, link);
    expect(await placeOf(page)).toMatch(/^第 1\/\d+ 页$/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await leafToTheEnd(page, tapPage);
    const receipt = await submitAnswers(page);
    expect(receipt).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4})+$/);
    expect(await page.locator(".simulated").textContent()).toBe("模拟数据");
    const known = await running.client.call(routes.checkReceipt, { body: { receipt } });
    expect(known).toEqual({ known: true, withdrawn: false });
    expect(await countResponses(collectorOf(link))).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("cannot start without consent", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(await running.openLink());
    expect(await page.getByRole("checkbox").isChecked()).toBe(false);
    await page.getByRole("button", { name: "开始填写" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("请先阅读说明并勾选同意");
    expect(await page.locator(".survey").count()).toBe(0);
    await context.close();
  });

  it("is shown beside each question what is missing, in Chinese", async () => {
    const { page, context } = await openPage(browser);
    await beginAnswering(page, await running.openLink());
    await page.getByRole("button", { name: "下一页" }).click();
    const errors = page.locator(".sd-question__erbox");
    await errors.first().waitFor();
    expect(await errors.first().textContent()).toContain("请回答此题");
    expect(await placeOf(page)).toMatch(/^第 1\/\d+ 页$/);
    await context.close();
  });

  it("moves the focus to the head of the next page", async () => {
    const { page, context } = await openPage(browser);
    await beginAnswering(page, await running.openLink());
    await answerPage(page);
    await page.getByRole("button", { name: "下一页" }).click();
    await page.locator(".progress-text", { hasText: "第 2/" }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("progress-text");
    await context.close();
  });

  it("pressing the button many times sends one response", async () => {
    const link = await running.openLink();
    const { page, context } = await openPage(browser);
    let posts = 0;
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/responses")) posts += 1;
    });
    await beginAnswering(page, link);
    await answerToTheEnd(page);
    await page.getByRole("button", { name: "提交答卷" }).dblclick();
    await page.locator(".receipt").waitFor();
    expect(posts).toBe(1);
    expect(await countResponses(collectorOf(link))).toBe(1);
    await context.close();
  });

  it("two tabs of one phone send one response and show one receipt", async () => {
    const link = await running.openLink();
    const { page, context } = await openPage(browser);
    await beginAnswering(page, link);
    await answerToTheEnd(page);
    const second = watchPage(context, await context.newPage());
    await second.page.goto(link);
    await second.page.getByRole("checkbox").check();
    await second.page.getByRole("button", { name: "继续填写" }).click();
    await second.page.locator(".survey").waitFor();
    expect(await placeOf(second.page)).toBe(await placeOf(page));
    const receipt = await submitAnswers(page);
    await second.page.locator(".receipt").waitFor();
    expect(await second.page.locator(".code").first().textContent()).toBe(receipt);
    expect(await countResponses(collectorOf(link))).toBe(1);
    await context.close();
  });

  it("goes on after a reload where it was, with the answers given", async () => {
    const { page, context } = await openPage(browser);
    await beginAnswering(page, await running.openLink());
    await answerPage(page);
    await page.getByRole("button", { name: "下一页" }).click();
    await page.locator(".progress-text", { hasText: "第 2/" }).waitFor();
    await page.reload();
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "继续填写" }).click();
    await page.locator(".survey").waitFor();
    expect(await placeOf(page)).toMatch(/^第 2\//);
    await page.getByRole("button", { name: "上一页" }).click();
    await page.locator(".progress-text", { hasText: "第 1/" }).waitFor();
    expect(await page.locator(".questions input:checked").count()).toBeGreaterThanOrEqual(3);
    await context.close();
  });

  it("without a network keeps the response, says so, and delivers it once the network is back", async () => {
    const link = await running.openLink();
    const { page, context, complaints } = await openPage(browser);
    await beginAnswering(page, link);
    await answerToTheEnd(page);
    await context.setOffline(true);
    await page.getByRole("button", { name: "提交答卷" }).click();
    await page.getByRole("heading", { name: "答卷尚未送达" }).waitFor();
    expect(await page.getByRole("status").textContent()).toContain("已完整保存在本机");
    expect(await countResponses(collectorOf(link))).toBe(0);
    await context.setOffline(false);
    await page.locator(".receipt").waitFor();
    expect(await countResponses(collectorOf(link))).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("does not take a captive portal's page for a receipt", async () => {
    const link = await running.openLink();
    const { page, context } = await openPage(browser);
    await beginAnswering(page, link);
    await answerToTheEnd(page);
    const portal = "**/api/public/collectors/*/responses";
    await page.route(portal, (route) => route.fulfill({ status: 200, body: "<html>请登录无线网络</html>" }));
    await page.getByRole("button", { name: "提交答卷" }).click();
    await page.getByRole("heading", { name: "答卷尚未送达" }).waitFor();
    await page.unroute(portal);
    await page.getByRole("button", { name: "立即重试" }).click();
    await page.locator(".receipt").waitFor();
    expect(await countResponses(collectorOf(link))).toBe(1);
    await context.close();
  });

  it("is led to the question the server refuses, with the answers kept", async () => {
    const { page, context } = await openPage(browser);
    await beginAnswering(page, await running.openLink());
    await answerToTheEnd(page);
    const problem = {
      type: "urn:diaoyan:problem:response.invalid",
      title: "答卷有误",
      status: 422,
      code: "response.invalid",
      detail: "BG01: not a choice",
      errors: [{ code: "unknown-choice", place: "BG01", message: "not a choice" }],
    };
    const submissions = "**/api/public/collectors/*/responses";
    await page.route(submissions, (route) => route.fulfill({ status: 422, json: problem }));
    await page.getByRole("button", { name: "提交答卷" }).click();
    await page.locator(".sd-question__erbox", { hasText: "请在所列选项中选择。" }).waitFor();
    expect(await placeOf(page)).toMatch(/^第 1\//);
    expect(await page.locator("[data-name=BG01] input:checked").count()).toBe(1);
    await page.unroute(submissions);
    await goToTheEnd(page);
    await submitAnswers(page);
    await context.close();
  });

  it("an anonymous response has an id that tells no time", async () => {
    const { page, context } = await openPage(browser);
    const sent = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/responses"));
    await beginAnswering(page, await running.openLink("anonymous"));
    await answerToTheEnd(page);
    await submitAnswers(page);
    const body = (await sent).postDataJSON() as { readonly id: string };
    expect(body.id.charAt(14)).toBe("4");
    await context.close();
  });

  it("can take the response back with the two codes", async () => {
    const { page, context } = await openPage(browser);
    const link = await running.openLink();
    await beginAnswering(page, link);
    await answerToTheEnd(page);
    const receipt = await submitAnswers(page);
    const code = (await page.locator(".code").nth(1).textContent()) ?? "";
    // from the receipt its code stands there already; the code to withdraw with is typed, lest a slip erase the answers
    await page.getByRole("button", { name: "核对或撤回已提交的内容" }).click();
    await page.getByRole("button", { name: "核对是否已登记" }).click();
    await page.locator(".problem.good").waitFor();
    await page.getByRole("button", { name: "返回" }).click();
    await page.getByRole("button", { name: "清除本机记录" }).click();
    await page.goto(link);
    await page.getByRole("button", { name: "核对或撤回已提交的内容" }).click();
    await page.getByLabel("回执编号").fill("0000-0000-0000-0000");
    await page.getByRole("button", { name: "核对是否已登记" }).click();
    await page.getByText("没有找到这个回执编号").waitFor();
    await page.getByLabel("回执编号").fill(receipt.toLowerCase());
    await page.getByRole("button", { name: "核对是否已登记" }).click();
    await page.locator(".problem.good", { hasText: "已登记：这份答卷已被接收。" }).waitFor();
    await page.getByLabel("撤回码").fill(code);
    await page.getByRole("button", { name: "确认撤回" }).click();
    await page.getByText("答卷已撤回").waitFor();
    const known = await running.client.call(routes.checkReceipt, { body: { receipt } });
    expect(known).toEqual({ known: true, withdrawn: true });
    await context.close();
  });

  it("a closed link says so and takes nothing", async () => {
    const link = await running.openLink();
    await running.client.call(routes.closeCollector, {
      params: { study, collector: collectorOf(link) },
      body: {},
    } as never);
    const { page, context } = await openPage(browser);
    await page.goto(link);
    await page.getByRole("heading", { name: "填答已经结束" }).waitFor();
    await context.close();
  });

  it("an unknown link says so", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${running.url}/s/nothing-here`);
    await page.getByRole("heading", { name: "链接无效" }).waitFor();
    await context.close();
  });

  it("switches to English and back", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(await running.openLink());
    await page.getByRole("button", { name: "Switch to English" }).click();
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Start" }).click();
    await page.locator(".progress-text", { hasText: "Page 1 of" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.locator(".questions").textContent()).toContain("University under a ministry");
    await context.close();
  });
});
