import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { mixedSessions } from "../../api/test/mixed-sessions.ts";
import { chooseOption } from "./choose-option.ts";
import { openDesk } from "./open-desk.ts";
import { study } from "./start-study.ts";

const { running, watched, page } = await openDesk();

beforeAll(async () => {
  for (const { protocol: _, ...session } of mixedSessions) {
    const params = { study, session: session.id };
    const sent = { ...session, protocol: null };
    await running.client.call(routes.saveSession, { params, body: { session: sent as never } });
  }
});

/** Pictures for whoever looks at the pages, where `SHOTS` names a folder. */
async function picture(name: string): Promise<void> {
  const folder = process.env["SHOTS"];
  if (folder === undefined) return;
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function download(button: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
  return { name: file.suggestedFilename(), bytes: new Uint8Array(await readFile(await file.path())) };
}

it("opens every figure of the ledger to its lines and reasons", async () => {
  await page.goto(`${running.url}/studies/${study}/ledger`);
  const entry = page.locator(".ledger-entry", { hasText: "深入试点单位调研" }).first();
  await entry.getByText("还差").first().waitFor();
  expect(await entry.locator(".ledger-figures").textContent()).toMatch(
    /20 人次[\s\S]*3 人次[\s\S]*1 人次[\s\S]*17 人次/,
  );
  expect(await entry.locator(".ledger-readings").textContent()).toContain("调研组出动 2 人次");
  await entry.getByRole("button", { name: /查看依据/ }).click();
  const table = entry.locator("table");
  for (const reason of ["未取得参加同意", "非试点单位", "已取消", "会议无记录", "陪同人员不计", "尚未举行"]) {
    await table.getByText(reason).first().waitFor();
  }
  await picture("ledger");
  await entry.getByText("未计入", { exact: true }).click();
  expect(await table.getByText("计入", { exact: true }).count()).toBe(0);
  const { name, bytes } = await download("导出佐证材料清单");
  expect(name).toContain("佐证材料清单");
  expect(Object.keys(unzipSync(bytes))).toContain("manifest.json");
});

it("records a meeting and drafts its papers", async () => {
  await page.goto(`${running.url}/studies/${study}/sessions/${mixedSessions[5]?.id}`);
  await page.getByLabel("主持人", { exact: true }).fill("某处长");
  await page.getByRole("button", { name: "添加意见" }).click();
  const opinion = page.locator(".meeting-row", { hasText: "采纳情况" });
  await chooseOption(opinion.getByLabel("发言人代码"), "E1");
  await opinion.getByLabel("要点").fill("补充区级案例");
  await page.getByRole("checkbox", { name: "形成专家组意见" }).check();
  await page.getByRole("button", { name: "添加评分表" }).click();
  await page.getByLabel("评分对象").fill("研究报告");
  await chooseOption(page.getByLabel("专家代码"), "E1");
  await page.getByLabel("代表性（25）").fill("18");
  await page.getByRole("button", { name: "保存" }).first().click();
  await page.getByText("评分统计").waitFor();
  const { name, bytes } = await download("生成会议纪要");
  expect(name).toContain("会议纪要");
  const text = strFromU8(unzipSync(bytes)["word/document.xml"] ?? new Uint8Array()).replaceAll(/<[^>]+>/g, "");
  expect(text).toContain("会议由某处长主持");
  expect(text).not.toContain("E1");
  await page.getByRole("button", { name: "生成专家组意见" }).click();
  await page.getByText("请在“专家组意见”中填写“存在问题和改进建议”").waitFor();
  await picture("meeting");
});

it("complains of nothing but the refusal", () => {
  expect(watched.complaints.filter((one) => !one.includes("409"))).toEqual([]);
});
