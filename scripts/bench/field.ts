import type { NoteRow, Session } from "@diaoyan/instruments";
import { routes } from "../../api/src/contract/index.ts";
import { newUuid } from "../../api/src/contract/uuid.ts";
import { setUpField } from "../../web/e2e/field-page.ts";
import { openBrowser } from "../../web/e2e/open-browser.ts";
import { startStudy, study } from "../../web/e2e/start-study.ts";
import { blankSession } from "../../web/src/session/blank-session.ts";
import { type BenchLine, quantileOf } from "./bench-line.ts";
import { slowProcessor } from "./weak-phone.ts";

const rows = 1_000;
const typed = "单位从去年开始实行代表作制度，每人只报三篇，但评审专家还是习惯数论文。";

/** In the page: for each input the milliseconds until the next frame was painted (Event Timing of the W3C, steps of 8 ms). */
const noteInputs = `
  globalThis.inputDelays = [];
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) {
      if (["click", "keydown", "input"].includes(name)) inputDelays.push(duration);
    }
  }).observe({ type: "event", buffered: true, durationThreshold: 16 });
`;

/** A session of 1,000 rows of notes, 模拟数据. */
function makeLongSession(): Session {
  const note = (index: number): NoteRow => ({
    id: newUuid(7),
    t: index * 5,
    question: null,
    type: "要点",
    text: `第${index + 1}行：${typed}`,
    verbatim: false,
    codes: [],
    strength: null,
    sensitive: false,
  });
  const notes = Array.from({ length: rows }, (_, index) => note(index));
  return { ...blankSession(newUuid(7), "2026-10-12"), title: "一千行（模拟数据）", notes };
}

/** Types into a session of 1,000 rows on a slow phone, while every change is sealed and written to the device. */
export async function benchField(): Promise<readonly BenchLine[]> {
  const [browser, running] = await Promise.all([openBrowser(), startStudy()]);
  try {
    const session = makeLongSession();
    await running.client.call(routes.saveSession, {
      params: { study, session: session.id },
      body: { session: session as never },
    });
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
    await page.addInitScript({ content: noteInputs });
    await setUpField(page, running.url);
    await slowProcessor(page);
    await page.getByText("一千行").click();
    await page.getByRole("button", { name: "要点", exact: true }).waitFor();
    await page.evaluate("inputDelays.length = 0");
    let keys = 0;
    for (const type of ["要点", "原话", "观察"]) {
      await page.getByRole("button", { name: type, exact: true }).click();
      // 100 ms between keys: pauses, and with them sealing and writing, fall between them
      await page
        .getByRole("textbox", { name: "内容" })
        .pressSequentially("typed by hand, letter by letter", { delay: 100 });
      keys += 31;
      await page.getByRole("button", { name: "完成" }).click();
    }
    const delays = await page.evaluate<number[]>("inputDelays");
    return [
      { name: `rows of notes, ${keys} keys typed`, value: rows, unit: "" },
      {
        name: "input to next paint, 4x CPU, p95",
        value: quantileOf(delays, 0.95),
        unit: "ms",
        budget: { atMost: 100 },
      },
      { name: "input to next paint, 4x CPU, longest", value: Math.max(...delays), unit: "ms", budget: { atMost: 100 } },
      { name: "inputs noted (16 ms and more)", value: delays.length, unit: "" },
    ];
  } finally {
    await browser.close();
    await running.close();
  }
}
