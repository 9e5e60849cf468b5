import { join } from "node:path";
import type { Page } from "playwright-core";
import { routes } from "../api/src/contract/index.ts";
import { type Demo, runDemo } from "../api/src/demo/run-demo.node.ts";
import { mixedSessions } from "../api/test/mixed-sessions.ts";
import { answerPage, beginAnswering, leafToTheEnd, submitAnswers } from "../web/e2e/answer-page.ts";
import { beginSession, joinAsInterviewer, setUpField, writeNote } from "../web/e2e/field-page.ts";
import { openBrowser, openPage } from "../web/e2e/open-browser.ts";
import { signInAsLead } from "../web/e2e/sign-in.ts";
import { type RunningStudy, startStudy, study } from "../web/e2e/start-study.ts";

const folder = join(import.meta.dirname, "../docs/screenshots");

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Cover, questions, a matrix and the receipt, as a respondent sees them on a phone. */
async function takeRespondent(page: Page, running: RunningStudy): Promise<void> {
  const link = await running.openLink();
  await page.goto(link);
  await page.getByRole("checkbox").waitFor();
  await take(page, "respondent-cover-390");
  await beginAnswering(page, link);
  await take(page, "respondent-questions-390");
  let matrixTaken = false;
  await leafToTheEnd(page, async () => {
    await answerPage(page);
    const matrix = page.locator(".matrix").first();
    if (matrixTaken || (await matrix.count()) === 0) return;
    await matrix.evaluate((element) => element.scrollIntoView({ block: "center" }));
    await take(page, "respondent-matrix-390");
    matrixTaken = true;
  });
  await submitAnswers(page);
  await take(page, "respondent-receipt-390");
}

/** The interviewer's page with a few rows of notes. */
async function takeInterviewer(page: Page, running: RunningStudy): Promise<void> {
  await joinAsInterviewer(running);
  await setUpField(page, running.url);
  await beginSession(page, "某市属高校访谈（模拟数据）");
  await writeNote(page, "要点", "评价周期由一年一次改为三年一次");
  await writeNote(page, "原话", "评审的人懂不懂，谈三句话就知道。");
  await take(page, "interviewer-session-390");
}

/** Pages of the desk that show how a questionnaire is written. */
async function takeDesk(page: Page, running: RunningStudy): Promise<void> {
  await signInAsLead(page, running.url);
  await page.goto(`${running.url}/studies/${study}/questionnaires/q-e1-short?tab=draft`);
  await page.locator(".author-outline, .authoring").first().waitFor();
  await page.waitForTimeout(2_000);
  await take(page, "desk-authoring-1280");
}

/** The ledger over sessions that count and some that do not. */
async function takeLedger(page: Page, running: RunningStudy): Promise<void> {
  for (const session of mixedSessions) {
    const body = { session: session as never };
    await running.client.call(routes.saveSession, { params: { study, session: String(session.id) }, body });
  }
  await page.goto(`${running.url}/studies/${study}/ledger`);
  await page.getByText("同一批记录的各种口径").first().waitFor();
  await take(page, "ledger-1280");
}

/** What a study looks like that has answers, sessions and codings: overview, an analysis, a coded transcript. */
async function takeStudy(page: Page, { server, account }: Demo): Promise<void> {
  await signInAsLead(page, server.url, account);
  const at = `${server.url}/studies/${study}`;
  await page.goto(at);
  await page.getByRole("heading", { name: "任务指标完成情况" }).waitFor();
  await take(page, "desk-overview-1280");
  await page.goto(`${at}/analyses`);
  await page.locator("#variable").click();
  await page.keyboard.type("年龄");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "运行分析" }).click();
  await page.locator("img.chart").waitFor();
  await take(page, "desk-analysis-1280");
  await page.goto(`${at}/transcripts`);
  await page.getByRole("link", { name: "某市属高校人事部门访谈" }).click();
  await page.locator(".bracket").first().waitFor();
  await take(page, "desk-coding-1280");
}

/** Takes the pictures of README and docs anew, on simulated data. */
async function takeScreenshots(): Promise<void> {
  const [browser, running] = await Promise.all([openBrowser(), startStudy()]);
  const demo = await runDemo({ packs: [study], out: null, port: 0, responses: 120, seed: 2026, onProgress: () => {} });
  try {
    await takeRespondent((await openPage(browser)).page, running);
    await takeInterviewer((await openPage(browser)).page, running);
    const desk = (await openPage(browser, { width: 1280, height: 800 })).page;
    await takeDesk(desk, running);
    await takeLedger(desk, running);
    await takeStudy((await openPage(browser, { width: 1280, height: 800 })).page, demo);
  } finally {
    await browser.close();
    await demo.server.close();
    await running.close();
  }
}

await takeScreenshots();
