import { describe, expect, it } from "vitest";
import type { Json } from "../model/questionnaire.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { lintForPublishing } from "./find-missing-texts.ts";
import { lintQuestionnaire } from "./lint-questionnaire.ts";

type Node = { readonly [key: string]: Json };

const errorsIn = (...elements: readonly Node[]) =>
  lintForPublishing(questionnaireOf(elements))
    .filter(({ severity }) => severity === "error")
    .map(({ code, path }) => `${code} ${path.replace("survey.pages[0].elements", "")}`);
const question = (more: Node): Node => ({ type: "radiogroup", name: "q", title: "题", choices: ["甲"], ...more });

describe("texts that publishing asks for (LI18)", () => {
  it.each<[string, Node, readonly string[]]>([
    ["a question without a title", question({ title: "" }), ["missing-title [0]"]],
    ["a title of blanks", question({ title: " \u3000" }), ["missing-title [0]"]],
    ["a title in English alone", question({ title: { en: "Why?" } }), ["missing-title [0]"]],
    ["a title in Chinese alone", question({ title: { "zh-cn": "题" } }), []],
    [
      "bare codes",
      question({ choices: [1, "2", { value: "x3" }, "甲"] }),
      ["missing-label [0].choices[0]", "missing-label [0].choices[1]"],
    ],
    ["an emptied label", question({ choices: [{ value: 1, text: "" }] }), ["missing-label [0].choices[0]"]],
    [
      "a label in English alone",
      question({ choices: [{ value: "a", text: { en: "A" } }] }),
      ["missing-label [0].choices[0]"],
    ],
    ["a scale of numbers", { type: "rating", name: "r", title: "评", rateValues: [1, 2, 3] }, []],
    [
      "rows of a matrix, but not its steps",
      {
        type: "matrix",
        name: "m",
        title: "评",
        rows: [{ value: "1" }, { value: "2", text: "二" }],
        columns: [1, 2, 3],
      },
      ["missing-label [0].rows[0]"],
    ],
    [
      "columns and shared choices of a table",
      {
        type: "matrixdropdown",
        name: "t",
        title: "表",
        rows: ["甲"],
        choices: [1],
        columns: [{ name: "a" }, { name: "人数" }],
      },
      ["missing-label [0].choices[0]", "missing-title [0].columns[0]"],
    ],
    [
      "blanks",
      { type: "multipletext", name: "t", title: "填", items: [{ name: "a" }, { name: "b", title: "乙" }] },
      ["missing-title [0].items[0]"],
    ],
    [
      "questions of a repeated group",
      {
        type: "paneldynamic",
        name: "p",
        title: "组",
        maxPanelCount: 2,
        templateElements: [{ type: "text", name: "x" }],
      },
      ["missing-title [0].templateElements[0]"],
    ],
    ["what takes no answer", { type: "html", name: "h", html: "<p>说明</p>" }, ["no-question survey"]],
  ])("judges %s", (_, element, expected) => {
    expect(errorsIn(element)).toEqual(expected);
  });

  it("says each thing once, and never throws", () => {
    const twice = lintForPublishing(questionnaireOf([question({ title: "", choices: [1] })]));
    expect(twice.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      "error missing-title",
      "error missing-label",
    ]);
    for (const strange of [null, 1, [], { survey: 1 }, { survey: { pages: [null, { elements: [1] }] } }])
      expect(lintForPublishing(strange)).toEqual(lintQuestionnaire(strange));
  });

  it("leaves the lint itself lenient, so that older versions stay readable", () => {
    const bare = questionnaireOf([question({ title: "", choices: [1] })]);
    expect(lintQuestionnaire(bare).map(({ severity }) => severity)).toEqual(["warning", "warning"]);
  });
});
