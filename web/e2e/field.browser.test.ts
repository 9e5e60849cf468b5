import { readFile } from "node:fs/promises";
import type { Session } from "@diaoyan/instruments";
import type { BrowserContext, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import {
  beginSession,
  interviewer,
  joinAsInterviewer,
  setUpField,
  unlockField,
  writeNote,
  written,
} from "./field-page.ts";
import { openPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";
import { account, study } from "./start-study.ts";
import { waitUntilKept } from "./wait-until-kept.ts";

const { browser, running } = await openStudy();

beforeAll(async () => {
  await joinAsInterviewer(running);
});

const listTitles = async () =>
  (await running.client.call(routes.listSessions, { params: { study } })).sessions.map(({ title }) => title);

async function readStored(title: string): Promise<Session> {
  const { sessions } = await running.client.call(routes.listSessions, { params: { study } });
  const id = sessions.find((one) => one.title === title)?.id ?? "";
  return (await running.client.call(routes.getSession, { params: { study, session: id } }))
    .session as unknown as Session;
}

const textsOf = (session: Session) => session.notes.map(({ text }) => text);

async function reopen(page: Page): Promise<void> {
  await page.goto(`${running.url}/field`);
  await page.reload();
  await page.getByRole("button", { name: "解锁" }).waitFor();
}

describe("without a network", () => {
  it("starts after the first visit, keeps every row through a reload, and delivers with a receipt", async () => {
    const { context, page, complaints } = await openPage(browser);
    await setUpField(page, running.url);
    await waitUntilKept(page);
    await context.setOffline(true);
    await reopen(page);
    await unlockField(page);
    await beginSession(page, "离线访谈（模拟数据）");
    await writeNote(page, "要点", "第一行");
    await writeNote(page, "原话", "「𠮷」字也要原样保存");
    await page.getByRole("button", { name: "观察", exact: true }).click();
    await page.getByRole("textbox", { name: "内容" }).fill("没有点完成就关掉的一行");
    await written(page);
    await reopen(page);
    await unlockField(page);
    await page.getByText("离线访谈").click();
    await page.getByText("没有点完成就关掉的一行").waitFor();
    expect(await listTitles()).not.toContain("离线访谈（模拟数据）");

    await context.setOffline(false);
    await page.getByText("已收到").waitFor({ timeout: 30_000 });
    await page.getByRole("button", { name: "收尾" }).click();
    await page.getByText(/开展时所用提纲：第 1\.\d 版（校验码 [0-9a-f]{8}），与现行提纲相同。/).waitFor();
    const stored = await readStored("离线访谈（模拟数据）");
    expect(textsOf(stored)).toEqual(["第一行", "「𠮷」字也要原样保存", "没有点完成就关掉的一行"]);
    expect(stored.notes[1]?.verbatim).toBe(true);
    expect(stored.protocolVersion).toMatch(/^1\.\d#[0-9a-f]{64}$/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("goes on after two weeks away with the clock set back, with stamps that never run back", async () => {
    const { context, page } = await openPage(browser);
    await page.clock.install({ time: new Date("2026-11-26T09:00:00+08:00") });
    await setUpField(page, running.url);
    await waitUntilKept(page);
    await context.setOffline(true);
    await beginSession(page, "两周后（模拟数据）");
    await page.getByRole("button", { name: "开始计时" }).click();
    await page.clock.runFor(120_000);
    await writeNote(page, "要点", "两分钟时");
    await page.clock.setSystemTime(new Date("2026-11-26T08:00:00+08:00"));
    await page.clock.runFor(60_000);
    await writeNote(page, "要点", "时钟被调回之后");
    await page.getByText("本机时钟被调回约").waitFor();
    await page.clock.runFor(1_000);
    await page.clock.fastForward(14 * 86_400_000);
    // nobody touched it: locked
    await page.getByRole("button", { name: "解锁" }).waitFor();
    await unlockField(page);
    await page.getByText("两周后").click();
    await writeNote(page, "要点", "两周之后");
    await context.setOffline(false);
    await page.clock.runFor(20_000);
    await page.getByText("已收到").waitFor({ timeout: 30_000 });
    const { notes } = await readStored("两周后（模拟数据）");
    const stamps = notes.map(({ t }) => t);
    expect(stamps).toEqual(stamps.toSorted((left, right) => left - right));
    expect(notes.map(({ text }) => text)).toEqual(expect.arrayContaining(["两分钟时", "时钟被调回之后", "两周之后"]));
    expect(Math.max(...stamps)).toBeLessThan(1_000);
    await context.close();
  });

  it("does not take a captive portal for the server", async () => {
    const { context, page } = await openPage(browser);
    await setUpField(page, running.url);
    await context.route("**/api/**", (route) =>
      route.fulfill({ status: 200, contentType: "text/html", body: "<h1>请登录宾馆无线网</h1>" }),
    );
    await beginSession(page, "宾馆里（模拟数据）");
    await writeNote(page, "要点", "一行");
    await page.getByRole("button", { name: "返回" }).click();
    await page.getByRole("button", { name: "立即上传" }).click();
    await page.getByText("当前网络要求先登录").first().waitFor();
    expect(await listTitles()).not.toContain("宾馆里（模拟数据）");
    await context.unroute("**/api/**");
    await page.getByRole("button", { name: "立即上传" }).click();
    await page.getByText("已收到").waitFor({ timeout: 30_000 });
    await context.close();
  });
});

describe("two devices on one session", () => {
  it("end with every row of both, and say in one sentence what came", async () => {
    const [first, second] = await Promise.all([openPage(browser), openPage(browser)]);
    await setUpField(first.page, running.url);
    await beginSession(first.page, "两台设备（模拟数据）");
    await writeNote(first.page, "要点", "主访的第一行");
    await first.page.getByRole("button", { name: "返回" }).click();
    await first.page.getByText("已收到").waitFor({ timeout: 30_000 });

    // nobody planned it: the first interviewer invites the second
    await first.page.getByText("两台设备").click();
    await first.page.getByRole("button", { name: "人员", exact: true }).click();
    await first.page.getByRole("button", { name: "选择同事" }).click();
    await first.page.getByRole("button", { name: `邀请${interviewer.name}` }).click();
    await first.page.getByText(`${interviewer.name}（已邀请）`).waitFor();
    await first.page.getByRole("button", { name: "返回" }).click();
    await setUpField(second.page, running.url, interviewer);
    await second.page.getByRole("button", { name: "新建场次" }).click();
    await second.page.getByRole("button", { name: "打开其他场次" }).click();
    await second.page.getByText("两台设备").click();
    await second.page.getByText("主访的第一行").waitFor();
    await Promise.all([first.context.setOffline(true), second.context.setOffline(true)]);
    await first.page.getByText("两台设备").click();
    await writeNote(first.page, "要点", "主访离线时记的");
    await writeNote(second.page, "观察", "记录人离线时记的");
    await second.context.setOffline(false);
    await second.page.getByText("已收到").waitFor({ timeout: 30_000 });
    await first.context.setOffline(false);
    await first.page.getByText("已与另一台设备的修改合并：新增 1 项。").waitFor({ timeout: 30_000 });
    await first.page.getByText("记录人离线时记的").waitFor();
    expect(textsOf(await readStored("两台设备（模拟数据）")).toSorted()).toEqual(
      ["主访的第一行", "主访离线时记的", "记录人离线时记的"].toSorted(),
    );
    await Promise.all([first.context.close(), second.context.close()]);
  });
});

describe("a device that others use too", () => {
  it("opens with the right passphrase only, and shows a second person neither names nor counts of the first", async () => {
    const { context, page } = await openPage(browser);
    await setUpField(page, running.url);
    await beginSession(page, "只属于第一人（模拟数据）");
    await writeNote(page, "要点", "只属于第一人的话");
    await page.getByRole("button", { name: "返回" }).click();
    await page.getByRole("button", { name: "本机与安全" }).click();
    await page.getByRole("button", { name: "锁定", exact: true }).click();
    await page.getByRole("button", { name: "解锁" }).waitFor();
    expect(await page.getByLabel("登录邮箱").inputValue()).toBe("");
    await unlockField(page, account.email, "不是这一句口令啊");
    await page.getByText("离线口令不对").waitFor();
    await setUpField(page, running.url, interviewer);
    const seen = await page.locator("body").textContent();
    expect(seen).not.toContain("只属于第一人");
    expect(seen).toContain("还没有场次");
    const stored = await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open("diaoyan-field");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const rows = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
        const request = database.transaction("records").objectStore("records").getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const decode = (value: unknown) =>
        value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value);
      return rows.flatMap((row) => Object.values(row).map(decode)).join(" ");
    });
    expect(stored).not.toContain("只属于第一人");
    await context.close();
  });

  it("works in one window at a time", async () => {
    const { context, page } = await openPage(browser);
    await setUpField(page, running.url);
    const other = await context.newPage();
    await other.goto(`${running.url}/field`);
    await other.getByText("已在另一个窗口打开").waitFor();
    await other.getByRole("button", { name: "改在这里使用" }).click();
    await other.getByRole("button", { name: "解锁" }).waitFor();
    await page.getByText("已在另一个窗口打开").waitFor();
    await context.close();
  });
});

async function downloadFrom(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}

const importFile = (text: string) =>
  running.client.call(routes.importRescue, {
    params: { study },
    bytes: new Uint8Array(new TextEncoder().encode(text)),
  });

describe("when things go wrong", () => {
  async function typeOffline(context: BrowserContext, page: Page, title: string) {
    await context.setOffline(true);
    await beginSession(page, title);
    await writeNote(page, "事实数据", "近三年晋升副高 12 人");
    await written(page);
  }

  it("a forgotten passphrase loses nothing: the rescue file gives the desk exactly what was typed", async () => {
    const { context, page } = await openPage(browser);
    await setUpField(page, running.url);
    await waitUntilKept(page);
    await typeOffline(context, page, "忘了口令（模拟数据）");
    await reopen(page);
    await page.getByRole("button", { name: "首次使用或忘记口令" }).click();
    await page.getByLabel("登录邮箱").fill(account.email);
    const text = await downloadFrom(page, "导出本机记录的救援文件");
    expect(text).not.toContain("副高");
    const { records, problems } = await importFile(text);
    expect({ records, problems }).toMatchObject({ records: [{ outcome: "stored" }], problems: [] });
    const stored = await readStored("忘了口令（模拟数据）");
    expect(textsOf(stored)).toEqual(["近三年晋升副高 12 人"]);
    await context.close();
  });

  it("an account that was shut while offline keeps its records and is offered the rescue file", async () => {
    const { context, page } = await openPage(browser);
    const shut = { email: "shut@example.org", name: "钱停用", password: "interviewer-pass-2" };
    await joinAsInterviewer(running, shut);
    await setUpField(page, running.url, shut);
    await typeOffline(context, page, "账号停用（模拟数据）");
    const { ports } = running.server.services;
    const { members } = await running.client.call(routes.listMembers, { params: { study } });
    const user = members.find(({ email }) => email === shut.email)?.user ?? "";
    await ports.journal.commit(study, { actor: "tester", action: "test", subject: "" }, [
      ports.members.changeRole(study, user, "viewer"),
    ]);
    await context.setOffline(false);
    await page.getByText("您的账号已不能进入这个课题").waitFor({ timeout: 30_000 });
    const { records } = await importFile(await downloadFrom(page, "导出救援文件"));
    expect(records).toMatchObject([{ outcome: "stored", title: "账号停用（模拟数据）" }]);
    await context.close();
  });

  it("a session removed elsewhere is kept, told, and sent as a new one", async () => {
    const { context, page } = await openPage(browser);
    await setUpField(page, running.url);
    await beginSession(page, "别处删除（模拟数据）");
    await writeNote(page, "要点", "删除前的一行");
    await page.getByRole("button", { name: "返回" }).click();
    await page.getByText("已收到").waitFor({ timeout: 30_000 });
    await context.setOffline(true);
    await page.getByText("别处删除").click();
    await writeNote(page, "要点", "删除后的一行");
    const { id, revision } = await readStored("别处删除（模拟数据）");
    await running.client.call(routes.removeSession, { params: { study, session: id }, query: { revision } });
    await context.setOffline(false);
    await page.getByText("服务器上已没有这个场次（可能被删除）").waitFor({ timeout: 30_000 });
    await page.getByRole("button", { name: "作为新场次上传" }).click();
    await page.getByRole("button", { name: "返回" }).click();
    await page.getByText("已收到").waitFor({ timeout: 30_000 });
    const stored = await readStored("别处删除（模拟数据）");
    expect(stored.id).not.toBe(id);
    expect(textsOf(stored)).toEqual(["删除前的一行", "删除后的一行"]);
    await context.close();
  });

  it("storage that the browser cleared is noticed and told", async () => {
    const { context, page } = await openPage(browser);
    await setUpField(page, running.url);
    await waitUntilKept(page);
    await typeOffline(context, page, "存储被清除（模拟数据）");
    await page.goto("about:blank");
    await context.setOffline(false);
    await page.goto(`${running.url}/sign-in`);
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          indexedDB.deleteDatabase("diaoyan-field").onsuccess = resolve;
        }),
    );
    await reopen(page);
    await unlockField(page);
    await page.getByText("本机曾有这个邮箱的 1 条记录，但浏览器已清除本机存储").waitFor();
    await context.close();
  });

  it("a full device is told at once, and what was typed is written when there is room", async () => {
    const { context, page } = await openPage(browser);
    await setUpField(page, running.url);
    await waitUntilKept(page);
    await context.setOffline(true);
    await beginSession(page, "存满了（模拟数据）");
    await written(page);
    await page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      const device = globalThis as unknown as { makeRoom: () => void };
      IDBObjectStore.prototype.put = () => {
        throw new DOMException("no room", "QuotaExceededError");
      };
      device.makeRoom = () => {
        IDBObjectStore.prototype.put = put;
      };
    });
    await writeNote(page, "要点", "没有空间时记的");
    await page.getByText("本机存储已满").waitFor();
    await page.evaluate(() => (globalThis as unknown as { makeRoom: () => void }).makeRoom());
    await page.getByText("本机存储已满").waitFor({ state: "hidden" });
    await reopen(page);
    await unlockField(page);
    await page.getByText("存满了").click();
    await page.getByText("没有空间时记的").waitFor();
    await context.close();
  });
});
