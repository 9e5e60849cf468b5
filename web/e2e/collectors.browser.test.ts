import { readFile } from "node:fs/promises";
import type { Download } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { answerToTheEnd, beginAnswering, submitAnswers } from "./answer-page.ts";
import { openPage } from "./open-browser.ts";
import { openDesk } from "./open-desk.ts";
import { questionnaire, study } from "./start-study.ts";

const { browser, running, watched, page } = await openDesk();

beforeAll(async () => {
  await running.openLink();
});

async function textOf(download: Promise<Download>): Promise<string> {
  return readFile(await (await download).path(), "utf8");
}

async function askForLink(): Promise<void> {
  await page.goto(`${running.url}/studies/${study}/questionnaires/${questionnaire}`);
  await page.getByRole("button", { name: "开放第 1 版的链接" }).click();
}

it("opens a link with a window, a quota and a unit", async () => {
  await askForLink();
  await page.getByLabel("链接名称").fill("第一医院");
  await page.getByLabel("开始时间").fill("2026-01-01T08:00");
  await page.getByLabel("截止时间").fill("2099-12-31T18:00");
  await page.getByLabel("名额").fill("20");
  await page.getByLabel("单位代码").fill("医院");
  await page.getByText("只能用字母、数字和短横线", { exact: true }).waitFor();
  await page.getByLabel("单位代码").fill("H-01");
  // of a double click one link comes
  await page.getByRole("button", { name: "开放", exact: true }).dblclick();
  await page.getByRole("cell", { name: "0/20" }).waitFor();
  const { collectors } = await running.client.call(routes.listCollectors, { params: { study } });
  const made = collectors.find(({ label }) => label === "第一医院");
  expect(made).toMatchObject({ quota: 20, unit: "H-01", open: true, invitedOnly: false });
  expect(made?.closesAt).toBe("2099-12-31T10:00:00.000Z");
});

it("draws a poster of one page with a code that leads to the link", async () => {
  const { collectors } = await running.client.call(routes.listCollectors, { params: { study } });
  const collector = collectors.find(({ label }) => label === "第一医院")?.id ?? "";
  await page.goto(`${running.url}/studies/${study}/collectors/${collector}/poster`);
  await page.locator(".poster-code svg").waitFor();
  const svg = page.waitForEvent("download");
  await page.getByRole("button", { name: "二维码（SVG）" }).click();
  expect(await textOf(svg)).toMatch(/^<svg[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  const png = page.waitForEvent("download");
  await page.getByRole("button", { name: "二维码（PNG）" }).click();
  expect((await readFile(await (await png).path())).subarray(1, 4).toString()).toBe("PNG");
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

it("invites people pasted from a table, hands their links out once, and shows who has answered", async () => {
  await askForLink();
  await page.getByLabel("链接名称").fill("专家邀请");
  await page.getByText("只对受邀者开放").click();
  await page.getByRole("button", { name: "开放", exact: true }).click();
  await page.getByRole("link", { name: "邀请名单" }).click();
  await page.getByText("还没有邀请任何人。").waitFor();
  const area = page.getByLabel(/每行一人/);
  await area.fill("\t无名\n王芳\twang@example.cn\tu-1\n李明\tli@example.cn");
  await page.getByText("第 1 行：缺少姓名").waitFor();
  await page.getByRole("button", { name: "为 2 人生成邀请链接" }).click();
  await page.getByText("已生成 2 个邀请链接").waitFor();
  expect(await area.inputValue()).toBe("\t无名");
  expect(await page.getByRole("button", { name: "生成邀请链接" }).isDisabled()).toBe(true);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载链接（CSV）" }).click();
  const lines = (await textOf(download)).trim().split("\r\n");
  expect(lines).toHaveLength(3);
  const link = /,(http[^",]+)$/.exec(lines.find((line) => line.includes("王芳")) ?? "")?.[1] ?? "";

  const phone = await openPage(browser);
  await beginAnswering(phone.page, link);
  await answerToTheEnd(phone.page);
  await submitAnswers(phone.page);
  await phone.context.close();

  await page.reload();
  await page.getByText("已邀请 2 人，已提交 1 人").waitFor();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载未提交名单（CSV）" }).click();
  expect(await textOf(waiting)).toBe("\uFEFF姓名,联系方式,单位代码\r\n李明,li@example.cn,\r\n");
  expect(watched.complaints).toEqual([]);
});
