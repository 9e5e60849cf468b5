import { routes } from "../../api/src/contract/index.ts";
import { answerPage, beginAnswering, leafToTheEnd } from "../../web/e2e/answer-page.ts";
import { openBrowser } from "../../web/e2e/open-browser.ts";
import { startStudy, study } from "../../web/e2e/start-study.ts";
import { type BenchLine, quantileOf } from "./bench-line.ts";
import { slowProcessor } from "./weak-phone.ts";

const questionnaire = "q-e1-full";

/** In the page: for each input the milliseconds until the next frame was painted (Event Timing of the W3C, steps of 8 ms). */
const noteInputs = `
  globalThis.inputDelays = [];
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) {
      if (["click", "keydown", "input"].includes(name)) inputDelays.push(duration);
    }
  }).observe({ type: "event", buffered: true, durationThreshold: 16 });
`;

/** Answers the full questionnaire on a slow phone; what is answered in less than 16 ms is not even noted. */
export async function benchAnswering(): Promise<readonly BenchLine[]> {
  const [browser, running] = await Promise.all([openBrowser(), startStudy()]);
  try {
    const { client } = running;
    const { version } = await client.call(routes.publishQuestionnaire, { params: { study, questionnaire }, body: {} });
    const { collector } = await client.call(routes.openCollector, {
      params: { study },
      body: { questionnaire, version: version.hash, label: "测速", mode: "pseudonymous" },
    });
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
    await page.addInitScript({ content: noteInputs });
    await beginAnswering(page, `${running.url}/s/${collector.id}`);
    await slowProcessor(page);
    let answered = 0;
    await leafToTheEnd(page, async () => {
      await answerPage(page);
      for (const area of await page.locator(".questions textarea").all()) await area.pressSequentially("typed by hand");
      answered += await page.locator(".questions fieldset, .questions select, .questions textarea").count();
    });
    const delays = await page.evaluate<number[]>("inputDelays");
    return [
      { name: `questions answered, ${questionnaire}`, value: answered, unit: "", budget: { atLeast: 60 } },
      {
        name: "input to next paint, 4x CPU, p95",
        value: quantileOf(delays, 0.95),
        unit: "ms",
        budget: { atMost: 100 },
      },
      { name: "input to next paint, 4x CPU, longest", value: Math.max(...delays), unit: "ms" },
      { name: "inputs noted (16 ms and more)", value: delays.length, unit: "" },
    ];
  } finally {
    await browser.close();
    await running.close();
  }
}
