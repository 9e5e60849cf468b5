import type { Page } from "playwright-core";
import { account } from "./start-study.ts";

/** Signs in as the lead of the test study and waits for the list of studies. */
export async function signInAsLead(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("电子邮箱").fill(account.email);
  await page.getByLabel("密码").fill(account.password);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("heading", { name: "我的课题" }).waitFor();
}
