import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { beginAnswering, submitAnswers } from "./answer-page.ts";
import { everyAnswer, everyType } from "./every-type.ts";
import { openBrowser, openPage } from "./open-browser.ts";
import { type RunningStudy, startStudy, study } from "./start-study.ts";

let browser: Browser;
let running: RunningStudy;

beforeAll(async () => {
  [browser, running] = await Promise.all([openBrowser(), startStudy()]);
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

it("every question type of the profile is answered on a phone and stored as given", async () => {
  const params = { study, questionnaire: everyType.name };
  const saved = await running.client.call(routes.saveQuestionnaireDraft, { params, body: everyType });
  expect(saved.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const { version } = await running.client.call(routes.publishQuestionnaire, { params, body: {} });
  const body = { questionnaire: everyType.name, version: version.hash, label: "全部", mode: "pseudonymous" as const };
  const { collector } = await running.client.call(routes.openCollector, { params: { study }, body });
  const { page, context, complaints } = await openPage(browser);
  const question = (name: string) => page.locator(`[data-name="${name}"]`);
  await beginAnswering(page, `${running.url}/s/${collector.id}`);
  await question("R").getByText("其他（请注明）").click();
  await question("R").locator("textarea, input[type=text]").fill("另一种");
  await question("C").getByText("甲").click();
  await question("C").getByText("丙").click();
  await question("T").getByText("乙").click();
  await question("D").locator("select").selectOption({ label: "丙" });
  await question("B").getByText("是", { exact: true }).click();
  await question("S").locator("label", { hasText: "4" }).click();
  for (const name of ["丙", "甲", "乙"]) await question("K").getByRole("button", { name }).click();
  await page.getByRole("button", { name: "下一页" }).click();
  await question("X").locator("input").fill("一句话");
  await question("N").locator("input").fill("41");
  await question("L").locator("textarea").fill("很长的话");
  await question("M").getByRole("radio", { name: "乙" }).check();
  await question("P").locator("input").fill("7");
  await question("MD").locator("select").selectOption({ label: "甲" });
  await question("MY").locator("input").fill("成果一");
  await question("PD").locator("input").fill("项目一");
  await question("PD").getByRole("button", { name: "添加一项" }).click();
  await question("PD").locator("input").nth(1).fill("项目二");
  await question("GX").locator("input").fill("组内");
  expect(await page.locator("[data-name=I] img").getAttribute("alt")).toBe("一个方块");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await submitAnswers(page);
  const { responses } = await running.client.call(routes.listResponses, { params: { study }, query: {} });
  const id = responses[0]?.id ?? "";
  const { response } = await running.client.call(routes.getResponse, { params: { study, id } });
  expect((response as { readonly answers: object }).answers).toEqual(everyAnswer);
  expect(complaints).toEqual([]);
  await context.close();
});
