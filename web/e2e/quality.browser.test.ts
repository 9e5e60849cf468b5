import { beforeAll, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { sendResponses } from "../../api/src/demo/send-responses.ts";
import { openPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";
import { signInAsLead } from "./sign-in.ts";
import { questionnaire, study } from "./start-study.ts";

const { browser, running } = await openStudy();

beforeAll(async () => {
  const collector = (await running.openLink()).split("/").at(-1) ?? "";
  const { published } = await running.client.call(routes.getQuestionnaire, { params: { study, questionnaire } });
  const plan = { collector, definition: published as never };
  await sendResponses(running.client, { ...plan, count: 60, seed: 1 });
  await sendResponses(running.client, { ...plan, count: 6, seed: 2, farm: "zigzag" });
});

it("shows what looks odd with its reasons, and excludes what is suggested when a person says so", async () => {
  const { page, complaints } = await openPage(browser, { width: 1280, height: 900 });
  await signInAsLead(page, running.url);
  await page.goto(`${running.url}/studies/${study}/responses/quality/${questionnaire}`);
  await page.getByText("收到 66 份，其中有效 66 份").waitFor();
  await page.getByText("量表题每 2 题重复同一组选择").first().waitFor();
  expect(await page.getByText("建议剔除", { exact: true }).count()).toBeGreaterThanOrEqual(4);
  const button = page.getByRole("button", { name: /^剔除建议的 \d+ 份$/ });
  const suggested = Number(/\d+/.exec((await button.textContent()) ?? "")?.[0]);
  await button.click();
  await page
    .locator(".ant-popconfirm")
    .getByRole("button", { name: /确\s*定|OK/ })
    .click();
  await page.getByText(`其中有效 ${66 - suggested} 份，迟到待定 0 份，已剔除 ${suggested} 份`).waitFor();
  expect(await page.getByRole("button", { name: "剔除建议的 0 份" }).isDisabled()).toBe(true);
  expect(complaints).toEqual([]);
});
