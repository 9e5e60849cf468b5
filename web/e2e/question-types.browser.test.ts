import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "../../api/src/contract/index.ts";
import { beginAnswering, submitAnswers } from "./answer-page.ts";
import { openBrowser, openPage } from "./open-browser.ts";
import { type RunningStudy, startStudy, study } from "./start-study.ts";

const choices = [
  { value: 1, text: "甲" },
  { value: 2, text: "乙" },
  { value: 3, text: "丙" },
];

/** One question of every type of the profile: what `vite/trim-survey.ts` leaves out must not be missed here. */
const everyType = {
  name: "every-type",
  form: "full",
  title: { zh: "全部题型" },
  purpose: { zh: "检查每一种题型都能在手机上作答。" },
  minutes: 3,
  constructs: [],
  missingCodes: [],
  survey: {
    pages: [
      {
        name: "p1",
        elements: [
          { type: "html", name: "H", html: "<p>请按<strong>实际情况</strong>填写。</p>" },
          { type: "radiogroup", name: "R", title: "单选题", choices, showOtherItem: true },
          { type: "checkbox", name: "C", title: "多选题", choices, showNoneItem: true },
          { type: "tagbox", name: "T", title: "标签题", choices },
          { type: "dropdown", name: "D", title: "下拉题", choices },
          { type: "boolean", name: "B", title: "是否题", labelTrue: "是", labelFalse: "否" },
          { type: "rating", name: "S", title: "评分题", rateMin: 1, rateMax: 5 },
          { type: "ranking", name: "K", title: "排序题", choices },
        ],
      },
      {
        name: "p2",
        elements: [
          { type: "text", name: "X", title: "填空题" },
          { type: "text", name: "N", title: "数字题", inputType: "number", min: 0, max: 60 },
          { type: "comment", name: "L", title: "长文本题", maxLength: 500 },
          { type: "matrix", name: "M", title: "矩阵题", columns: choices, rows: [{ value: "a", text: "第一行" }] },
          { type: "multipletext", name: "P", title: "多项填空", items: [{ name: "a", title: "论文数" }] },
          {
            type: "matrixdropdown",
            name: "MD",
            title: "矩阵下拉",
            columns: [{ name: "c", title: "级别", cellType: "dropdown", choices }],
            rows: [{ value: "a", text: "第一项" }],
          },
          {
            type: "paneldynamic",
            name: "PD",
            title: "动态条目",
            panelCount: 1,
            maxPanelCount: 3,
            templateElements: [{ type: "text", name: "t", title: "项目名称" }],
          },
          { type: "panel", name: "G", title: "分组", elements: [{ type: "text", name: "GX", title: "组内填空" }] },
          { type: "expression", name: "E", title: "合计", expression: "{N} + 1" },
        ],
      },
    ],
  },
};

let browser: Browser;
let running: RunningStudy;

beforeAll(async () => {
  [browser, running] = await Promise.all([openBrowser(), startStudy()]);
});

afterAll(async () => {
  await browser?.close();
  await running?.close();
});

it("every question type of the profile is answered on a phone and stored as given", async () => {
  const params = { study, questionnaire: everyType.name };
  const saved = await running.client.call(routes.saveQuestionnaireDraft, { params, body: everyType });
  expect(saved.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const { version } = await running.client.call(routes.publishQuestionnaire, { params, body: {} });
  const body = { questionnaire: everyType.name, version: version.hash, label: "全部", mode: "pseudonymous" as const };
  const { collector } = await running.client.call(routes.openCollector, { params: { study }, body });
  const { page, context, complaints } = await openPage(browser);
  const question = (name: string) => page.locator(`[data-name="${name}"]`);
  await beginAnswering(page, `${running.url}/s/${collector.id}`);
  await question("R").getByText("其他（请注明）").click();
  await question("R").locator("textarea, input[type=text]").fill("另一种");
  await question("C").getByText("甲").click();
  await question("C").getByText("丙").click();
  await question("T").getByText("乙").click();
  await question("D").locator("select").selectOption({ label: "丙" });
  await question("B").getByText("是", { exact: true }).click();
  await question("S").locator("label", { hasText: "4" }).click();
  for (const name of ["丙", "甲", "乙"]) await question("K").getByRole("button", { name }).click();
  await page.getByRole("button", { name: "下一页" }).click();
  await question("X").locator("input").fill("一句话");
  await question("N").locator("input").fill("41");
  await question("L").locator("textarea").fill("很长的话");
  await question("M").getByRole("radio", { name: "乙" }).check();
  await question("P").locator("input").fill("7");
  await question("MD").locator("select").selectOption({ label: "甲" });
  await question("PD").locator("input").fill("项目一");
  await question("PD").getByRole("button", { name: "添加一项" }).click();
  await question("PD").locator("input").nth(1).fill("项目二");
  await question("GX").locator("input").fill("组内");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await submitAnswers(page);
  const { responses } = await running.client.call(routes.listResponses, { params: { study }, query: {} });
  const id = responses[0]?.id ?? "";
  const { response } = await running.client.call(routes.getResponse, { params: { study, id } });
  expect((response as { readonly answers: object }).answers).toEqual({
    R: "other",
    "R-Comment": "另一种",
    C: [1, 3],
    T: [2],
    D: 3,
    B: true,
    S: 4,
    K: [3, 1, 2],
    X: "一句话",
    N: 41,
    L: "很长的话",
    M: { a: 2 },
    P: { a: "7" },
    MD: { a: { c: 1 } },
    PD: [{ t: "项目一" }, { t: "项目二" }],
    GX: "组内",
    E: 42,
  });
  expect(complaints).toEqual([]);
  await context.close();
});
