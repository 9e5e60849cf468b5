import { expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import type { JsonValue } from "../../api/src/contract/values.ts";
import { sealAttachment } from "../../api/test/sealed-attachment.ts";
import { makeSession } from "../../api/test/session.ts";
import { chooseOption } from "./choose-option.ts";
import { openDesk } from "./open-desk.ts";
import { study } from "./start-study.ts";

const { running, watched, page } = await openDesk();

const subtitles = `1
00:00:01,000 --> 00:00:03,000
访谈员：请张三谈谈。

2
00:01:10,000 -->
张三：我在样例大学，电话13800001234。

3
00:01:05,000 --> 00:01:08,000
张三：论文太多。
`;

it("imports subtitles, says where they are odd, and shows when each turn was said", async () => {
  await page.goto(`${running.url}/studies/${study}/transcripts`);
  const file = { name: "访谈一.srt", mimeType: "application/x-subrip", buffer: Buffer.from(subtitles) };
  await page.locator("input[type=file]").setInputFiles(file);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "导入转写稿" }).click();
  await dialog.getByText("第 10 行").waitFor();
  const told = await dialog.locator(".findings li").allTextContents();
  expect(told).toEqual(["第 6 行 没有结束时间。", "第 10 行 开始时间早于上一条字幕；文字仍按文件中的顺序保留。"]);
  await dialog.getByRole("button", { name: "知道了" }).click();
  await page.getByRole("link", { name: "访谈一" }).click();
  await page.locator(".turn").nth(2).waitFor();
  expect(await page.locator(".turn time").allTextContents()).toEqual(["00:00:01", "00:01:10", "00:01:05"]);
});

it("de-identifies by the study's rules, each place decided by a person", async () => {
  await page.getByRole("link", { name: "去标识化" }).click();
  await page.getByLabel("姓名 词语").fill("张三");
  await page.getByLabel("高校 词语").fill("样例大学");
  await page.getByRole("button", { name: "保存规则" }).click();
  await page.getByText("待确认的位置（5 处）").waitFor();
  const phone = page.getByRole("radiogroup", { name: "13800001234 处理" });
  await phone.getByRole("radio", { name: "保留" }).check();
  await page.getByText("手工添加位置").click();
  await page.locator(".deidentify-turn p", { hasText: "论文太多" }).selectText();
  await page.locator(".deidentify-turn p", { hasText: "论文太多" }).dispatchEvent("pointerup");
  await page.getByText("已选中：“论文太多。”").waitFor();
  await page.getByLabel("替换为（手工）").fill("〔意见〕");
  await page.getByRole("button", { name: /^添\s*加$/ }).click();
  await page.getByText("待确认的位置（6 处）").waitFor();
  await page.getByRole("button", { name: "生成去标识化文本" }).click();
  await page.locator(".turn", { hasText: "请〔某人〕谈谈。" }).waitFor();
  const turns = await page.locator(".turn p").allTextContents();
  expect(turns).toEqual(["请〔某人〕谈谈。", "我在〔某高校〕，电话13800001234。", "〔意见〕"]);
  expect(await page.locator(".speaker").nth(1).textContent()).toBe("〔某人〕00:01:10");
});

/** Words of a session that no rule knows, added by hand. */
async function addToPlainSession(): Promise<void> {
  await chooseOption(page.getByLabel("在其他场次中添加词"), "老李的小会");
  const card = page.locator(".deidentify-rules", { hasText: "老李的小会" }).last();
  for (const [word, instead] of [
    ["老李的", "〔某单位〕"],
    ["老王", "〔某人〕"],
  ] as const) {
    await card.getByLabel("规则没有找到的词").fill(word);
    await card.getByLabel("替换为（手工）").fill(instead);
    await card.getByRole("button", { name: /^添\s*加$/ }).click();
  }
}

it("shows what is replaced in the record of a session when it leaves, and keeps what a lead keeps", async () => {
  const session = crypto.randomUUID();
  const written = { summary: "张三在样例大学", observation: "老张不在" };
  const [other, plain] = [crypto.randomUUID(), { title: "老李的小会", summary: "老王来过" }];
  for (const one of [makeSession(session, written), makeSession(other, { ...plain, number: "I-2" })]) {
    const params = { study, session: one.id };
    await running.client.call(routes.saveSession, { params, body: { session: one as unknown as JsonValue } });
  }
  await page.goto(`${running.url}/studies/${study}/sessions/words`);
  await page.getByRole("radiogroup", { name: "样例大学 处理" }).getByRole("radio", { name: "保留" }).check();
  await page.getByLabel("规则没有找到的词").fill("老张");
  await page.getByLabel("替换为（手工）").fill("〔某人〕");
  await page.getByRole("button", { name: /^添\s*加$/ }).click();
  // a session in which no rule finds anything is chosen from the list
  await addToPlainSession();
  await page.getByRole("button", { name: "保存处理方式" }).click();
  await page.getByText("（观察，共 1 处）").waitFor();
  const snapshot = await running.client.call(routes.exportSnapshot, { params: { study } });
  const { sessions } = (await snapshot.json()) as {
    sessions: { id: string; title: string; summary: string; observation: string }[];
  };
  const texts = new Map(sessions.map((one) => [one.id, one]));
  expect(texts.get(session)).toMatchObject({ summary: "〔某人〕在样例大学", observation: "〔某人〕不在" });
  expect(texts.get(other)).toMatchObject({ title: "〔某单位〕小会", summary: "〔某人〕来过" });
});

/** Half a minute of silence that says its length, as a WAV file of 8-bit samples. */
function silentWav(seconds = 30, rate = 8_000): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(44 + seconds * rate, 128);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write("WAVEfmt ", 8);
  for (const [at, value] of [
    [16, 16],
    [20, 0x1_0001],
    [24, rate],
    [28, rate],
    [32, 0x8_0001],
  ] as const)
    bytes.writeUInt32LE(value, at);
  bytes.write("data", 36);
  bytes.writeUInt32LE(seconds * rate, 40);
  return new Uint8Array(bytes);
}

it("plays a turn at the first click, and says where no recording reaches", async () => {
  const [session, transcript] = [crypto.randomUUID(), crypto.randomUUID()];
  const body = { session: makeSession(session, { number: "I-3" }) as unknown as JsonValue };
  await running.client.call(routes.saveSession, { params: { study, session }, body });
  const { recovery } = await running.client.call(routes.getFieldKit, { params: { study } });
  const recorded = { media: "audio/wav", seconds: 30 };
  const sealed = await sealAttachment({ study, session, recovery, bytes: silentWav() }, recorded);
  const params = { study, attachment: sealed.id };
  await running.client.call(routes.beginAttachment, { params, body: sealed.announced });
  for (const { position, sha256, bytes } of sealed.chunks) {
    const place = { ...params, position: String(position) };
    await running.client.call(routes.putAttachmentChunk, { params: place, query: { sha256 }, bytes });
  }
  await running.client.call(routes.finishAttachment, { params });
  const words = `1\n00:00:20,000 --> 00:00:24,000\n受访者：看代表作。\n\n2\n00:00:50,000 --> 00:00:54,000\n受访者：没有录到。\n`;
  const query = { title: "有录音", format: "srt" as const, session };
  const bytes = new Uint8Array(Buffer.from(words));
  await running.client.call(routes.importTranscript, { params: { study, transcript }, query, bytes });
  await page.goto(`${running.url}/studies/${study}/transcripts/${transcript}`);
  await page.getByRole("button", { name: "从 00:00:20 播放" }).click();
  await page.waitForFunction(() => {
    const audio = document.querySelector("audio");
    return audio !== null && !audio.paused && audio.currentTime > 0 && !audio.seeking;
  });
  expect(await page.locator("audio").evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThanOrEqual(
    20,
  );
  await page.getByRole("button", { name: "从 00:00:50 播放" }).click();
  await page.getByText("没有录到 00:00:50").waitFor();
});

it("met no warning", () => {
  expect(watched.complaints).toEqual([]);
});
