import { mkdir } from "node:fs/promises";
import {
  type CompiledQuestionnaire,
  compileQuestionnaire,
  generateAnswers,
  listBoxes,
  pruneAnswers,
  type QuestionnaireDefinition,
  seededRandom,
  type TypedForm,
} from "@diaoyan/instruments";
import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { typeAnswers } from "../../instruments/src/testing/type-answers.ts";
import { chooseOption } from "./choose-option.ts";
import { openPage } from "./open-browser.ts";
import { openDesk } from "./open-desk.ts";
import { signInAsLead } from "./sign-in.ts";
import { study } from "./start-study.ts";

const questionnaire = "q-e2-short";
const shots = process.env["SHOTS"];

const { browser, running, watched, page: firstPage } = await openDesk();
let page = firstPage;
let compiled: CompiledQuestionnaire;
let form: TypedForm;

beforeAll(async () => {
  const params = { study, questionnaire };
  await running.client.call(routes.publishQuestionnaire, { params, body: {} });
  const { published } = await running.client.call(routes.getQuestionnaire, { params });
  const definition = published as unknown as QuestionnaireDefinition;
  compiled = compileQuestionnaire(definition);
  form = typeAnswers(compiled, pruneAnswers(compiled, generateAnswers(definition, seededRandom(7))));
});

/** Looked at by hand when `SHOTS` names a folder. */
async function shoot(name: string, of: Page = page): Promise<void> {
  if (shots === undefined) return;
  await mkdir(shots, { recursive: true });
  await of.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

/** Types a whole form; what an answer skips is passed over. */
async function enterForm(number: string, typed: TypedForm): Promise<void> {
  await page.getByLabel("问卷编号").fill(number);
  await page.keyboard.press("Enter");
  await page.locator(".form-sheet").waitFor();
  await page.evaluate(
    async (boxes) => {
      for (const [id, text] of boxes) {
        const input = document.getElementById(id);
        if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) || input.disabled) continue;
        input.focus();
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value")?.set?.call(input, text);
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        // what it skips is known only then
        await new Promise((drawn) => setTimeout(drawn));
      }
    },
    listBoxes(compiled).map(({ key }) => [`box-${key}`, typed[key] ?? ""] as const),
  );
}

const finish = () => page.getByRole("button", { name: "完成录入" }).click();

it("opens a batch and enters a form by the keyboard alone, past what is skipped", async () => {
  await page.goto(`${running.url}/studies/${study}/paper`);
  await page.getByText("还没有批次").waitFor();
  await shoot("paper-empty");
  await page.getByRole("button", { name: "新建批次" }).click();
  await page.getByLabel("批次名称").fill("9月座谈会");
  await page.getByLabel("来源").fill("单位寄回");
  await page.getByLabel("应收份数").fill("2");
  await page.getByLabel("单位代码").fill("u-01");
  await page.getByText("允许同一人录两遍").click();
  await shoot("paper-open-batch");
  await page.getByRole("dialog").getByRole("button", { name: "新建批次" }).click();
  await page.getByLabel("问卷编号").fill("a01");
  await page.keyboard.press("Enter");
  await page.getByText("第 1 遍").waitFor();
  const first = page.locator(".form-box input").first();
  await expect.poll(() => first.evaluate((input) => input === document.activeElement)).toBe(true);
  await page.keyboard.type("3");
  await expect.poll(() => first.evaluate((input) => input === document.activeElement)).toBe(false);
  await page.getByText("已存到服务器").waitFor();
  await shoot("paper-entry");
});

it("keeps what was typed when the tab is closed, with or without a connection", async () => {
  await watched.context.setOffline(true);
  await page.locator(".form-box input").nth(1).fill("2");
  await page.getByText("未连上服务器，已存在本机").waitFor();
  const address = page.url();
  await page.close();
  await watched.context.setOffline(false);
  page = await watched.context.newPage();
  await page.goto(address);
  await page.locator(".form-sheet").waitFor();
  await expect.poll(() => page.locator(".form-box input").nth(1).inputValue()).toBe("2");
  await page.getByText("已存到服务器").waitFor();
  await page.getByRole("link", { name: "返回批次" }).click();
});

it("enters two forms twice, decides a difference and sees both counted", async () => {
  await enterForm("A01", form);
  await finish();
  await page.getByText("这一遍已录完").waitFor();
  await enterForm("B02", form);
  await finish();
  await page.getByText("待录第二遍").nth(1).waitFor();
  const { batches: opened } = await running.client.call(routes.listPaperBatches, { params: { study } });
  const { forms } = await running.client.call(routes.getPaperBatch, { params: { study, batch: opened[0]?.id ?? "" } });
  expect(forms.map(({ passes }) => passes.length)).toEqual([1, 1]);
  await enterForm("a01", form);
  await page.getByText("两遍为同一人").waitFor();
  await finish();
  await page.getByText("已接收为答卷").first().waitFor();
  await page.getByLabel("问卷编号").waitFor();
  await enterForm("b02", { ...form, U03: form["U03"] === "1" ? "2" : "1", E2_2_1: "?" });
  await shoot("paper-second");
  await finish();
  await page.getByText("不一致，待裁定").waitFor();
  await shoot("paper-batch");
  await page.getByRole("link", { name: "裁定" }).click();
  await page.getByRole("button", { name: "取第二遍" }).first().waitFor();
  await shoot("paper-compare");
  await page.getByRole("button", { name: "取第二遍" }).nth(0).click();
  await page.getByText("测试负责人，").waitFor();
  await page.getByLabel(/^9?.*我单位能自主确定.*：其他$/).fill("4");
  await page.keyboard.press("Enter");
  await page.getByText("已接收", { exact: true }).waitFor();
  await shoot("paper-decided");
  const { batches } = await running.client.call(routes.listPaperBatches, { params: { study } });
  expect(batches).toMatchObject([{ entered: 2, accepted: 2, undecided: 0 }]);
  await page.goto(`${running.url}/studies/${study}/responses`);
  await expect.poll(() => page.getByTestId("total").textContent()).toBe("2");
  await page.locator("tr.openable").first().click();
  await page.getByText(/纸质问卷：批次“9月座谈会”/).waitFor();
  expect(watched.complaints).toEqual([]);
});

it("writes cover letters for a pasted list of units", async () => {
  await page.goto(`${running.url}/studies/${study}/letters`);
  await chooseOption(page.getByLabel("请对方填写的问卷"), 0);
  await page.getByLabel("填写截止日期").fill("2026-12-31");
  await page.getByLabel("收函单位").fill("样例大学\t人事处\n样例研究院\n");
  await page.getByText("第 2 行：缺少联系部门或联系人").waitFor();
  await page
    .getByLabel("收函单位")
    .fill("样例大学\t人事处\n样例研究院\t科研处\n样例大学\t科技处\n样例集团\t人事处\t王某");
  await page.getByText("第 3 行：与前面某行重复").waitFor();
  await page.getByText(/第 4 行：多于两栏/).waitFor();
  await shoot("letters");
  await page.getByRole("button", { name: "生成 2 份调研函" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("tooltip").getByRole("button", { name: "确定" }).click();
  expect((await download).suggestedFilename()).toBe(`调研函（${study}，2份）.zip`);
  expect(watched.complaints).toEqual([]);
});

it("stands on a phone without scrolling sideways", async () => {
  const phone = await openPage(browser);
  await signInAsLead(phone.page, running.url);
  const { batches } = await running.client.call(routes.listPaperBatches, { params: { study } });
  const batch = `${running.url}/studies/${study}/paper/${batches[0]?.id}`;
  const pages = { batch, entry: `${batch}/enter/C03`, compare: `${batch}/compare/B02` };
  for (const [name, address] of Object.entries({ ...pages, letters: `${running.url}/studies/${study}/letters` })) {
    await phone.page.goto(address);
    await phone.page.locator("h1").waitFor();
    await phone.page.waitForLoadState("networkidle");
    await shoot(`phone-${name}`, phone.page);
    const wide = await phone.page.evaluate(() =>
      [...document.querySelectorAll("*")]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => `${element.tagName} ${element.className}`),
    );
    const overflow = await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect([name, overflow, overflow > 0 ? wide : []]).toEqual([name, 0, []]);
  }
  expect(phone.complaints).toEqual([]);
  await phone.context.close();
});
