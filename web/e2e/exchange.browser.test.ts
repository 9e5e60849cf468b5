import { join } from "node:path";
import { expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { openPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";
import { signInAsLead } from "./sign-in.ts";
import { study } from "./start-study.ts";

const { browser, running } = await openStudy();
const data = (name: string) => join(import.meta.dirname, "../../api/test-data", name);

it("takes in an XLSForm with its findings, then answers of another platform with their mapping", async () => {
  const { page, complaints } = await openPage(browser, { width: 1280, height: 900 });
  await signInAsLead(page, running.url);
  await page.goto(`${running.url}/studies/${study}/questionnaires`);
  await page.getByRole("button", { name: "导入问卷" }).click();
  await page.getByLabel("选择文件").setInputFiles(data("xlsform/field-form.xlsx"));
  await page.getByText("有 2 处不能照原样带入或需要修改").waitFor();
  await page.getByText("survey!A12").waitFor();
  await page.getByText("不支持的题型，题目没有带入").waitFor();
  await page.getByRole("button", { name: "仍存为草稿" }).click();
  await page
    .locator(".ant-popconfirm")
    .getByRole("button", { name: /确\s*定/ })
    .click();
  await page.getByRole("heading", { name: "科技人才现场登记（模拟数据）" }).waitFor();
  await page.getByRole("tab", { name: "手机预览" }).click();
  await page.locator(".phone").getByText("您的性别").waitFor();

  const questionnaire = "field-form-2026";
  await running.client.call(routes.publishQuestionnaire, { params: { study, questionnaire }, body: {} });
  await page.reload();
  await page.getByRole("tab", { name: "导入与导出" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "XLSForm（.xlsx）" }).click();
  expect((await download).suggestedFilename()).toBe("科技人才现场登记（模拟数据）（XLSForm）.xlsx");

  await page.getByLabel("选择文件").setInputFiles(data("wjx/field-form.csv"));
  await page.getByText("不是 .xlsx 文件").waitFor();
  await page.getByLabel("选择文件").setInputFiles(data("wjx/field-form.xlsx"));
  await page.getByText("3 份答卷，12 列").waitFor();
  expect(await page.getByText("个人信息，不读取").count()).toBe(2);
  expect(await page.getByText("203.0.113").count()).toBe(0);
  // a cell that fits no option: the question is left out by hand, then every row is checked
  await page.getByText("有 1 个单元格与选项对不上").waitFor();
  expect(await page.getByRole("button", { name: "导入 3 份答卷" }).isDisabled()).toBe(true);
  const school = page.getByRole("row", { name: /子女入学/ }).first();
  await school.locator(".ant-select").hover();
  await school.locator(".ant-select-clear").click();
  await page.getByRole("button", { name: "检查全部答卷" }).click();
  await page.getByText("导入的文件与问卷不符").waitFor();
  const refused = page.getByRole("listitem").filter({ hasText: /第 2 行 “.+”/u });
  await refused.getByText("必答，没有回答").first().waitFor();
  expect(complaints.filter((complaint) => !complaint.includes("422"))).toEqual([]);

  const whole = data("wjx/field-form-mended.xlsx");
  await page.getByLabel("换一个文件").setInputFiles(whole);
  await page.getByRole("button", { name: "检查全部答卷" }).click();
  await page.getByText("3 份答卷全部通过检查，可以导入。").waitFor();
  await page.getByRole("textbox", { name: "知情同意" }).fill("问卷星填答页首页，由课题组告知并勾选同意");
  await page.getByRole("button", { name: "导入 3 份答卷" }).click();
  await page.getByText("新增 3 份，已有 0 份").waitFor();
  const counted = async () =>
    (await running.client.call(routes.getQuestionnaire, { params: { study, questionnaire } })).summary.versions[0]
      ?.responses;
  expect(await counted()).toBe(3);
  await page.getByLabel("换一个文件").setInputFiles(whole);
  await page.getByRole("button", { name: "导入 3 份答卷" }).click();
  await page.getByText("新增 0 份，已有 3 份").waitFor();
  expect(await counted()).toBe(3);
  await page.getByLabel("换一个文件").setInputFiles({ name: "空.xlsx", mimeType: "", buffer: Buffer.alloc(0) });
  await page.getByText("文件是空的（0 字节）").waitFor();
  await page.getByRole("tab", { name: "填答链接" }).click();
  await page.getByText("知情同意：问卷星填答页首页，由课题组告知并勾选同意").waitFor();
});

it("fits a phone", async () => {
  const { page } = await openPage(browser);
  await signInAsLead(page, running.url);
  await page.goto(`${running.url}/studies/${study}/questionnaires/field-form-2026`);
  await page.getByRole("tab", { name: "导入与导出" }).click();
  await page.getByLabel("选择文件").setInputFiles(data("wjx/field-form.xlsx"));
  await page.getByText("3 份答卷，12 列").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
});
