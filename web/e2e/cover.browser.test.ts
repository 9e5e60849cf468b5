import { beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { openPage } from "./open-browser.ts";
import { openStudy } from "./open-desk.ts";
import { study } from "./start-study.ts";

const { browser, running } = await openStudy();
let link: string;

beforeAll(async () => {
  link = await running.openLink();
});

describe("the cover", () => {
  it("is read before any script arrives, and wakes with it", async () => {
    const { page, context, complaints } = await openPage(browser);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/assets/**", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(link, { waitUntil: "commit" });
    await page.getByRole("heading", { name: /科技人才评价改革调查/ }).waitFor();
    await page.getByText("查看完整说明").click();
    await page.getByRole("checkbox").check();
    expect(await page.getByRole("button", { name: "开始填写" }).isDisabled()).toBe(true);
    release();
    await page.getByRole("button", { name: "开始填写" }).click();
    await page.locator(".survey").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("asks for the questions once and for no styles", async () => {
    const { page, context } = await openPage(browser);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(link);
    await page.locator(".cover [data-action=start]:enabled").waitFor();
    // the visit is counted after the cover is awake, and in nobody's way
    const questions = asked.filter((path) => path.startsWith("/api/") && !path.endsWith("/visits"));
    expect(questions).toHaveLength(1);
    expect(asked.slice(0, 3).filter((path) => path.endsWith(".css"))).toEqual([]);
    await context.close();
  });

  it("takes names for names: markup in a title stays text", async () => {
    const response = await fetch(link);
    const html = await response.text();
    expect(html).toContain("<title>科技人才评价改革调查（个人卷·短卷）（模拟数据）</title>");
    const english = await (await fetch(link, { headers: { cookie: "diaoyan-language=en" } })).text();
    expect(english).toMatch(/<title>Survey on the reform of talent evaluation .*simulated.*<\/title>/i);
    expect(english).toMatch(/<h1[^>]*>Survey on the reform/);
    expect(english).toContain("To learn how the reform of evaluation is put into practice");
    expect(html).toContain("模拟数据</strong>");
    const unknown = await fetch(`${running.url}/s/nothing-here`);
    expect(unknown.status).toBe(404);
  });

  it("is not written for a link that is closed", async () => {
    const closed = await running.openLink();
    const collector = closed.split("/").at(-1) ?? "";
    await running.client.call(routes.closeCollector, { params: { study, collector } });
    const { page, context } = await openPage(browser);
    await page.goto(closed);
    await page.getByText("填答已经结束").waitFor();
    await context.close();
  });
});
