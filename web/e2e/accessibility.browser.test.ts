import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { planFieldwork } from "../../api/src/demo/plan-fieldwork.ts";
import { recordFieldwork } from "../../api/src/demo/record-fieldwork.ts";
import { joinOnce } from "../../api/src/demo/signed-in-client.ts";
import { readSimulatedSessions } from "../../api/src/demo/simulated-material.node.ts";
import { answerToTheEnd, beginAnswering, submitAnswers } from "./answer-page.ts";
import { findBarriers } from "./find-barriers.ts";
import { openPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";
import { signInAsLead } from "./sign-in.ts";
import { packFolder, questionnaire, study } from "./start-study.ts";

const { browser, running } = await openStudy();

beforeAll(async () => {
  const material = (await readSimulatedSessions(packFolder)).slice(0, 4);
  const ids = material.map(() => crypto.randomUUID());
  await planFieldwork(running.client, study, { material, ids, seed: 2026 });
  const coder = { email: "coder@example.org", name: "第二编码员", password: "quiet harbour 5 lamps" };
  const work = { first: running.client, second: await joinOnce(running.client, running.url, coder)(study), seed: 2026 };
  await recordFieldwork(work, study, { material, ids });
});

describe("axe finds no barrier (WCAG 2.2 AA)", () => {
  it("from the cover to the receipt on a phone", async () => {
    const { page, context } = await openPage(browser);
    const link = await running.openLink();
    await page.goto(link);
    await page.getByRole("checkbox").waitFor();
    expect.soft(await findBarriers(page), "cover").toEqual([]);
    await beginAnswering(page, link);
    expect.soft(await findBarriers(page), "first questions").toEqual([]);
    await page.getByRole("button", { name: "下一页" }).click();
    await page.locator(".sd-question__erbox").first().waitFor();
    expect.soft(await findBarriers(page), "errors").toEqual([]);
    await answerToTheEnd(page);
    expect.soft(await findBarriers(page), "last questions").toEqual([]);
    await submitAnswers(page);
    expect.soft(await findBarriers(page), "receipt").toEqual([]);
    await context.close();
  });

  it.each([
    ["in forced colours", { forcedColors: "active" as const }, 1],
    ["with reduced motion", { reducedMotion: "reduce" as const }, 1],
    ["with texts of 200 %", {}, 2],
  ])("%s, and nothing runs out of the page", async (_, media, scale) => {
    const { page, context } = await openPage(browser);
    await page.emulateMedia(media);
    const link = await running.openLink();
    await page.goto(link);
    await page.locator(".cover [data-action=start]:enabled").waitFor();
    await page.evaluate((factor) => {
      document.documentElement.style.fontSize = `${100 * factor}%`;
    }, scale);
    expect.soft(await findBarriers(page), "cover").toEqual([]);
    await page.getByRole("checkbox").check();
    await page.locator(".cover [data-action=start]").click();
    await page.locator(".survey").waitFor();
    expect.soft(await findBarriers(page), "first questions").toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await context.close();
  });

  it("on the pages of the desk", async () => {
    const { page, context } = await openPage(browser, { width: 1280, height: 900 });
    await page.goto(`${running.url}/sign-in`);
    await page.getByLabel("电子邮箱").waitFor();
    expect.soft(await findBarriers(page), "sign-in").toEqual([]);
    await signInAsLead(page, running.url);
    expect.soft(await findBarriers(page), "studies").toEqual([]);
    const { transcripts } = await running.client.call(routes.listTranscripts, { params: { study } });
    const { sessions } = await running.client.call(routes.listSessions, { params: { study } });
    const [open = ""] = (await running.openLink()).split("/").slice(-1);
    const [invited = ""] = (await running.invite("王芳"))[0]?.split("/").at(-1)?.split("#") ?? [];
    const paths = [
      "",
      `/collectors/${open}/poster`,
      `/collectors/${invited}/invitations`,
      `/responses/quality/${questionnaire}`,
      `/questionnaires/${questionnaire}`,
      `/questionnaires/${questionnaire}?tab=draft`,
      "/responses",
      `/progress/${questionnaire}`,
      `/progress/${questionnaire}/quota`,
      `/sessions/${sessions[0]?.id}`,
      "/roster",
      "/roster?part=people",
      "/roster?part=import",
      "/roster?part=samples",
      "/plan",
      "/transcripts",
      `/transcripts/${transcripts[0]?.id}`,
      "/analyses",
      "/cases",
      "/reports/research-report",
      "/members",
      "/personal",
    ];
    // on three pages at once: most of the time goes into waiting until nothing loads any more
    const left = paths.values();
    const check = async (onPage: Page) => {
      for (const path of left) {
        await onPage.goto(`${running.url}/studies/${study}${path}`);
        await onPage.locator("main h1").first().waitFor();
        await onPage.waitForLoadState("networkidle");
        expect.soft(await findBarriers(onPage), path).toEqual([]);
      }
    };
    await Promise.all([page, await context.newPage(), await context.newPage()].map(check));
    await context.close();
  });
});

it("every target a finger must hit is at least 44 px high", async () => {
  const { page, context } = await openPage(browser);
  await beginAnswering(page, await running.openLink());
  const low = await page.evaluate(() => {
    const targets = document.querySelectorAll<HTMLElement>(
      "button, select, textarea, .sd-selectbase__label, .matrix-option, .ranking-choice, .sd-rating__item",
    );
    return [...targets].filter((one) => one.offsetParent !== null && one.offsetHeight < 44).map((one) => one.outerHTML);
  });
  expect(low).toEqual([]);
  await context.close();
});
