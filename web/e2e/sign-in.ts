import type { Page } from "playwright-core";
import { account } from "./start-study.ts";

/** Signs in as the lead of the test study, or as another account, and waits for the list of studies. */
export async function signInAsLead(
  page: Page,
  url: string,
  { email, password }: Pick<typeof account, "email" | "password"> = account,
): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("电子邮箱").fill(email);
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("heading", { name: "我的课题" }).waitFor();
}
