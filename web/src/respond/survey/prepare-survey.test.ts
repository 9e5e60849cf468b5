import { describe, expect, it } from "vitest";
import { prepareSurvey } from "./prepare-survey.ts";

const survey = Object.freeze({
  title: { default: "题目", en: "Title" },
  pages: [
    {
      name: "p1",
      visibleIf: "{A} = 1",
      elements: [
        {
          type: "dropdown",
          name: "A",
          title: { default: "甲" },
          choices: [{ value: 1, text: { default: "一", en: "One" } }],
        },
        { type: "tagbox", name: "B" },
        { type: "matrixdropdown", name: "C", columns: [{ name: "c", cellType: "tagbox" }] },
      ],
    },
  ],
});

describe("prepareSurvey", () => {
  it("picks the language, Chinese where there is no translation", () => {
    expect(prepareSurvey(survey, "en")).toMatchObject({
      title: "Title",
      locale: "en",
      pages: [{ elements: [{ title: "甲", choices: [{ value: 1, text: "One" }] }, {}, {}] }],
    });
    expect(prepareSurvey(survey, "zh")).toMatchObject({ title: "题目", locale: "zh-cn" });
  });

  it("draws lists natively and leaves names, values and conditions alone", () => {
    const { pages } = prepareSurvey(survey, "zh") as { pages: { visibleIf: string; elements: unknown[] }[] };
    expect(pages[0]?.visibleIf).toBe("{A} = 1");
    expect(pages[0]?.elements).toMatchObject([
      { type: "dropdown", name: "A", renderAs: "select" },
      { type: "checkbox", name: "B" },
      { type: "matrixdropdown", name: "C", columns: [{ name: "c", cellType: "checkbox" }] },
    ]);
  });

  it("never validates while typing and clears hidden answers", () => {
    expect(prepareSurvey(survey, "zh")).toMatchObject({ textUpdateMode: "onBlur", clearInvisibleValues: "onHidden" });
  });
});
