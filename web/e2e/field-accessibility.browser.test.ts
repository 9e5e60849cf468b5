import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { beginSession, setUpField, writeNote } from "./field-page.ts";
import { findBarriers } from "./find-barriers.ts";
import { openPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";

const { browser, running } = await openStudy();

/** Targets that a thumb would miss: lower than 44 px, or out of the page. */
function findSmallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const targets = document.querySelectorAll<HTMLElement>(
      "button, select, textarea, summary, input:not([type=checkbox])",
    );
    return (
      [...targets]
        .filter((one) => one.offsetParent !== null)
        // codes stand in a line of their own that is pushed with the thumb
        .filter(
          (one) =>
            one.offsetHeight < 44 || (one.getBoundingClientRect().right > innerWidth && !one.closest(".code-chips")),
        )
        .map((one) => one.outerHTML.slice(0, 160))
    );
  });
}

it("the interviewers' page has no barrier, no small target and nothing beyond 390 px", async () => {
  const { context, page, complaints } = await openPage(browser);
  const look = async (place: string) => {
    expect.soft(await findBarriers(page), place).toEqual([]);
    expect.soft(await findSmallTargets(page), place).toEqual([]);
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), place).toBe(390);
  };
  await page.goto(`${running.url}/field`);
  await page.getByRole("button", { name: "解锁" }).waitFor();
  await look("unlock");
  await setUpField(page, running.url);
  await look("empty list");
  await page.getByRole("button", { name: "本机与安全" }).click();
  await page.getByText("已用").waitFor();
  await look("device");
  await page.getByRole("button", { name: "返回" }).click();
  await page.getByRole("button", { name: "新建场次" }).click();
  await look("new session");
  await page.getByRole("button", { name: "返回" }).click();
  await beginSession(page, "无障碍（模拟数据）");
  await page.getByRole("button", { name: "下一题" }).click();
  await writeNote(page, "要点", "一行");
  await look("notes");
  await page.getByRole("button", { name: "追问", exact: true }).click();
  await page.getByRole("textbox", { name: "内容" }).fill("要核实的一件事");
  await page.getByRole("button", { name: /^编码/ }).click();
  await look("row being written");
  await page.getByRole("button", { name: "列入待核实" }).click();
  await page.getByRole("button", { name: "完成" }).click();
  for (const tab of ["提纲", "人员", "收尾"]) {
    await page.getByRole("button", { name: tab, exact: true }).click();
    await look(tab);
  }
  expect(complaints).toEqual([]);
  await context.close();
});
