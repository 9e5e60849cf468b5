import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Session } from "@diaoyan/instruments";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import type { JsonValue } from "../../api/src/contract/values.ts";
import { sendResponses } from "../../api/src/demo/send-responses.ts";
import { chooseOption } from "./choose-option.ts";
import { openPage } from "./open-browser.ts";
import { openDesk } from "./open-desk.ts";
import { questionnaire, study } from "./start-study.ts";

const { browser, running, watched, page } = await openDesk();

const library = join(import.meta.dirname, "../../instruments/library");
const said = "现在实行代表作评价，送审的专家来自外省高校。";
const transcript = `访谈员：请您谈谈职称评审的变化。\n受访者：以前主要数论文篇数。${said}评审周期也从一年延长到三年。\n`;

async function openTab(name: string): Promise<void> {
  await page.goto(`${running.url}/studies/${study}${name}`);
  await page.locator("main h1").first().waitFor();
}

async function sendSome(collector: string, count: number, seed: number): Promise<void> {
  const about = await running.client.call(routes.getQuestionnaire, { params: { study, questionnaire } });
  await sendResponses(running.client, { collector, definition: about.published as never, count, seed });
}

it("refuses a wrong password with title, detail and remedy", async () => {
  const other = await openPage(browser, { width: 1280 });
  await other.page.goto(`${running.url}/sign-in`);
  await other.page.getByLabel("电子邮箱").fill("lead@example.org");
  await other.page.getByLabel("密码").fill("not-the-password");
  await other.page.getByRole("button", { name: "登录" }).click();
  const alert = other.page.locator(".problem");
  await alert.waitFor();
  expect(await alert.textContent()).toContain("登录邮箱或密码不正确");
  expect(await alert.textContent()).toContain("处理办法：");
  await other.context.close();
});

it("a page of the desk without a session leads to the sign-in and back", async () => {
  const other = await openPage(browser, { width: 1280 });
  await other.page.goto(`${running.url}/studies/${study}/responses`);
  await other.page.waitForURL("**/sign-in?next=*");
  expect(other.page.url()).toContain(encodeURIComponent(`/studies/${study}/responses`));
  await other.context.close();
});

it("publishes a questionnaire, opens a link and sees the count grow by itself", async () => {
  await openTab(`/questionnaires/${questionnaire}`);
  await page.getByRole("tab", { name: "编辑草稿" }).click();
  await page.getByRole("button", { name: "检查并发布" }).click();
  await page.getByRole("button", { name: "发布第 1 版" }).click();
  await page.getByText("已发布第 1 版。").waitFor();
  await page.getByRole("tab", { name: "填答链接" }).click();
  await page.getByRole("button", { name: "开放第 1 版的链接" }).click();
  await page.getByRole("button", { name: "开放", exact: true }).click();
  const link = page.locator("a", { hasText: "/s/" });
  await link.waitFor();
  const collector = ((await link.textContent()) ?? "").split("/").at(-1) ?? "";
  const count = page.getByTestId(`count-${collector}`);
  expect(await count.textContent()).toBe("0");
  await sendSome(collector, 40, 7);
  await expect.poll(() => count.textContent(), { timeout: 10_000 }).toBe("40");
});

it("shows an error in a draft at its place with the remedy, and publishes nothing", async () => {
  await openTab(`/questionnaires/${questionnaire}`);
  await page.getByRole("tab", { name: "编辑草稿" }).click();
  await page.getByRole("tab", { name: "JSON" }).click();
  const area = page.getByRole("textbox", { name: "编辑草稿" });
  const draft = JSON.parse(await area.inputValue()) as { survey: { pages: { elements: object[] }[] } };
  draft.survey.pages[0]?.elements.push({ type: "file", name: "UPLOAD", title: "上传" });
  await area.fill(JSON.stringify(draft));
  await page.getByRole("button", { name: "检查并发布" }).click();
  await page.getByText("请先改正错误再发布").waitFor();
  await page.getByRole("tab", { name: "题目编辑" }).click();
  const findings = page.locator(".author-findings .error");
  await findings.first().waitFor();
  expect(await findings.first().textContent()).toContain("改用列表中的题型");
  const about = await running.client.call(routes.getQuestionnaire, { params: { study, questionnaire } });
  expect(about.summary.versions).toHaveLength(1);
});

it("opens a response in words and excludes it with a reason", async () => {
  await openTab("/responses");
  await page.locator("tr.openable").first().click();
  await page.getByText("您所在单位的类型").or(page.getByText("单位类型")).first().waitFor();
  await page.getByLabel("理由（随认定保存，并记入审计日志）").fill("测试剔除");
  await page.getByRole("button", { name: /^无\s?效$/ }).click();
  await page.getByText(/无效（测试负责人，.*）\s*测试剔除/).waitFor();
  const { entries } = await running.client.call(routes.listAudit, { params: { study }, query: {} });
  expect(entries.some(({ action }) => action.startsWith("response"))).toBe(true);
  await page.keyboard.press("Escape");
});

it("says who can be singled out before protected answers leave", async () => {
  const { summary } = await running.client.call(routes.getQuestionnaire, { params: { study, questionnaire } });
  await openTab("/responses");
  await chooseOption(page.getByRole("combobox", { name: "问卷" }), summary.title);
  await page.getByRole("button", { name: "保护后下载" }).click();
  const dialog = page.getByRole("dialog");
  await chooseOption(dialog.getByRole("combobox", { name: "背景变量" }), 0);
  await dialog.locator("p.note").first().click();
  await dialog.getByRole("checkbox").check();
  await dialog.getByRole("button", { name: /^检\s?查$/ }).click();
  await dialog.getByText("最小一组的人数").waitFor();
  const [zip] = await Promise.all([
    page.waitForEvent("download"),
    dialog.getByRole("button", { name: "下载（ZIP）" }).click(),
  ]);
  expect(Object.keys(unzipSync(new Uint8Array(await readFile(await zip.path()))))).toContain("anonymity.json");
  await dialog.getByText("已下载；审计日志").waitFor();
  await page.keyboard.press("Escape");
});

it("records a session with a participant and a note", async () => {
  await openTab("/sessions");
  await page.getByRole("button", { name: "新建记录" }).click();
  await page.getByLabel("编号").fill("T4-SITE09-I01");
  await page.getByLabel("名称").fill("某市属院所访谈");
  await page.getByLabel("单位代码").fill("U-09");
  await page.getByLabel("单位类型").fill("市属科研院所");
  await page.getByRole("textbox", { name: "类别" }).fill("应用研究，副高级，36—40岁");
  const takesPart = page.getByRole("radiogroup", { name: "参加访谈" });
  await takesPart.getByRole("radio", { name: "同意", exact: true }).check();
  await page.getByRole("radiogroup", { name: "同步录音" }).getByRole("radio", { name: "不同意" }).check();
  await page.getByRole("button", { name: "添加一条笔记" }).click();
  await page.getByLabel("笔记内容").fill("代表作送审由单位自选。");
  await page.getByLabel("时间（分:秒）").fill("03:20");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("heading", { name: "某市属院所访谈" }).waitFor();
  const { sessions } = await running.client.call(routes.listSessions, { params: { study } });
  expect(sessions).toHaveLength(1);
  const stored = await running.client.call(routes.getSession, { params: { study, session: sessions[0]?.id ?? "" } });
  expect(stored.session).toMatchObject({
    number: "T4-SITE09-I01",
    notes: [{ t: 200, text: "代表作送审由单位自选。" }],
    participants: [
      {
        role: "受访",
        consents: [
          { kind: "participate", granted: true, method: "口头" },
          { kind: "recordAudio", granted: false },
        ],
      },
    ],
  });
});

it("merges what an interviewer stored meanwhile with what is typed at the desk", async () => {
  const [one] = (await running.client.call(routes.listSessions, { params: { study } })).sessions;
  const params = { study, session: one?.id ?? "" };
  const read = async () => (await running.client.call(routes.getSession, { params })).session as unknown as Session;
  const before = await read();
  const note = { ...before.notes[0], id: "from-the-field", text: "现场补记" };
  const theirs = { ...before, notes: [...before.notes, note], observation: "展板在大厅" };
  await running.client.call(routes.saveSession, { params, body: { session: theirs as unknown as JsonValue } });
  await page.getByLabel("内容摘要").fill("工作台写的小结");
  await page.getByRole("button", { name: "保存", exact: true }).first().click();
  await page.getByRole("button", { name: "合并双方的修改并保存" }).click();
  await expect.poll(async () => (await read()).summary).toBe("工作台写的小结");
  const merged = await read();
  expect(merged.notes.map(({ text }) => text)).toEqual(["代表作送审由单位自选。", "现场补记"]);
  expect(merged.observation).toBe("展板在大厅");
  await expect.poll(() => page.getByLabel("现场观察").inputValue()).toBe("展板在大厅");
});

it("imports a transcript, codes a selection with the keyboard, and keeps its exact words", async () => {
  await openTab("/transcripts");
  const file = { name: "访谈一.txt", mimeType: "text/plain", buffer: Buffer.from(transcript) };
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("dialog").getByRole("button", { name: "导入转写稿" }).click();
  await page.getByRole("link", { name: "访谈一" }).click();
  await page.locator(".turn").nth(1).waitFor();
  await page.evaluate((words) => {
    const segment = [...document.querySelectorAll("[data-start]")].find((one) => one.textContent?.includes(words));
    const text = segment?.firstChild as Text;
    const from = text.data.indexOf(words);
    const range = document.createRange();
    range.setStart(text, from);
    range.setEnd(text, from + words.length);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    segment?.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
  }, said);
  await page.getByRole("combobox", { name: "输入编号、名称或定义筛选" }).fill("代表作");
  await page.keyboard.press("Enter");
  await page.locator(".coding-list li", { hasText: "代表作" }).waitFor();
  const { transcripts } = await running.client.call(routes.listTranscripts, { params: { study } });
  const params = { study, transcript: transcripts[0]?.id ?? "" };
  // the margin shows a coding before the server has it
  await expect
    .poll(async () => (await running.client.call(routes.getTranscript, { params })).codings)
    .toEqual([expect.objectContaining({ quote: said, code: "c1-2" })]);
  expect(await page.locator(".coded").first().textContent()).toBe(said);
});

it("adds codings by the dictionary rules and takes one away", async () => {
  await page.getByRole("button", { name: "按词典规则编码" }).click();
  await page.getByRole("button", { name: /^加入 \d+ 条$/ }).click();
  await expect.poll(() => page.locator(".coding-list li").count(), { timeout: 10_000 }).toBeGreaterThan(1);
  const before = await page.locator(".coding-list li").count();
  await page
    .getByRole("button", { name: /^删除编码/ })
    .first()
    .click();
  await expect.poll(() => page.locator(".coding-list li").count()).toBe(before - 1);
});

it("runs an analysis picked by the words of the question: table, chart, sentences, files", async () => {
  await openTab("/analyses");
  await page.locator("#variable").click();
  await page.keyboard.type("年龄");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "运行分析" }).click();
  await page.locator(".three-line").waitFor();
  expect(await page.locator(".table-note").textContent()).toContain("39");
  const chart = page.locator("img.chart");
  await chart.waitFor({ timeout: 20_000 });
  await expect.poll(() => chart.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  const [csv] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "下载 CSV" }).click(),
  ]);
  const text = await readFile(await csv.path(), "utf8");
  expect(text.startsWith("\uFEFF")).toBe(true);
  // the note of the table stands in a last line
  expect(text.trim().split("\r\n").length).toBe((await page.locator(".three-line tr").count()) + 1);
  const number = page.locator(".said-number").first();
  await number.click();
  expect(await page.locator("td.said-here").first().textContent()).toContain(
    (await number.textContent())?.replace("%", ""),
  );
  await page.getByRole("button", { name: "加入", exact: true }).click();
  await page.getByText("已加到提纲末尾").waitFor();
});

it("makes a variable, weighs by a kept weight and filters by conditions joined with or; the result says all three", async () => {
  const about = { study, questionnaire };
  const ages = await running.client.call(routes.runAnalysis, {
    params: { study },
    body: { questionnaire, request: { kind: "frequencies", variable: "BG12" } },
  });
  const { categories } = ages.result as unknown as { categories: readonly { value: string; count: number }[] };
  const totals = Object.fromEntries(categories.filter(({ count }) => count > 0).map(({ value }) => [value, 10]));
  const weight = { name: "年龄权重", source: "测试名册", margins: { BG12: totals } };
  await running.client.call(routes.keepWeight, { params: about, body: weight });
  await openTab("/analyses");
  await page.getByRole("button", { name: "新建变量" }).click();
  const form = page.getByRole("dialog");
  await form.getByLabel("变量名称").fill("年龄两组");
  await chooseOption(form.getByLabel("生成方法"), "重新编码");
  await form.getByLabel("由哪道题生成").fill("BG12");
  await chooseOption(form.getByLabel("由哪道题生成"), "BG12");
  const targets = form.locator(".made-targets input");
  await targets.first().waitFor();
  for (const [place, target] of (await targets.all()).entries()) await target.fill(place < 4 ? "四十岁以内" : "其他");
  await page.getByRole("button", { name: "生成并保存" }).click();
  await page.getByText(/已生成“年龄两组”：有值 \d+ 份/).waitFor();
  await page.locator("#variable").fill("年龄两组");
  await chooseOption(page.locator("#variable"), "年龄两组");
  await chooseOption(page.locator("#weight"), "年龄权重｜测试名册");
  for (const place of [1, 2]) {
    await page.getByRole("button", { name: "添加条件" }).click();
    if (place === 2) await chooseOption(page.getByLabel("条件2与前一条件的关系"), "或者");
    await page.getByLabel(`条件${place}的题目`).fill("年龄两组");
    await chooseOption(page.getByLabel(`条件${place}的题目`), "年龄两组");
    await chooseOption(page.getByLabel("以下选项").nth(place - 1), place === 1 ? "四十岁以内" : "其他");
    await page.keyboard.press("Escape");
  }
  await page.getByRole("button", { name: "运行分析" }).click();
  await page.getByText("只分析部分个案：年龄两组为四十岁以内；或年龄两组为其他。").waitFor();
  const note = await page.locator(".table-note").textContent();
  expect(note).toMatch(/“年龄两组”由“年龄段”重新编码（.+→四十岁以内，.+→其他）/u);
  expect(note).toMatch(/权重“年龄权重”按年龄段的总体数校准（测试名册）/u);
});

it("takes the judgements of an expert pair by pair, and weighs the criteria", async () => {
  await openTab("/analyses");
  await page.locator("#analysis-kind").click();
  await page.keyboard.type("层次分析法");
  await page.keyboard.press("Enter");
  await page.getByText("请先填写要比较的指标").waitFor();
  await page.getByLabel("指标名称").click();
  for (const label of ["质量", "贡献"]) {
    await page.keyboard.type(label);
    await page.keyboard.press("Enter");
  }
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "添加一位专家" }).click();
  await chooseOption(page.getByLabel("专家 1：质量 比 贡献"), 6);
  await page.getByRole("button", { name: "运行分析" }).click();
  // three times as important: 3/4 and 1/4
  await page.getByRole("cell", { name: "0.7500" }).waitFor();
  await page.getByRole("cell", { name: "0.2500" }).waitFor();
});

it("enters a finding with a recommendation, and compares indicators of a file by year", async () => {
  await openTab("/evidence");
  await page.getByRole("button", { name: "添加问题" }).click();
  await page.getByLabel("问题", { exact: true }).fill("评审周期偏长（测试）");
  await page.getByRole("button", { name: /保\s?存/ }).click();
  await page.locator(".finding-cards", { hasText: "评审周期偏长" }).waitFor();
  await page.getByRole("button", { name: "添加建议" }).click();
  await page.getByLabel("对应的问题").click();
  await page.keyboard.type("评审周期");
  await page.keyboard.press("Enter");
  await page.getByLabel("建议", { exact: true }).fill("按周期清理评审事项");
  await page.getByRole("button", { name: /保\s?存/ }).click();
  await page.locator(".measures", { hasText: "按周期清理评审事项" }).waitFor();
  const head = "指标,数值,单位,年份,来源,来源性质\n";
  const bring = (text: string) =>
    page
      .locator("input[type=file]")
      .setInputFiles({ name: "指标.csv", mimeType: "text/csv", buffer: Buffer.from(head + text) });
  await bring("人才总量,约200,万人,2023,统计公报,官方统计\n");
  await page.getByText("第 2 行“数值”").waitFor();
  await bring("人才总量,200,万人,2033,统计公报,官方统计\n人才总量,220,万人,2034,统计公报,官方统计\n");
  await page.locator(".three-line", { hasText: "2033／2034 对比（官方统计）" }).waitFor();
  expect(await page.locator(".three-line tbody tr").first().textContent()).toBe("人才总量万人2002202010.0");
});

it("builds a report and downloads it", async () => {
  await openTab("/reports/research-report");
  await page.getByRole("button", { name: "生成草稿" }).click();
  const file = page.getByRole("button", { name: /\.docx$/ });
  await file.first().waitFor({ timeout: 40_000 });
  const [docx] = await Promise.all([page.waitForEvent("download"), file.first().click()]);
  const bytes = await readFile(await docx.path());
  expect(bytes.subarray(0, 2).toString()).toBe("PK");
  expect(bytes.length).toBeGreaterThan(5_000);

  const parts = unzipSync(new Uint8Array(bytes));
  const xml = strFromU8(parts["word/document.xml"] ?? new Uint8Array());
  const changed = xml
    .replace("本次问卷为方便抽样", "本次问卷属于方便抽样")
    .replace(/(<w:tbl>(?:(?!<\/w:tbl>).)*?≥.*?<w:t[^>]*>)0 ?场/, "$19场");
  const edited = zipSync({ ...parts, "word/document.xml": strToU8(changed) });
  const upload = { name: "修改稿.docx", mimeType: "application/octet-stream", buffer: Buffer.from(edited) };
  await page.getByLabel("选择修改稿").setInputFiles(upload);
  await page.locator(".merge-changes ins", { hasText: "本次问卷属于方便抽样" }).waitFor();
  const write = page.getByRole("button", { name: "将 1 处改动并入提纲" });
  await page.locator(".merge-changes .refused", { hasText: "9场" }).waitFor();
  expect(await write.isDisabled()).toBe(true);
  await page.getByRole("checkbox", { name: "表格保持原样（1 处改动不并入），只并入文字" }).check();
  await write.click();
  await page.getByText("已并入提纲，请重新生成文件。").waitFor();
  const outline = page.getByRole("textbox", { name: "提纲（Markdown）" });
  await expect.poll(() => outline.inputValue()).toContain("本次问卷属于方便抽样");
});

it("holds the reports against a former snapshot and names what changed them", async () => {
  await openTab("/reports");
  const [snapshot] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "下载当前快照" }).click(),
  ]);
  await page.getByLabel("选择较早的快照").setInputFiles(await snapshot.path());
  await page.getByRole("button", { name: /^比\s?较$/ }).click();
  await page.getByText("没有变动的数字。").first().waitFor();
});

it("names the line of a directive that cannot be resolved", async () => {
  await openTab("/reports/research-report");
  const area = page.getByRole("textbox", { name: "提纲（Markdown）" });
  await area.fill(`${await area.inputValue()}\n\n::analysis{kind=frequencies variable=NOT_THERE}\n`);
  await page.getByRole("button", { name: "生成草稿" }).click();
  await page.locator(".problem").waitFor({ timeout: 40_000 });
  expect(await page.locator(".problem").textContent()).toMatch(/research-report\.md:\d+/);
});

it("makes an invitation link that opens an account", async () => {
  await openTab("/members");
  await page.getByLabel("姓名").fill("李访谈");
  await page.getByLabel("电子邮箱").fill("interviewer@example.org");
  await chooseOption(page.getByLabel("角色", { exact: true }), "访谈员");
  await page.getByRole("button", { name: "生成邀请链接" }).click();
  const link = (await page.locator(".one-time-link").textContent()) ?? "";
  const other = await openPage(browser, { width: 390 });
  await other.page.goto(link);
  await other.page.getByText("您受邀参加课题“科技人才评价改革").waitFor();
  expect(await other.page.getByLabel("姓名").inputValue()).toBe("李访谈");
  expect(await other.page.getByLabel("电子邮箱").inputValue()).toBe("interviewer@example.org");
  await other.page.getByLabel("密码").fill("another-long-password");
  await other.page.getByRole("button", { name: "开通并登录" }).click();
  await other.page.getByRole("link", { name: /科技人才评价改革/ }).click();
  await other.page.getByRole("heading", { name: "课题概览" }).waitFor();
  await other.page.goto(`${running.url}/studies/${study}/sessions`);
  await other.page.getByRole("button", { name: "新建记录" }).waitFor();
  await other.page.goto(`${running.url}/studies/${study}/transcripts`);
  await other.page.locator("main h1").first().waitFor();
  expect(await other.page.getByRole("button", { name: "导入转写稿" }).count()).toBe(0);
  expect(other.complaints).toEqual([]);
  // used: said before anybody fills in a form
  await other.page.goto(link);
  await other.page.getByText("链接无效、已使用或已过期").waitFor();
  expect(await other.page.getByLabel("密码").count()).toBe(0);
  await other.context.close();
});

it("starts a study without a file of one's own, and completes a pack that came without its shared files", async () => {
  await page.goto(`${running.url}/studies`);
  await page.getByRole("button", { name: "新建课题" }).click();
  const dialog = page.getByRole("dialog");
  await expect.poll(async () => dialog.getByLabel("课题名称").inputValue()).not.toBe("");
  await chooseOption(dialog.getByLabel("从哪里开始"), "空白课题");
  await dialog.getByLabel("课题名称").fill("青年科技人才住房调研");
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "下载课题包" }).click();
  const pack = unzipSync(new Uint8Array(await readFile(await (await download).path())));
  expect(strFromU8(pack["study.yaml"] ?? new Uint8Array())).toContain("zh: 青年科技人才住房调研");
  await dialog.getByLabel("课题代号").fill(study);
  await dialog.getByRole("button", { name: "新建课题" }).click();
  await dialog.getByText("已有这个代号的课题").waitFor();
  await dialog.getByLabel("课题代号").fill("housing");
  await dialog.getByRole("button", { name: "新建课题" }).click();
  await page.waitForURL("**/studies/housing");
  await page.getByText("青年科技人才住房调研").first().waitFor();

  await page.goto(`${running.url}/studies`);
  await page.locator("input[webkitdirectory]").setInputFiles(`${library}/talent-development`);
  await page.getByRole("button", { name: /补齐后再导入/ }).click();
  await page.waitForURL("**/studies/talent-development");
  await page.getByRole("heading", { name: "课题概览" }).waitFor();
});

it("complained of nothing on the way", () => {
  expect(watched.complaints.filter((text) => !/422|409/.test(text))).toEqual([]);
});
