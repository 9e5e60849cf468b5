import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { lintQuestionnaire } from "../lint/lint-questionnaire.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import { arbitraryQuestionnaire } from "../testing/arbitrary-questionnaire.ts";
import { readSurveyJson } from "./read-survey-json.ts";

describe("readSurveyJson", () => {
  it("takes plain SurveyJS in with the same variables, and drafts what SurveyJS does not know", () => {
    const accepted = arbitraryQuestionnaire.filter((one) =>
      lintQuestionnaire(one).every(({ severity }) => severity !== "error"),
    );
    fc.assert(
      fc.property(accepted, (definition) => {
        const read = readSurveyJson(JSON.stringify({ title: "外来", ...definition.survey }), "foreign");
        expect(read.findings.filter(({ severity }) => severity === "error")).toEqual([]);
        expect(read.findings.map(({ code }) => code)).toContain("exchange.drafted");
        const { name, title, missingCodes } = read.definition as QuestionnaireDefinition;
        expect({ name, title }).toEqual({ name: "foreign", title: { zh: "外来" } });
        const variables = (one: QuestionnaireDefinition) => compileQuestionnaire(one).variables;
        expect(variables({ ...(read.definition as QuestionnaireDefinition) })).toEqual(
          variables({ ...definition, missingCodes }),
        );
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("drafts the codes that always mean 不清楚", () => {
    const choices = (text: string) => [
      { value: 1, text: "是" },
      { value: 99, text },
      { value: 98, text: "不适用" },
    ];
    const survey = (second: string) => ({
      elements: [
        { type: "radiogroup", name: "a", title: "甲", choices: choices("不清楚") },
        { type: "radiogroup", name: "b", title: "乙", choices: choices(second) },
      ],
    });
    expect(readSurveyJson(JSON.stringify(survey("说不清")), "x").definition?.missingCodes).toEqual([99, 98]);
    expect(readSurveyJson(JSON.stringify(survey("九十九")), "x").definition?.missingCodes).toEqual([98]);
  });

  it("reads back what Diaoyan exports, whatever blanks stand in front", () => {
    const own = {
      name: "own",
      form: "short",
      title: { zh: "题" },
      purpose: { zh: "的" },
      minutes: 1,
      constructs: [],
      missingCodes: [],
      survey: { pages: [{ name: "p", elements: [{ type: "text", name: "a", title: "甲" }] }] },
    };
    expect(readSurveyJson(`\uFEFF ${JSON.stringify(own)}`, "x")).toEqual({ definition: own, findings: [] });
  });

  it("answers any JSON with findings or a survey, never with an exception", () => {
    const survey = fc.record(
      { pages: fc.jsonValue(), elements: fc.jsonValue(), survey: fc.jsonValue(), title: fc.jsonValue() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), survey), (json) => {
        const { definition, findings } = readSurveyJson(JSON.stringify(json), "x");
        if (definition === null) expect(findings).not.toEqual([]);
      }),
      { numRuns: 500 },
    );
    const deep = `{"pages":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    expect(readSurveyJson(deep, "x")).toMatchObject({ definition: null, findings: [{ code: "too-deep" }] });
  });
});
