import type { Locator } from "playwright-core";
import { expect } from "vitest";

/**
 * Opens a select of the desk and chooses from its own list, by a text of the option or by its place: the list of
 * another select may still be closing, and its options are visible until it has.
 */
export async function chooseOption(select: Locator, option: string | RegExp | number): Promise<void> {
  await select.click();
  const list = () => select.getAttribute("aria-controls");
  await expect.poll(list, { message: "the select did not open" }).toBeTruthy();
  const options = select
    .page()
    .locator(".ant-select-dropdown", { has: select.page().locator(`[id="${await list()}"]`) })
    .locator(".ant-select-item-option");
  await (typeof option === "number" ? options.nth(option) : options.filter({ hasText: option }).first()).click();
}
