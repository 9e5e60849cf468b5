import { describe, expect, it } from "vitest";
import type { Json } from "../model/questionnaire.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { pageSurvey } from "./page-survey.ts";

describe("pageSurvey (VA20)", () => {
  it("puts the conditions of pages and panels on what is inside, and begins afresh in a dynamic panel", () => {
    const inner: Json = { type: "text", name: "c", visibleIf: "{b} = 2" };
    const template: Json = {
      type: "paneldynamic",
      name: "d",
      maxPanelCount: 2,
      templateElements: [{ type: "text", name: "e" }],
    };
    const definition = questionnaireOf(
      [],
      {},
      {
        pages: [
          { name: "p", visibleIf: "{a} = 1", elements: [{ type: "panel", name: "q", elements: [inner, template] }] },
        ],
      },
    );
    const text = JSON.stringify(pageSurvey(Object.freeze(definition)));
    expect(text).toContain('"name":"c","visibleIf":"({a} = 1) and ({b} = 2)"');
    expect(text).toContain('{"type":"text","name":"e","maxLength":2000}');
    expect(JSON.parse(text)).toMatchObject({ clearInvisibleValues: "onHidden" });
  });

  it("limits open texts as the check does and keeps limits that are stated", () => {
    const elements = [
      { type: "comment", name: "a" },
      { type: "text", name: "b", maxLength: 10 },
      { type: "text", name: "c", inputType: "date" },
    ];
    const pages = pageSurvey(questionnaireOf(elements))["pages"] as readonly { readonly elements: readonly Json[] }[];
    expect(pages[0]?.elements).toEqual([{ ...elements[0], maxLength: 20_000 }, elements[1], elements[2]]);
  });
});
