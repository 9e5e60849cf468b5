import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { newUuid } from "../../api/src/contract/uuid.ts";
import { openPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";
import { questionnaire, study } from "./start-study.ts";

const { browser, running } = await openStudy();
let collector: string;

beforeAll(async () => {
  const [link = ""] = await running.invite("王芳");
  collector = /\/s\/([^#?]+)/.exec(link)?.[1] ?? "";
});

/** Pages of a study in such an order that no two neighbours have the same heading. */
const pages = (): readonly string[] => [
  "ledger",
  "questionnaires",
  "import-questionnaire",
  `collectors/${collector}/poster`,
  `collectors/${collector}/invitations`,
  `progress/${questionnaire}`,
  `progress/${questionnaire}/quota`,
  "responses",
  "letters",
  "responses/account",
  "paper",
  `responses/quality/${questionnaire}`,
  "sessions",
  `cases/${newUuid(7)}`,
  "transcripts",
  `transcripts/${newUuid(7)}/deidentify`,
  "codebook",
  "members",
  "analyses",
  "retrieval",
  "audit",
  "cases",
  `sessions/${newUuid(7)}?new=1`,
  "reports",
  "reports/research-report",
];
const tabs = ["versions", "draft", "preview", "exchange"];

/** Makes an account of a role and signs in with it; answers what the server refuses it. */
async function signInAs(page: Page, role: "interviewer" | "viewer"): Promise<readonly string[]> {
  const email = `${role}@example.org`;
  const body = { email, name: role, role };
  const { link } = await running.client.call(routes.inviteMember, { params: { study }, body });
  const account = { token: link.split("#")[1] ?? "", name: role, password: "another-long-password" };
  const headers = { origin: running.url };
  await page.request.post(`${running.url}/api/invitations/accept`, { data: account, headers });
  await page.request.post(`${running.url}/api/auth/sign-in/email`, {
    data: { email, password: account.password },
    headers,
  });
  const refused: string[] = [];
  page.on("response", (response) => {
    if (response.status() === 403) refused.push(`${response.url()} on ${page.url()}`);
  });
  await page.goto(`${running.url}/studies/${study}`);
  await page.getByRole("heading", { name: "课题概览" }).waitFor();
  return refused;
}

/** Turns to another page of the desk as a link does, and waits until it stands there. */
async function turnTo(page: Page, path: string): Promise<void> {
  const before = await page.evaluate((address) => {
    const heading = document.querySelector("main h1");
    heading?.setAttribute("data-before", "");
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    return heading?.textContent ?? "";
  }, `/studies/${study}/${path}`);
  await page
    .locator("main h1:not([data-before])")
    .or(page.locator("main h1").filter({ hasNotText: before }))
    .waitFor();
  await page.locator("main .ant-skeleton").waitFor({ state: "detached" });
}

it.each(["interviewer", "viewer"] as const)("asks the server for nothing that it refuses: %s", async (role) => {
  const { page, context, complaints } = await openPage(browser, { width: 1280, height: 900 });
  const refused = await signInAs(page, role);
  for (const path of pages()) await turnTo(page, path);
  await page.goto(`${running.url}/studies/${study}/questionnaires/${questionnaire}`);
  for (const tab of tabs) await page.locator(`.ant-tabs-tab[data-node-key="${tab}"]`).click();
  await page.waitForLoadState("networkidle");
  expect(refused).toEqual([]);
  expect(complaints.filter((text) => !text.includes("404"))).toEqual([]);
  await context.close();
});

it("tells a viewer who may invite, in place of the form", async () => {
  const { page, context } = await openPage(browser);
  await page.request.post(`${running.url}/api/auth/sign-in/email`, {
    data: { email: "viewer@example.org", password: "another-long-password" },
    headers: { origin: running.url },
  });
  await page.goto(`${running.url}/studies/${study}/collectors/${collector}/invitations`);
  await page.getByRole("heading", { name: "邀请名单" }).waitFor();
  await page.getByText("此页面由课题负责人、研究人员使用").waitFor();
  expect(await page.getByRole("textbox").count()).toBe(0);
  await page.goto(`${running.url}/studies/${study}/letters`);
  await page.getByText("此项操作由课题负责人、研究人员办理").waitFor();
  await page.goto(`${running.url}/studies`);
  await page.getByText(/新建课题由系统管理员或课题负责人办理/).waitFor();
  await context.close();
});
