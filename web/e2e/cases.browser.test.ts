import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CaseSummary } from "@diaoyan/analysis";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { makeSession } from "../../api/test/session.ts";
import { answerPage, beginAnswering, leafToTheEnd, submitAnswers } from "./answer-page.ts";
import { chooseOption } from "./choose-option.ts";
import { findBarriers } from "./find-barriers.ts";
import { openPage } from "./open-browser.ts";
import { openDesk } from "./open-desk.ts";
import { signInAsLead } from "./sign-in.ts";
import { study } from "./start-study.ts";

const { browser, running, watched, page } = await openDesk();
const interview = join(import.meta.dirname, "../../analysis/test-data/transcripts/institute-manager.txt");
const params = { study };
const open = (path: string) => page.goto(`${running.url}/studies/${study}/${path}`);

/** Pictures for whoever looks at the pages, where a folder is named. */
async function keepPicture(shown: Page, name: string): Promise<void> {
  const folder = process.env["CASE_PICTURES"];
  if (folder !== undefined) await shown.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

async function openNominationLink(): Promise<string> {
  const place = { study, questionnaire: "case-nomination" };
  const version = (await running.client.call(routes.publishQuestionnaire, { params: place, body: {} })).version.hash;
  const link = { questionnaire: place.questionnaire, version, label: "案例推荐", mode: "identified" as const };
  return `${running.url}/s/${(await running.client.call(routes.openCollector, { params, body: link })).collector.id}`;
}

async function recordInterview(): Promise<void> {
  const [session, transcript] = [crypto.randomUUID(), crypto.randomUUID()];
  const body = { session: makeSession(session) as never };
  await running.client.call(routes.saveSession, { params: { ...params, session }, body });
  await running.client.call(routes.importTranscript, {
    params: { ...params, transcript },
    query: { title: "研究所访谈（模拟数据）", format: "txt", session },
    bytes: new Uint8Array(readFileSync(interview)),
  });
  await running.client.call(routes.applyRules, { params, body: {} });
}

/** Fills the form a button opens, and sends it by the button of the same name. */
async function record(button: string, label: string, text: string): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(label).fill(text);
  await dialog.getByRole("button", { name: button }).click();
  await dialog.waitFor({ state: "hidden" });
}

it("leads from a nomination over its score, a draft and its confirmations into the built collection", async () => {
  const [link] = await Promise.all([openNominationLink(), recordInterview()]);
  const phone = await openPage(browser, { width: 390, height: 844 });
  await beginAnswering(phone.page, link);
  await leafToTheEnd(phone.page, async (shown) => {
    await answerPage(shown);
    const names = {
      案例名称: "用户意见进评审（模拟数据）",
      单位名称: "某研究所",
      联系人姓名: "欧阳某",
      联系电话: "13800001234",
    };
    for (const [label, text] of Object.entries(names)) {
      const field = shown.getByLabel(label);
      if ((await field.count()) > 0) await field.first().fill(text);
    }
  });
  await submitAnswers(phone.page);
  expect(phone.complaints).toEqual([]);

  await open("cases/leads");
  await keepPicture(page, "leads-1280");
  await page.getByText("用户意见进评审（模拟数据）").click();
  await page.getByText("13800001234").waitFor();
  await page.getByLabel("代表性").fill("30");
  await page.getByRole("button", { name: "提交评分" }).click();
  await page.getByText("“代表性”应为 0 至 25 分，填的是 30 分，请改正").waitFor();
  for (const [label, points] of Object.entries({ 代表性: 22, 创新性: 21, 实效: 22, 可复制性: 17, 材料质量: 4 }))
    await page.getByLabel(label).fill(String(points));
  await page.getByRole("button", { name: "提交评分" }).click();
  await page.getByText("达到入选线").waitFor();
  await keepPicture(page, "lead-1280");

  await page.getByRole("button", { name: "转为案例" }).click();
  const dialog = page.getByRole("dialog");
  await chooseOption(dialog.getByLabel("来源访谈"), "访谈一");
  await dialog.getByRole("button", { name: "起草案例" }).click();
  await page.locator(".case-passage mark").first().waitFor();
  const title = "用户意见进评审——某研究所实践（模拟数据）";
  await page.getByLabel("标题").fill(title);
  await writeWhatAPersonWrites();
  await writeBesides("同事另写的一句（模拟数据）。");
  await page.getByRole("button", { name: "保存", exact: true }).first().click();
  await page.getByText("可以逐句合并").waitFor();
  await keepPicture(page, "case-merge-1280");
  await page.getByRole("button", { name: "合并双方的修改并保存" }).click();
  await page.getByText("同事另写的一句（模拟数据）。").first().waitFor();

  const said = (await page.locator(".case-passage mark").first().textContent()) ?? "";
  await record("登记本人确认", "签字件编号或存放处", "审定表A-01");
  await record("登记单位审核", "签字件编号或存放处", "盖章件B-01");
  await record("登记保密审查", "签字件编号或存放处", "审查表C-01");
  await record("登记同意", "书面同意书编号", "同意书D-01");
  await record("定稿", "签字件编号或存放处", "定稿单E-01");
  await page.getByText("已取得（同意书D-01").waitFor();
  await keepPicture(page, "case-1280");
  await page.getByRole("link", { name: "打开原文" }).first().click();
  await page
    .locator(".transcript .marked", { hasText: said.slice(0, 8) })
    .first()
    .waitFor();

  const built = await buildCollection();
  expect(built).toContain(title);
  expect(built).toContain(said);
  expect(built).toContain("同事另写的一句（模拟数据）。");
  expect(built).not.toContain("待改写、本人审定");
  expect(watched.complaints, "only the edit that came second and the final version that was refused").toEqual([
    expect.stringContaining("409"),
    expect.stringContaining("422"),
  ]);
});

/** Somebody else stores a further sentence of the case the page shows. */
async function writeBesides(text: string): Promise<void> {
  const place = { study, case: page.url().split("/").at(-1) ?? "" };
  const shown = (await running.client.call(routes.getCase, { params: place })).case as unknown as CaseSummary;
  const [first, ...others] = shown.sections;
  if (first === undefined) throw new Error("the case has no section");
  const sections = [{ ...first, sentences: [...first.sentences, { text, source: null }] }, ...others];
  await running.client.call(routes.saveCase, { params: place, body: { case: { ...shown, sections } as never } });
}

async function writeWhatAPersonWrites(): Promise<void> {
  for (const card of await page.locator(".ant-card", { has: page.getByRole("button", { name: "添加一句" }) }).all()) {
    if ((await card.getByLabel("案例语句").count()) > 0) continue;
    await card.getByRole("button", { name: "添加一句" }).click();
    await card.getByLabel("案例语句").fill("执笔人撰写的一段（模拟数据）。");
  }
}

/** Builds the final version at the desk: what it lacks is listed with the way to it, and is written. Answers its page. */
async function buildCollection(): Promise<string> {
  const outline = "case-collection";
  await open(`reports/${outline}`);
  await page.getByRole("button", { name: "生成定稿" }).click();
  await page.getByText(/待撰写 \d+ 处，写完后才能生成定稿/).waitFor();
  await keepPicture(page, "report-open-1280");
  await page.getByRole("link", { name: "去填写" }).click();
  await page.getByRole("button", { name: "填写课题信息" }).click();
  const dialog = page.getByRole("dialog");
  for (const name of ["承担单位", "课题负责人", "课题组成员", "经费来源"])
    await dialog.getByLabel(name).fill(`${name}（模拟数据）`);
  await dialog.getByRole("button", { name: "保存" }).click();
  await dialog.waitFor({ state: "hidden" });
  await keepPicture(page, "facts-1280");

  await open(`reports/${outline}`);
  const written = page.getByLabel("提纲（Markdown）");
  await written.fill((await written.inputValue()).replace(/:::placeholder[\s\S]*?:::/, "遴选经过（模拟数据）。"));
  await page.getByRole("button", { name: "生成定稿" }).click();
  await page.getByText(/^生成完成：.*待撰写 0 处/).waitFor();
  const { reports } = await running.client.call(routes.listReports, { params });
  const builds = reports.find((one) => one.outline === outline)?.builds ?? [];
  const made = builds.find(({ mode, file }) => mode === "final" && file.endsWith(".html"));
  const file = encodeURIComponent(made?.file ?? "");
  const answer = await page.request.get(
    `${running.url}/api/studies/${study}/reports/${outline}/builds/${made?.id}/${file}`,
  );
  return answer.text();
}

it("fits a phone without barriers: leads, a lead, cases and a case", async () => {
  const phone = await openPage(browser, { width: 390, height: 844 });
  const [{ leads }, { cases }] = await Promise.all([
    running.client.call(routes.listLeads, { params }),
    running.client.call(routes.listCases, { params }),
  ]);
  await signInAsLead(phone.page, running.url);
  for (const path of ["cases/leads", `cases/leads/${leads[0]?.id}`, "cases", `cases/${cases[0]?.id}`]) {
    await phone.page.goto(`${running.url}/studies/${study}/${path}`);
    await phone.page.getByRole("heading", { level: 1 }).waitFor();
    await phone.page.locator(".ant-skeleton").first().waitFor({ state: "hidden" });
    await keepPicture(phone.page, `${path.replaceAll(/\/[^/]{30,}/g, "-one").replace("/", "-")}-390`);
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect.soft(await findBarriers(phone.page), path).toEqual([]);
  }
  expect(phone.complaints).toEqual([]);
});
