import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { newUuid } from "../../api/src/contract/uuid.ts";
import { beginSession, setUpField, unlockField } from "./field-page.ts";
import { killBrowser, openProfile, watchPage } from "./open-browser.ts";
import { account, type RunningStudy, startStudy, study } from "./start-study.ts";
import { waitUntilKept } from "./wait-until-kept.ts";

let running: RunningStudy;
let folder: string;

beforeAll(async () => {
  running = await startStudy();
  folder = await mkdtemp(join(tmpdir(), "diaoyan-media-"));
});
afterAll(async () => {
  await running?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A photo with the place and time a phone writes into it (EXIF), 3000 pixels wide. */
async function drawPhoto(page: Page): Promise<Buffer> {
  const plain = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [3_000, 1_500];
    const context = canvas.getContext("2d");
    context?.fillRect(100, 100, 900, 900);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg"));
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer())];
  });
  const exif = Buffer.from("Exif\0\0GPS 39.0842N 117.2009E");
  const length = Buffer.from([0, exif.length + 2]);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1]), length, exif, Buffer.from(plain.slice(2))]);
}

const consent = async (page: Page) => {
  await page.getByRole("button", { name: "人员" }).click();
  await page.getByRole("group", { name: "同步录音" }).getByRole("button", { name: "同意", exact: true }).click();
  await page.getByRole("button", { name: "收尾" }).click();
};

const attachmentsOf = async () => {
  const { sessions } = await running.client.call(routes.listSessions, { params: { study } });
  const session = sessions.find(({ title }) => title.startsWith("录音"))?.id;
  if (session === undefined) return [];
  const listed = await running.client.call(routes.listAttachments, { params: { study }, query: { session } });
  return listed.attachments;
};

/** Imports what was said and plays it at the desk from the second turn. */
async function hearAtDesk(page: Page, session: string): Promise<void> {
  const transcript = newUuid(7);
  const said = "1\n00:00:00,000 --> 00:00:03,000\n访谈员：您好。\n\n2\n00:00:03,500 --> 00:00:06,000\n受访者：您好。\n";
  await running.client.call(routes.importTranscript, {
    params: { study, transcript },
    query: { title: "录音整理稿（模拟数据）", format: "srt", session },
    bytes: new Uint8Array(new TextEncoder().encode(said)),
  });
  await page.goto(`${running.url}/studies/${study}/transcripts/${transcript}`);
  await page.getByRole("button", { name: "从 00:00:03 播放" }).click();
  const sound = page.locator("audio");
  await page.waitForFunction(() => {
    const audio = document.querySelector("audio");
    return audio !== null && !audio.paused && audio.currentTime >= 3 && audio.currentTime < 7;
  });
  await page.getByRole("region", { name: "录音", exact: true }).press("Space");
  expect(await sound.evaluate((audio: HTMLAudioElement) => audio.paused)).toBe(true);
  const before = await sound.evaluate((audio: HTMLAudioElement) => audio.currentTime);
  await page.getByRole("region", { name: "录音", exact: true }).press("ArrowLeft");
  await page.waitForFunction((earlier) => (document.querySelector("audio")?.currentTime ?? earlier) < earlier, before);
  await page.getByRole("region", { name: "录音", exact: true }).press("]");
  expect(await sound.evaluate((audio: HTMLAudioElement) => audio.playbackRate)).toBe(1.25);
  await page.goto(`${running.url}/studies/${study}/recordings`);
  await page.getByText("2 份录音已到期").waitFor();
  const { entries } = await running.client.call(routes.listAudit, { params: { study }, query: {} });
  expect(entries.filter(({ action }) => action === "attachment.open").length).toBeGreaterThan(0);
}

/** Records on a device that has no more room after the first piece: what was written stays, and one sentence says what to do. */
async function recordUntilFull(page: Page): Promise<void> {
  await page.getByRole("button", { name: "开始录音" }).last().click();
  await page.locator(".recording-time", { hasText: "00:05" }).waitFor();
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    const device = globalThis as unknown as { makeRoom: () => void };
    device.makeRoom = () => {
      IDBObjectStore.prototype.put = put;
    };
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  });
  await page.getByText(/本机存储已满，录音停在 0?0:0[45]，之前的内容都已保存。/).waitFor();
  await page.evaluate(() => (globalThis as unknown as { makeRoom: () => void }).makeRoom());
}

it("records offline after consent, survives a killed browser and a broken upload, and the desk hears it", async () => {
  const killed = await openProfile(folder, { microphone: true });
  const page = await killed.newPage();
  await setUpField(page, running.url);
  await waitUntilKept(page);
  await killed.setOffline(true);
  await beginSession(page, "录音（模拟数据）");

  await page.getByRole("button", { name: "收尾" }).click();
  await page.getByRole("button", { name: "开始录音" }).click();
  await page.getByText("P-01 还没有登记是否同意录音").waitFor();
  await consent(page);
  await page.getByRole("button", { name: "开始录音" }).last().click();
  await page.getByRole("button", { name: "暂停", exact: true }).waitFor();
  await page.getByLabel("选择文件").setInputFiles({
    name: "IMG_张三.jpg",
    mimeType: "image/jpeg",
    buffer: await drawPhoto(page),
  });
  await page.getByText(/现场照片-\d{8}-\d{6}\.jpg/).waitFor();
  // two pieces of four seconds are written by then
  await page.locator(".recording-time", { hasText: "00:09" }).waitFor();
  await killBrowser(killed);

  const context = await openProfile(folder, { microphone: true });
  await context.setOffline(true);
  const again = watchPage(context, await context.newPage());
  // two weeks later, the photo and the recording still wait
  await again.page.clock.install({ time: new Date(Date.now() + 14 * 86_400_000) });
  await again.page.goto(`${running.url}/field`);
  await unlockField(again.page);
  await again.page.getByText("录音（模拟数据）").click();
  await again.page.getByRole("button", { name: "收尾" }).click();
  await again.page
    .locator(".attachment-line")
    .getByText(/^0?0:0[78]/)
    .waitFor();
  await again.page.getByRole("button", { name: "播放" }).click();
  await again.page.locator("audio").evaluate(
    (audio: HTMLAudioElement) =>
      new Promise((resolve, reject) => {
        audio.onloadeddata = resolve;
        audio.onerror = () => reject(new Error(`the recording does not play: ${audio.error?.message ?? ""}`));
        audio.load();
      }),
  );

  await recordUntilFull(again.page);

  let broken = 0;
  await context.route("**/chunks/**", (route) => {
    broken += 1;
    return broken === 1 ? route.abort("failed") : route.continue();
  });
  // a browser writes its cookies to disk only after a while: one that is killed before that has to sign in again
  await context.clearCookies();
  await context.setOffline(false);
  await again.page.getByRole("button", { name: "返回" }).click();
  await again.page.getByRole("button", { name: "本机与安全" }).click();
  await again.page.getByLabel("登录密码").fill(account.password);
  await again.page.getByRole("button", { name: "登录以便上传" }).click();
  await again.page.getByRole("button", { name: "返回" }).click();
  await again.page.getByText("录音（模拟数据）").click();
  await again.page.getByRole("button", { name: "收尾" }).click();
  await again.page.locator(".attachment-line").getByText("已收到").nth(2).waitFor({ timeout: 30_000 });
  expect(broken).toBeGreaterThan(1);
  const listed = await attachmentsOf();
  expect(listed.map(({ kind, state, sessionStands }) => [kind, state, sessionStands])).toEqual([
    ["录音", "stored", true],
    ["现场照片", "stored", true],
    ["录音", "stored", true],
  ]);
  const [sound, photo, cut] = listed;
  // a recording begins the session as a row does: it was held, and with which guide
  const held = await running.client.call(routes.getSession, { params: { study, session: sound?.session ?? "" } });
  expect(held.session).toMatchObject({ status: "held", protocolVersion: expect.stringMatching(/#/) });
  expect(cut?.seconds).toBeGreaterThan(3);
  expect(sound?.seconds).toBeGreaterThan(7);
  expect(photo?.name).not.toContain("张三");
  const shown = again.page.getByRole("button", { name: "查看" });
  await shown.click();
  const size = await again.page.locator(".attachment-picture").evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    const bytes = await (await fetch(image.src)).text();
    return { width: image.naturalWidth, hasPlace: bytes.includes("GPS 39") };
  });
  expect(size).toEqual({ width: 2_560, hasPlace: false });
  await hearAtDesk(again.page, sound?.session ?? "");
  expect(again.complaints.filter((text) => !text.includes("401"))).toEqual([]);
  await context.close();
});
