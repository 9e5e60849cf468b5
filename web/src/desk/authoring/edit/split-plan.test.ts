import { lintForPublishing } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { questionnaireOf } from "../../../../../instruments/src/testing/questionnaire.ts";
import { changeCondition, conditionOf } from "./edit-options.ts";
import { type JsonObject, parsePath } from "./json-path.ts";
import { renameQuestion } from "./rename-question.ts";
import { addModule, listCoreItems, listPages, startSplit } from "./split-plan.ts";
import { listTexts } from "./translations.ts";

const question = (name: string) => ({ type: "radiogroup", name, title: name, choices: ["甲", "乙"] });
const pages = [
  { name: "p1", title: "基本情况", elements: [question("a")] },
  {
    name: "p2",
    title: "评价",
    elements: [question("b"), { type: "matrix", name: "m", title: "评价", rows: ["r1"], columns: [1, 2] }],
  },
  { name: "p3", elements: [question("c")] },
];
const draft = questionnaireOf([], {}, { pages }) as unknown as JsonObject;
const withSplit: JsonObject = { ...draft, split: startSplit(draft) ?? {} };

describe("a split plan at the desk", () => {
  it("starts with a module a page, the first page for everybody, and passes the lint", () => {
    expect(listPages(withSplit).map(({ title, module }) => [title, module])).toEqual([
      ["基本情况", null],
      ["评价", 0],
      ["p3", 1],
    ]);
    expect(lintForPublishing(withSplit).filter(({ severity }) => severity === "error")).toEqual([]);
    const one = questionnaireOf([question("a")]) as unknown as JsonObject;
    expect(startSplit(one)).toBeNull();
    expect(addModule([{ id: "M1" }])).toEqual([{ id: "M1" }, { id: "m2", label: { zh: "" }, pages: [] }]);
  });

  it("has its names among the texts to be translated", () => {
    const titled: JsonObject = {
      ...withSplit,
      split: { ...(withSplit["split"] as JsonObject), title: { zh: "分拆卷" } },
    };
    const keys = listTexts(titled)
      .filter(({ path }) => path[0] === "split")
      .map(({ key, zh }) => `${key} ${zh}`);
    expect(keys).toEqual(["split.title 分拆卷", "split.modules[m1].label 评价", "split.modules[m2].label p3"]);
  });

  it("offers questions and rows on pages of modules as core items", () => {
    expect(listCoreItems(withSplit).map(({ value }) => value)).toEqual(["b", "m", "m_r1", "c"]);
  });

  it("follows the new name of a page or question, and so do scores and impossible combinations", () => {
    const full: JsonObject = {
      ...withSplit,
      split: { ...(withSplit["split"] as JsonObject), core: ["m_r1"] },
      derive: [
        { name: "s", op: "mean", items: ["m_r1"], reverse: ["m_r1"] },
        { name: "k", op: "recode", from: "b", map: {} },
      ],
      impossibleCombinations: [{ if: "{m.r1} = 1 and {b} = '甲'", reason: { zh: "矛盾" } }],
    };
    const page = renameQuestion(full, parsePath("survey.pages[1]"), "second");
    expect(listPages(page).map(({ name, module }) => [name, module])).toEqual([
      ["p1", null],
      ["second", 0],
      ["p3", 1],
    ]);
    const matrix = renameQuestion(full, parsePath("survey.pages[1].elements[1]"), "n");
    expect(matrix).toMatchObject({
      split: { core: ["n_r1"] },
      derive: [{ items: ["n_r1"], reverse: ["n_r1"] }, { from: "b" }],
      impossibleCombinations: [{ if: "{n.r1} = 1 and {b} = '甲'" }],
    });
    expect(renameQuestion(matrix, parsePath("survey.pages[1].elements[1]"), "m")).toEqual(full);
  });
});

describe("the condition of an option", () => {
  it("makes an option of a bare value, and goes without a trace", () => {
    expect(changeCondition("甲", "{a} = 1")).toEqual({ value: "甲", visibleIf: "{a} = 1" });
    const option = { value: 1, text: "一", enableIf: "{b} = 2" };
    const under = changeCondition(option, "{a} = 1");
    expect([conditionOf(under), conditionOf(option), conditionOf(3)]).toEqual(["{a} = 1", "", ""]);
    expect(changeCondition(under, " ")).toEqual(option);
    expect(changeCondition(2, "")).toBe(2);
  });
});
