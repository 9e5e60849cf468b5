import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { newUuid } from "../../api/src/contract/uuid.ts";
import { nextTotpOf, totpOf } from "../../api/test/totp.ts";
import { openPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";
import { account, questionnaire, study } from "./start-study.ts";

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
  "policies",
  "codebook",
  "members",
  "personal",
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

it("a lead sets up a second factor, signs in by it, erases a person, demands it, and changes and removes a member", async () => {
  const { page, context, complaints } = await openPage(browser, { width: 390, height: 844 });
  await page.request.post(`${running.url}/api/auth/sign-in/email`, {
    data: { email: account.email, password: account.password },
    headers: { origin: running.url },
  });
  await page.goto(`${running.url}/account`);
  await page.getByRole("button", { name: "开启两步验证" }).click();
  await page.getByLabel("登录密码").fill(account.password);
  await page.getByRole("button", { name: "开启两步验证" }).click();
  const key = (await page.locator("code.secret").textContent()) ?? "";
  const uri = `otpauth://totp/x?secret=${key.replaceAll(" ", "")}`;
  await page.getByRole("img", { name: "两步验证的二维码" }).waitFor();
  await page.getByLabel("验证码").fill(totpOf(uri));
  await page.getByRole("button", { name: "确认并开启" }).click();
  await page.getByText("请保存恢复码").waitFor();
  expect(await page.locator(".recovery-codes li").count()).toBe(10);
  await page.getByRole("button", { name: "我已保存" }).click();
  await page.getByRole("button", { name: "退出登录" }).click();
  await page.getByLabel("电子邮箱").fill(account.email);
  await page.getByLabel("密码").fill(account.password);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("heading", { name: "两步验证" }).waitFor();
  await page.getByLabel("验证码").fill(nextTotpOf(uri));
  await page.getByRole("button", { name: "确认" }).click();
  await page.getByRole("heading", { name: "我的课题" }).waitFor();

  await page.goto(`${running.url}/studies/${study}/personal`);
  const asked = page.locator(".list-table tr").filter({ has: page.getByText("王芳", { exact: true }) });
  await asked.getByRole("button", { name: /删\s?除/ }).click();
  const erasing = page.getByRole("dialog").filter({ hasText: "删除王芳的个人信息" });
  const confirmed = erasing.getByRole("button", { name: /删\s?除/ });
  expect(await confirmed.isDisabled()).toBe(true);
  await erasing.getByLabel("理由").fill("本人来函要求");
  await confirmed.click();
  await page.getByText("已删除，证明见本页下方。").waitFor();
  await asked.waitFor({ state: "detached" });
  await page.getByText(/联系方式 1 · 邀请 1 · 密钥 1 把/).waitFor();

  await page.goto(`${running.url}/studies/${study}/members`);
  await page.getByRole("switch").click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /确\s?定/ })
    .click();
  await page.locator("[role=switch][aria-checked=true]").waitFor();
  const viewer = page.locator(".list-table tr").filter({ has: page.getByText("viewer@example.org", { exact: true }) });
  await viewer.getByRole("button", { name: "移除" }).click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: /确\s?定/ })
    .click();
  await viewer.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "退出课题" }).click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: /确\s?定/ })
    .click();
  await page.getByText("课题至少要有一名负责人").waitFor();
  expect(complaints.filter((text) => !text.includes("409"))).toEqual([]);
  await context.close();

  const outsider = await openPage(browser);
  await outsider.page.request.post(`${running.url}/api/auth/sign-in/email`, {
    data: { email: "interviewer@example.org", password: "another-long-password" },
    headers: { origin: running.url },
  });
  await outsider.page.goto(`${running.url}/studies/${study}`);
  await outsider.page.getByText("此处要求两步验证").waitFor();
  await outsider.context.close();
});
