import { beforeAll, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { chooseOption } from "./choose-option.ts";
import { openPage, watchPage } from "./open-browser.ts";
import { openDesk } from "./open-desk.ts";
import { signInAsLead } from "./sign-in.ts";
import { study } from "./start-study.ts";

const { browser, running, watched, page } = await openDesk();

const questionnaire = "q-time";

beforeAll(async () => {
  page.setDefaultTimeout(10_000);
});

const form = () => page.locator(".author-pane.form");
const phone = () => page.locator(".author-preview .phone");
const outline = () => page.locator(".author-outline ol button");
const option = (column: string, row: number) => form().getByLabel(`${column}，第 ${row} 行`, { exact: true });
const stored = () => running.client.call(routes.getQuestionnaire, { params: { study, questionnaire } });

async function add(kind: string, title: string): Promise<void> {
  await page.getByRole("button", { name: "添加题目" }).click();
  await page.getByRole("menuitem", { name: kind, exact: true }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest("[data-path]")?.textContent))
    .toMatch(/^题目/);
  await form().getByLabel("题目", { exact: true }).fill(title);
}

async function pick(label: string, choice: string): Promise<void> {
  await chooseOption(form().getByLabel(label, { exact: true }), choice);
}

async function openView(name: string): Promise<void> {
  await page.getByRole("tab", { name, exact: true }).click();
}

it("starts a blank questionnaire", async () => {
  await page.goto(`${running.url}/studies/${study}/questionnaires`);
  await page.getByRole("button", { name: "新建问卷" }).click();
  await page.getByLabel("问卷标题").fill("科研时间调查");
  await page.getByLabel("调查目的").fill("了解科研时间的安排。");
  await page.getByLabel("问卷代码").fill("Q time");
  await page.getByRole("button", { name: "建立", exact: true }).click();
  await page.locator(".ant-form-item-explain-error").waitFor();
  await page.getByLabel("问卷代码").fill(questionnaire);
  await page.getByRole("button", { name: "建立", exact: true }).click();
  await page.locator(".author-outline").waitFor();
  expect((await stored()).revision).toBe(1);
});

it("takes four types of questions, one of them under a condition, and the phone follows", async () => {
  await add("单选题", "您是否有充足的科研时间？");
  await option("中文", 1).fill("充足");
  await option("中文", 2).fill("不足");
  await option("中文", 3).press("Enter");
  await page.keyboard.type("说不清");
  expect(await option("中文", 4).inputValue()).toBe("说不清");
  await form().getByRole("button", { name: "删除第 4 行" }).click();
  await form().getByRole("button", { name: "删除第 3 行" }).click();
  await add("多行填空", "主要原因是什么？");
  await form().getByRole("button", { name: "添加条件" }).click();
  await pick("条件 1 的值", "不足");
  await form().getByText("即：第1题选2。").waitFor();
  await add("矩阵量表", "请评价下列说法。");
  await option("中文", 1).first().fill("会议较多");
  await option("中文", 2).first().fill("报表较多");
  await add("数字", "每周科研几小时？");
  await expect.poll(() => phone().getByText("您是否有充足的科研时间？").count()).toBe(1);
  expect(await phone().getByText("主要原因是什么？").count()).toBe(0);
  await phone().getByText("不足", { exact: true }).click();
  await phone().getByText("主要原因是什么？").waitFor();
  expect(await phone().evaluate((element) => element.getBoundingClientRect().width)).toBe(390);
  await outline().nth(2).click();
  await form().getByLabel("题目", { exact: true }).fill("您的科研时间够吗？");
  await phone().getByText("您的科研时间够吗？").waitFor();
  await phone().getByText("主要原因是什么？").waitFor();
});

it("removes, brings back, copies and moves by keyboard", async () => {
  const lines = await outline().count();
  await outline().nth(5).focus();
  await page.keyboard.press("Delete");
  await expect.poll(() => outline().count()).toBe(lines - 1);
  await page.locator(".author-offer").getByRole("button", { name: "撤销" }).click();
  await expect.poll(() => outline().count()).toBe(lines);
  await outline().nth(5).click();
  await form().getByRole("button", { name: "复制" }).click();
  await expect.poll(() => outline().count()).toBe(lines + 1);
  await form().getByRole("button", { name: "删除", exact: true }).click();
  await outline().nth(5).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await page.locator(".author-offer").getByRole("button", { name: "撤销" }).waitFor({ state: "detached" });
  await expect.poll(() => outline().nth(4).textContent()).toContain("每周科研几小时");
  await page.keyboard.press("Control+s");
  await page.getByText("有未保存的内容").waitFor({ state: "detached" });
});

it("leads from a finding to its field, and publishes only when it is mended", async () => {
  await outline().nth(2).click();
  await option("代码", 2).fill("1");
  const findings = page.locator(".author-findings.error");
  await findings.waitFor();
  await outline().nth(0).click();
  await page.getByRole("button", { name: "检查并发布" }).click();
  await page.getByText("请先改正错误再发布").waitFor();
  expect((await stored()).summary.versions).toHaveLength(0);
  const finding = findings.locator("li", { hasText: "选项代码重复" }).first();
  expect(await finding.textContent()).toContain("给每个选项不同的代码");
  await finding.getByRole("button").click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest("[data-path]")?.getAttribute("data-path")))
    .toContain("choices");
  await option("代码", 2).fill("2");
  await findings.waitFor({ state: "detached" });
});

it("names the setting that is wrong, shows findings beside the JSON by line, and where a text is no JSON", async () => {
  await outline().nth(0).click();
  await form().getByLabel("调查目的", { exact: true }).fill("");
  await page
    .locator(".author-findings li", { hasText: "问卷设置 · 调查目的" })
    .getByText("填写中文的调查目的。")
    .waitFor();
  await openView("JSON");
  const json = page.locator("textarea.code-area");
  await page
    .locator(".author-findings li", { hasText: /第 \d+ 行 · 问卷设置 · 调查目的/ })
    .getByRole("button")
    .click();
  const marked = () =>
    json.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
  expect(await marked()).toBe('"zh": ""');
  const whole = await json.inputValue();
  await json.fill(whole.replace('"form": "short",', '"form": "short"'));
  await page.getByText("第 4 行有语法错误").waitFor();
  await page.getByRole("button", { name: "到这一行" }).click();
  expect(await marked()).toContain('"title"');
  await json.fill(whole.replace('"zh": ""', '"zh": "了解科研时间"'));
  await page.locator(".author-findings.error").waitFor({ state: "detached" });
  await openView("题目编辑");
});

it("does not publish a choice without a text, though it can be tried out", async () => {
  await outline().nth(2).click();
  await option("中文", 2).fill("");
  const finding = page.locator(".author-findings.error li", { hasText: "选项第 2 项" });
  await finding.getByText("填写中文文字").waitFor();
  await phone().getByText("充足", { exact: true }).waitFor();
  expect(await page.getByText("当前内容有错误").count()).toBe(0);
  await option("中文", 2).fill("不足");
  await finding.waitFor({ state: "detached" });
});

it("shows what has no English and takes it beside the Chinese", async () => {
  await openView("中英对照");
  await page.getByLabel("只看缺少和待核对的").check();
  const line = page.locator(".author-translations li", { hasText: "1. 您的科研时间够吗" }).first();
  await line.locator("textarea[lang=en]").fill("Do you have enough time for research?");
  expect(await line.locator("textarea[lang=en]").inputValue()).toBe("Do you have enough time for research?");
  await page.getByRole("button", { name: "粘贴两列" }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("充足\tEnough\n不足\tNot enough\n没有这句\tNothing");
  await page.getByRole("dialog").getByRole("button", { name: "确定" }).click();
  await page.getByText("已填入 2 处英文。").waitFor();
  await page.locator(".ant-alert", { hasText: "没有这句" }).waitFor();
});

it("publishes, says what a later draft changes, and publishes that", async () => {
  await page.getByRole("button", { name: "检查并发布" }).click();
  await page.getByText("这是第一个版本。").waitFor();
  await page.getByRole("button", { name: "发布第 1 版" }).click();
  const refusal = page.locator(".ant-modal .ant-alert-error");
  await page.getByText("已发布第 1 版。").or(refusal).waitFor();
  expect(await refusal.allTextContents()).toEqual([]);
  await openView("题目编辑");
  await outline().nth(2).click();
  await form().getByLabel("题目", { exact: true }).fill("您的科研时间充足吗？");
  await openView("中英对照");
  await page.locator(".author-translations").getByText("中文已改，请核对英文").waitFor();
  await openView("版本对比");
  const words = page.locator(".author-changes li", { hasText: "措辞" });
  await words.waitFor();
  expect([await words.locator("del").textContent(), await words.locator("ins").textContent()]).toEqual(["够", "充足"]);
  await page.getByRole("button", { name: "检查并发布" }).click();
  await page.getByRole("dialog").locator("ins", { hasText: "充足" }).waitFor();
  await page.getByRole("button", { name: "发布第 2 版" }).click();
  await page.getByText("已发布第 2 版。").waitFor();
  expect((await stored()).summary.versions.map(({ number }) => number)).toEqual([1, 2]);
});

it("says why another meaning of a code is refused", async () => {
  await openView("题目编辑");
  await outline().nth(2).click();
  await option("中文", 2).fill("说不清");
  const finding = page.locator(".author-findings.error li", { hasText: "选项代码的含义与上一版不同" });
  await finding.waitFor();
  await openView("版本对比");
  await page.getByText("发布时会被拒绝").waitFor();
  await page.locator(".author-toolbar").getByRole("button", { name: "撤销" }).click();
  await openView("题目编辑");
  await finding.waitFor({ state: "detached" });
  await page.getByRole("button", { name: /保存$/ }).click();
  await page.getByText("有未保存的内容").waitFor({ state: "detached" });
});

it("lets nobody overwrite unseen what somebody else stored meanwhile", async () => {
  const other = watchPage(watched.context, await watched.context.newPage());
  const address = `${running.url}/studies/${study}/questionnaires/${questionnaire}?tab=draft`;
  await other.page.goto(address);
  await other.page.getByLabel("调查目的", { exact: true }).fill("另一人写的目的");
  await other.page.getByRole("button", { name: /保存$/ }).click();
  await other.page.getByText("有未保存的内容").waitFor({ state: "detached" });
  await outline().nth(0).click();
  await form().getByLabel("调查目的", { exact: true }).fill("我写的目的");
  await page.getByRole("button", { name: /保存$/ }).click();
  await page.getByText("保存前，已有他人修改了这份内容").waitFor();
  expect(JSON.stringify((await stored()).draft)).toContain("另一人写的目的");
  expect(other.complaints).toEqual([]);
  await other.page.close();
});

it("shows a draw of modules, and offers a choice under a condition set without any JSON", async () => {
  await page.goto(`${running.url}/studies/${study}/questionnaires/q-e1-full?tab=draft`);
  await form().getByText("共同的页（人人都答）").waitFor();
  await chooseOption(page.getByLabel("预览的模块"), 1);
  await page.locator(".author-modules", { hasText: "政策了解与评价导向、" }).waitFor();
  await outline().nth(4).click();
  await form().getByRole("button", { name: "第 2 行的显示条件" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "添加条件" }).click();
  await dialog.getByText(/即：第\d+题/).waitFor();
  await dialog.getByRole("button", { name: "完成" }).click();
  await dialog.waitFor({ state: "hidden" });
  await add("多行填空", "您还有什么补充？");
  await page.getByRole("button", { name: /保存$/ }).click();
  await page.getByText("有未保存的内容").waitFor({ state: "detached" });
  const { draft } = await running.client.call(routes.getQuestionnaire, {
    params: { study, questionnaire: "q-e1-full" },
  });
  expect(JSON.stringify(draft)).toMatch(/"value":2,[^}]*"text":[^}]*\},"visibleIf"/);
});

it("is used on a phone, one pane at a time", async () => {
  const address = `${running.url}/studies/${study}/questionnaires/q-e1-short?tab=draft`;
  const small = await openPage(browser, { width: 390 });
  await signInAsLead(small.page, running.url);
  await small.page.goto(address);
  await small.page.locator(".author-outline ol button").nth(5).click();
  await small.page.locator(".author-pane.form").getByLabel("题目", { exact: true }).waitFor();
  expect(await small.page.locator(".author-outline").isVisible()).toBe(false);
  const boxes = small.page.locator(".author-pane.form .author-option:not(.head)").first().locator("> span");
  const [, text, , actions] = await Promise.all((await boxes.all()).map((box) => box.boundingBox()));
  expect((text?.x ?? 0) + (text?.width ?? 0)).toBeLessThanOrEqual(actions?.x ?? 0);
  await small.page.getByText("手机预览", { exact: true }).last().click();
  await small.page.locator(".phone .survey").waitFor();
  expect(await small.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(small.complaints).toEqual([]);
  await small.context.close();
});

it("complained of nothing on the way", () => {
  expect(watched.complaints.filter((text) => !text.includes("409"))).toEqual([]);
});
