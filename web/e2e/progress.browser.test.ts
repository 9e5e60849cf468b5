import { expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { sendResponses } from "../../api/src/demo/send-responses.ts";
import { chooseOption } from "./choose-option.ts";
import { openDesk } from "./open-desk.ts";
import { questionnaire, study } from "./start-study.ts";

const { running, watched, page } = await openDesk();
const path = `/studies/${study}/progress/${questionnaire}`;

async function send(count: number, seed: number): Promise<void> {
  const collector = (await running.openLink()).split("/").at(-1) ?? "";
  const { published } = await running.client.call(routes.getQuestionnaire, { params: { study, questionnaire } });
  await sendResponses(running.client, { collector, definition: published as never, count, seed });
}

/** Pastes a text into the field in focus, as a spreadsheet puts it on the clipboard. */
async function paste(text: string): Promise<void> {
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", given);
    const init = { clipboardData, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", init));
  }, text);
}

const choose = (label: string, name: RegExp) => chooseOption(page.getByLabel(label), name);

const total = (name: string) => page.getByTestId(`total-${name}`).textContent();

it("looks right before anybody answered, and after one", async () => {
  await page.goto(`${running.url}${path}`);
  await page.getByText("还没有有效答卷").waitFor();
  await page.getByText("还没有可以显示的构念结果").waitFor();
  expect(await total("valid")).toBe("0");
  await send(1, 7);
  await expect.poll(() => total("valid"), { timeout: 15_000 }).toBe("1");
  await page.getByRole("img", { name: "按日有效份数" }).waitFor();
  // one response has no construct to show
  await page.getByText("还没有可以显示的构念结果").waitFor();
});

it("makes a plan of grouped choices and pasted targets", async () => {
  await page.getByRole("link", { name: "制定配额方案" }).click();
  await choose("第一道题", /^BG01/);
  await choose("第二道题（可不选）", /^BG05/);
  await page.getByLabel("“部属高校”归入").fill("高校");
  await page.getByLabel("“市属高校”归入").fill("高校");
  await page.getByLabel("“其他事业单位”归入").fill("");
  await page.getByLabel("高校 × 承担国家重大攻关任务：目标").focus();
  await paste("≤3\t20\t15\t5\n5\t10\t10\t5\n");
  await page.getByText("目标合计 73 份").waitFor();
  expect(await page.getByLabel("高校 × 承担国家重大攻关任务：设为限额").isChecked()).toBe(true);
  await page.getByRole("button", { name: "添加一道题" }).click();
  await choose("另外控制的题 1", /^BG12/);
  await page.getByLabel("32岁及以下：目标").fill("40");
  await page.reload();
  await page.getByText("目标合计 73 份").waitFor();
  expect(await page.getByLabel("32岁及以下：目标").inputValue()).toBe("40");
  await page.getByRole("button", { name: "保存并重新计数" }).click();
  await page.getByRole("table", { name: "配额完成情况" }).waitFor();
});

it("shows cells, gaps and constructs live while answers come in", async () => {
  await send(120, 1);
  await expect.poll(() => total("received"), { timeout: 15_000 }).toBe("121");
  const row = page.getByRole("row").filter({ hasText: "承担国家重大攻关任务" }).first();
  expect(await row.textContent()).toContain("≤3");
  expect(await row.textContent()).toContain("已满");
  expect(Number(await total("beyondQuota"))).toBeGreaterThan(0);
  await page.getByRole("img", { name: "各配额格完成率热力图，数字见下表" }).waitFor();
  await page
    .getByRole("table", { name: /^另按“.+”计数$/ })
    .getByText("40", { exact: true })
    .first()
    .waitFor();
  await page.getByRole("img", { name: "各构念作答情况" }).waitFor();
  const { published } = await running.client.call(routes.getQuestionnaire, { params: { study, questionnaire } });
  const { constructs } = published as unknown as { constructs: readonly unknown[] };
  expect(await page.getByRole("table", { name: "各构念作答情况" }).locator("tbody tr").count()).toBe(constructs.length);
});

it("refuses a limit below the count with the numbers, and fits a phone", async () => {
  await page.getByRole("link", { name: "修改配额方案" }).click();
  await page.getByLabel("高校 × 承担国家重大攻关任务：目标").fill("2");
  await page.getByRole("button", { name: "保存并重新计数" }).click();
  await page.getByText("高校 × 承担国家重大攻关任务 (2 < 3)").first().waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.goto(`${running.url}${path}`);
  await page.getByRole("img", { name: "按日有效份数" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(watched.complaints.filter((complaint) => !complaint.includes("409"))).toEqual([]);
});

it("removes the plan after asking, and counts no cells any more", async () => {
  await page.getByRole("link", { name: "修改配额方案" }).click();
  await page.getByRole("button", { name: "删除配额方案" }).click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: /确\s*定/ })
    .click();
  await page.getByText("还没有配额方案").waitFor();
  expect(await total("valid")).not.toBe("0");
});
