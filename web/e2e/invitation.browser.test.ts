import { describe, expect, it } from "vitest";
import { answerPage, answerToTheEnd, beginAnswering, placeOf, submitAnswers } from "./answer-page.ts";
import { openPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";

const { browser, running } = await openStudy();

describe("an invited person", () => {
  it("begins on one device, goes on and finishes on another, and finds the invitation spent on the first", async () => {
    const [link = ""] = await running.invite("王芳");
    const phone = await openPage(browser);
    await beginAnswering(phone.page, link);
    await answerPage(phone.page);
    const kept = phone.page.waitForResponse((response) => response.url().includes("/drafts/") && response.ok());
    await phone.page.getByRole("button", { name: "下一页" }).click();
    await kept;

    const desk = await openPage(browser, { width: 1280, height: 800 });
    await desk.page.goto(link);
    await desk.page.getByText("已保存您此前填写的答案").waitFor();
    await beginAnswering(desk.page, link);
    await desk.page.getByText("几秒后可换设备继续").waitFor();
    expect(await placeOf(desk.page)).toMatch(/^第 1\//);
    expect(await desk.page.locator(".questions input:checked").count()).toBeGreaterThan(1);
    await answerToTheEnd(desk.page);
    await submitAnswers(desk.page);

    await phone.page.reload();
    await phone.page.getByText("您已经提交过答卷").waitFor();
    expect([...phone.complaints, ...desk.complaints]).toEqual([]);
    await phone.context.close();
    await desk.context.close();
  });

  it("is told when the link lacks its invitation or was replaced, and may still withdraw", async () => {
    const [link = ""] = await running.invite("李明");
    const { page, context } = await openPage(browser);
    await page.goto(link.split("#")[0] ?? "");
    await page.getByText("请通过邀请链接打开").waitFor();
    await page.goto(`${link.slice(0, -1)}${link.endsWith("0") ? "1" : "0"}`);
    await page.getByText("邀请链接已失效").waitFor();
    await page.getByRole("button", { name: "核对或撤回已提交的内容" }).click();
    await page.getByLabel("撤回码").waitFor();
    await page.getByRole("button", { name: "返回" }).click();
    await page.getByText("邀请链接已失效").waitFor();
    await context.close();
  });
});
