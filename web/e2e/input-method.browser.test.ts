import { brandAs, type QuestionnaireName } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { questionnaireOf } from "../../instruments/src/testing/questionnaire.ts";
import { beginAnswering } from "./answer-page.ts";
import { openPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";
import { study } from "./start-study.ts";

const { browser, running } = await openStudy();

const typing = questionnaireOf(
  [
    { type: "comment", name: "WORDS", title: "您的建议", isRequired: true, maxLength: 200 },
    { type: "text", name: "MAIL", title: "电子邮箱", inputType: "email", isRequired: true },
  ],
  { name: brandAs<QuestionnaireName>("typing") },
);

async function openTypingLink(): Promise<string> {
  const params = { study, questionnaire: "typing" };
  await running.client.call(routes.saveQuestionnaireDraft, { params, body: typing as never });
  const { version } = await running.client.call(routes.publishQuestionnaire, { params, body: {} });
  const body = { questionnaire: "typing", version: version.hash, label: "输入法", mode: "pseudonymous" as const };
  const { collector } = await running.client.call(routes.openCollector, { params: { study }, body });
  return `${running.url}/s/${collector.id}`;
}

it("half-made pinyin is neither checked nor stored, and the finished words are kept", async () => {
  const { page, context, complaints } = await openPage(browser);
  await beginAnswering(page, await openTypingLink());
  await page.getByRole("button", { name: "提交答卷" }).click();
  await page.locator(".sd-question__erbox").first().waitFor();
  const shown = await page.locator(".sd-question__erbox").count();
  const drafts = () => page.evaluate(() => Object.values(localStorage).join("\n"));
  await page.locator("textarea").focus();
  const devtools = await context.newCDPSession(page);
  for (const text of ["dai", "dai biao", "dai biao zuo"]) {
    await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await page.waitForTimeout(250);
    expect(await page.locator(".sd-question__erbox").count()).toBe(shown);
  }
  await page.waitForTimeout(900);
  expect(await drafts()).not.toContain("dai biao");
  await devtools.send("Input.insertText", { text: "代表作" });
  await expect.poll(drafts, { timeout: 5_000 }).toContain("代表作");
  expect(await page.locator("textarea").inputValue()).toBe("代表作");
  expect(complaints).toEqual([]);
  await context.close();
});
