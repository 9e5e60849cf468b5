import type { Page } from "playwright-core";
import { routes } from "../../api/src/contract/index.ts";
import { account, type RunningStudy, study } from "./start-study.ts";

export const passphrase = "去海边走一走看看";
export const interviewer = { email: "zhao@example.org", name: "赵访谈", password: "interviewer-pass-1" };

/** Invites an interviewer who sets a password. */
export async function joinAsInterviewer({ client, url }: RunningStudy, who = interviewer): Promise<void> {
  const { link } = await client.call(routes.inviteMember, {
    params: { study },
    body: { email: who.email, name: who.name, role: "interviewer" },
  });
  const answer = await fetch(`${url}/api/invitations/accept`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: link.split(/[/#]/).at(-1), name: who.name, password: who.password }),
  });
  if (!answer.ok) throw new Error(`joining answered ${answer.status}`);
}

/** Signs in for the first time on a device and sets a passphrase. */
export async function setUpField(page: Page, url: string, who: Pick<typeof account, "email" | "password"> = account) {
  await page.goto(`${url}/field`);
  await page.getByRole("button", { name: "首次使用或忘记口令" }).click();
  await page.getByLabel("登录邮箱").fill(who.email);
  await page.getByLabel("登录密码").fill(who.password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.getByRole("heading", { name: "设置离线口令" }).waitFor();
  await page.getByLabel("离线口令").fill(passphrase);
  await page.getByLabel("再输入一次").fill(passphrase);
  await page.getByRole("button", { name: "设置并开始" }).click();
  await page.getByRole("heading", { name: "我的场次" }).waitFor();
}

export async function unlockField(page: Page, email = account.email, words = passphrase): Promise<void> {
  await page.getByLabel("登录邮箱").fill(email);
  await page.getByLabel("离线口令").fill(words);
  await page.getByRole("button", { name: "解锁" }).click();
}

export async function beginSession(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "新建场次" }).click();
  await page.getByLabel("标题").fill(title);
  await page.getByLabel("提纲").selectOption({ index: 1 });
  await page.getByRole("button", { name: "建立并开始" }).click();
  await page.getByRole("button", { name: "要点", exact: true }).waitFor();
}

/** One row of notes by one tap and some typing. */
export async function writeNote(page: Page, type: string, text: string): Promise<void> {
  await page.getByRole("button", { name: type, exact: true }).click();
  await page.getByRole("textbox", { name: "内容" }).fill(text);
  await page.getByRole("button", { name: "完成" }).click();
}

/** Longer than the page waits before it writes to the device. */
export const written = (page: Page) => page.waitForTimeout(700);
