import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDesk } from "./open-desk.ts";
import { packFolder, study } from "./start-study.ts";

const { running, watched, page } = await openDesk();

const material = join(packFolder, "simulated/policies");
const city = "模拟本市-实施细则.txt";
const province = "模拟邻省-若干措施.html";
const upload = async (name: string) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: await readFile(join(material, name)),
});

it("imports two policy documents, confirms them, codes a provision and opens it from the comparison", async () => {
  await page.goto(`${running.url}/studies/${study}/policies`);
  const scanned = join(import.meta.dirname, "../../api/test-data/policies/scanned.pdf");
  const pdf = { name: "扫描件.pdf", mimeType: "application/pdf", buffer: await readFile(scanned) };
  await page.locator("input[type=file]").setInputFiles([await upload(city), pdf, await upload(province)]);
  await page.getByText("已导入 2 份。").waitFor();
  await page.locator(".problem", { hasText: "这是扫描件" }).waitFor();
  for (const [title, region] of [
    ["模拟本市科技人才评价实施细则", "模拟本市"],
    ["模拟邻省深化科技人才评价的若干措施", "模拟邻省"],
  ] as const) {
    await page.getByRole("row", { name: title }).getByRole("button", { name: "确认文件信息" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("原文：2024年").waitFor();
    await dialog.getByLabel("地区").fill(region);
    await dialog.getByRole("button", { name: "确认文件信息" }).click();
    await dialog.waitFor({ state: "hidden" });
  }
  await page.getByRole("link", { name: "模拟本市科技人才评价实施细则" }).click();
  await page.locator(".transcript").getByText("第二条", { exact: true }).waitFor();
  await page.locator(".transcript").focus();
  for (const key of ["3", "ArrowDown", "ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await page.keyboard.type("代表作");
  await page.keyboard.press("Enter");
  await page.locator(".coding-list li", { hasText: "用人单位可以自主确定代表作" }).waitFor();
  await page.goto(`${running.url}/studies/${study}/policies?tab=comparison`);
  await page.getByRole("button", { name: "模拟本市 评什么 1 个条款，1 份文件" }).click();
  const opened = page.locator(".provisions li");
  await opened.getByText("模拟本市科学技术局，模本科规〔2024〕9号，2024-08-12").waitFor();
  await opened.getByRole("link", { name: "《模拟本市科技人才评价实施细则》第二条" }).click();
  await page.waitForURL("**/policies/*?start=*");
  await page.locator(".transcript").getByText("第二条", { exact: true }).waitFor();
  // the refused scan is a 422
  expect(watched.complaints.filter((said) => !said.includes("422"))).toEqual([]);
});
