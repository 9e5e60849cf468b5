import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { chooseOption } from "./choose-option.ts";
import { interviewer, joinAsInterviewer, setUpField, writeNote } from "./field-page.ts";
import { openPage } from "./open-browser.ts";
import { openDesk } from "./open-desk.ts";
import { study } from "./start-study.ts";

const { browser, running, watched, page } = await openDesk();

beforeAll(async () => {
  await joinAsInterviewer(running);
});

const choose = (label: string | RegExp, option: string, within: Page | Locator = page) =>
  chooseOption(within.getByLabel(label).first(), option);

const csv = (...lines: readonly string[]) => ({
  name: "名册（模拟数据）.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(`\uFEFF${lines.join("\r\n")}\r\n`),
});

async function checkFile(...lines: readonly string[]): Promise<void> {
  await page.locator("input[type=file]").setInputFiles(csv(...lines));
  await page.getByLabel("来源及依据").fill("测试名单（模拟数据）");
  await page.getByRole("button", { name: "核对" }).click();
  await page.getByText("核对结果（尚未导入）").waitFor();
}

it("imports a roster: bad rows by their place, doubles decided by a person, nothing twice", async () => {
  const header = "姓名,工作单位,手机号,职称,单位类型,身份证号";
  await page.goto(`${running.url}/studies/${study}/roster?part=import`);
  await checkFile(header, "王芳,示例大学,13800000001,正高,市属高校,", ",示例大学,12,,,", "李明,示例研究所,,副高,,");
  await page.getByText("不读取（超出所需）").waitFor();
  await page.getByText("第 3 行 C 列 电话：应为 7 至 12 位数字，可带分机（填的是“12”）").waitFor();
  await page.getByRole("button", { name: "导入 2 行" }).click();
  await page.getByText("1 行有误，这些行暂不导入").waitFor();
  await page.getByRole("button", { name: /确\s*定/ }).click();
  // the look ahead says what would come in the same words
  await page.getByText("已导入", { exact: true }).waitFor();
  await page.getByText("新增 2，").waitFor();

  await checkFile(header, "王芳,示例大学,13900000009,正高,市属高校,", "李明,示例研究所,,副高,,");
  await page.getByText("与名册相同 1").waitFor();
  await page.getByText("1 行可能重复，请您决定").waitFor();
  expect(await page.getByRole("button", { name: "没有可导入的新内容" }).isDisabled()).toBe(true);
  await choose("第 2 行 王芳", "用这一行更新");
  await page.getByRole("button", { name: "导入 1 行" }).click();
  await page.getByText("更新 1，").waitFor();
  // the look ahead says the same words before anything is stored
  await expect
    .poll(async () => {
      const { people } = await running.client.call(routes.getRoster, { params: { study }, query: {} });
      return people.map(({ name, phone }) => `${name} ${phone}`).sort();
    })
    .toEqual(["李明 ", "王芳 13900000009"]);
});

it("adds one person, asks who a likely double is, and changes one", async () => {
  await page.goto(`${running.url}/studies/${study}/roster?part=people`);
  await page.getByRole("button", { name: "添加人员" }).click();
  const form = page.getByRole("dialog");
  const fill = (label: string, value: string) => form.getByLabel(label, { exact: true }).fill(value);
  await fill("姓名", "李明");
  await choose("单位名称", "示例研究所", form);
  await fill("电话", "12");
  await fill("来源及依据", "本人登记（模拟数据）");
  await form.getByText("应为 7 至 12 位数字，可带分机").waitFor();
  await fill("电话", "13700000003");
  await form.getByRole("button", { name: /保\s*存/ }).click();
  await form.getByText("李明 示例研究所").waitFor();
  await form.getByRole("checkbox", { name: "已核对，是另一人" }).check();
  await form.getByRole("button", { name: /保\s*存/ }).click();
  const row = page.getByRole("row", { name: /13700000003/ });
  await row.getByRole("button", { name: /编\s*辑/ }).click();
  await fill("年龄组", "1990年1月");
  await form.getByRole("button", { name: /保\s*存/ }).click();
  await row.getByText(/36—40岁|35岁及以下/).waitFor();
  await row.getByRole("button", { name: "删除个人信息" }).click();
  await page.getByRole("button", { name: /确\s*定/ }).click();
  await row.waitFor({ state: "detached" });
  // the browser itself notes the refused answer
  expect(watched.complaints.filter((one) => !one.includes("409"))).toEqual([]);
});

it("draws a sample and hands it to the invitations page", async () => {
  await running.invite("赵敏");
  await page.goto(`${running.url}/studies/${study}/roster?part=samples`);
  await page.getByLabel("样本量").fill("1");
  await page.getByLabel("每层候补").fill("1");
  await choose("分层依据", "不分层");
  await page.getByRole("button", { name: "抽取" }).click();
  await page.getByRole("cell", { name: "0.5000" }).waitFor();
  await choose("选择邀请链接", "测试链接");
  await page.getByRole("checkbox", { name: "包括候补" }).check();
  await page.getByRole("button", { name: "交给邀请页" }).click();
  await page.getByRole("heading", { name: "邀请名单" }).or(page.locator("#invite-people")).first().waitFor();
  const pasted = await page.locator("#invite-people").inputValue();
  expect(
    pasted
      .split("\n")
      .map((line) => line.split("\t")[0])
      .sort(),
  ).toEqual(["李明", "王芳"]);
});

it("plans a meeting that its interviewer begins from the card, and tells what became of it", async () => {
  await page.goto(`${running.url}/studies/${study}/plan`);
  await page.getByRole("button", { name: "添加计划" }).click();
  await page.getByLabel("名称").fill("人才工作座谈（模拟数据）");
  await choose("类型", "座谈");
  await choose("单位", "示例大学");
  await choose("访谈员", interviewer.name);
  // the phone of this test may live in another time zone than the server
  await page.getByLabel("最早日期").fill(new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10));
  await page.getByLabel("计划受访人次").fill("2");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("cell", { name: "待举行" }).waitFor();

  const phone = await openPage(browser);
  await setUpField(phone.page, running.url, interviewer);
  const card = phone.page.locator(".session-card", { hasText: "人才工作座谈" });
  expect(await card.textContent()).toMatch(/座谈.*示例大学.*计划 2 人次/);
  await card.click();
  await writeNote(phone.page, "要点", "职称评审要分类");
  await phone.page.getByRole("button", { name: "会议", exact: true }).click();
  await phone.page.getByLabel("主持人").fill("某处长");
  await phone.page.getByRole("button", { name: "添加意见" }).click();
  await phone.page.getByLabel("要点").fill("补充区级案例");
  await phone.page.getByRole("button", { name: "返回" }).click();
  await phone.page.getByText("已收到").waitFor({ timeout: 30_000 });
  expect(phone.complaints).toEqual([]);
  await phone.context.close();

  await page.reload();
  await page.getByRole("cell", { name: "按计划举行" }).waitFor();
  await page.getByText("已举行的场次比计划少 2 人次。").waitFor();
  await page.getByRole("link", { name: "查看记录" }).click();
  await page.getByLabel("主持人", { exact: true }).waitFor();
  expect(await page.getByLabel("主持人", { exact: true }).inputValue()).toBe("某处长");
  expect(watched.complaints.filter((one) => !one.includes("409"))).toEqual([]);
});
