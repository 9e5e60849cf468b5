import type { Page } from "playwright-core";

/** Ticks the consent box and starts or goes on; waits until the first questions stand there. */
export async function beginAnswering(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: /^(开始|继续)填写$/ }).click();
  await page.locator(".survey").waitFor();
}

/** Which page of the questions is shown, e.g. `第 1/8 页`. */
export async function placeOf(page: Page): Promise<string> {
  return (await page.locator(".progress-text").textContent()) ?? "";
}

/**
 * Answers everything on the page shown, with taps as a person does: third choice of each group, first three of a ranking,
 * a sentence for texts.
 */
export async function tapPage(page: Page): Promise<void> {
  for (const group of await page.locator(".questions fieldset").all()) {
    const boxes = group.locator("input[type=radio], input[type=checkbox]");
    await boxes.nth(Math.min(2, (await boxes.count()) - 1)).check();
  }
  await fillPage(page);
}

interface Tickable {
  readonly checked: boolean;
  click(): void;
}

/** As `tapPage`, all groups at once: for tests that need an answered page and nothing else. */
export async function answerPage(page: Page): Promise<void> {
  await page.locator(".questions fieldset").evaluateAll((groups) => {
    for (const group of groups) {
      const boxes = [...group.querySelectorAll("input[type=radio], input[type=checkbox]")] as unknown as Tickable[];
      const box = boxes[Math.min(2, boxes.length - 1)];
      if (box?.checked === false) box.click();
    }
  });
  await fillPage(page);
}

async function fillPage(page: Page): Promise<void> {
  for (const list of await page.locator(".questions select").all()) await list.selectOption({ index: 3 });
  for (const ranking of await page.locator(".ranking").all()) {
    // a second tap would take a place back
    if ((await ranking.locator("[aria-pressed=true]").count()) > 0) continue;
    for (let place = 0; place < 3; place += 1) await ranking.locator(".ranking-choice").nth(place).click();
  }
  for (const area of await page.locator(".questions textarea").all()) await area.fill("建议把代表作制度落到实处。");
}

/** Goes on page by page to the last one, doing `onPage` on each. */
export async function leafToTheEnd(page: Page, onPage: (page: Page) => Promise<void>): Promise<void> {
  for (;;) {
    await onPage(page);
    const [, at, of] = /(\d+)\/(\d+)/.exec(await placeOf(page)) ?? [];
    if (at === of) return;
    await page.getByRole("button", { name: "下一页" }).click();
    await page.locator(".progress-text", { hasText: `第 ${Number(at) + 1}/` }).waitFor();
  }
}

/** Answers page by page up to the last one, and answers that too, without sending it. */
export function answerToTheEnd(page: Page): Promise<void> {
  return leafToTheEnd(page, answerPage);
}

/** Goes to the last page over answers already given. */
export function goToTheEnd(page: Page): Promise<void> {
  return leafToTheEnd(page, async () => undefined);
}

/** Sends a finished response and answers the receipt that is shown. */
export async function submitAnswers(page: Page): Promise<string> {
  await page.getByRole("button", { name: "提交答卷" }).click();
  await page.locator(".receipt").waitFor();
  return (await page.locator(".code").first().textContent()) ?? "";
}
