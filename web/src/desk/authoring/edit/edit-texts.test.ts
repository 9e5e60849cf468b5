import { type Json, parseExpression } from "@diaoyan/instruments";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryQuestionnaire } from "../../../../../instruments/src/testing/arbitrary-questionnaire.ts";
import { questionnaireOf } from "../../../../../instruments/src/testing/questionnaire.ts";
import { type Rule, readCondition, ruleOperators, valuesOf, writeCondition } from "./condition.ts";
import { addOptions, changeOption, moveOption, nextCode, readOption, readPastedOptions } from "./edit-options.ts";
import { getAt, type JsonObject, parsePath } from "./json-path.ts";
import { readLocalized, writeLocalized } from "./localized.ts";
import { listReferences } from "./references.ts";
import { applyTranslations, changeText, findToCheck, listTexts } from "./translations.ts";

describe("texts in two languages", () => {
  const text = fc.constantFrom("", "甲", "乙");
  const value = fc.oneof(
    fc.constant(undefined),
    text,
    fc.dictionary(fc.constantFrom("zh-cn", "default", "en"), text, { minKeys: 1 }),
  );

  it("one language is written and the other stays, whatever the form", () => {
    fc.assert(
      fc.property(value, fc.constantFrom("zh" as const, "en" as const), text, (before, locale, words) => {
        const after = readLocalized(writeLocalized(before, locale, words));
        const other = locale === "zh" ? "en" : "zh";
        expect(after[locale]).toBe(words);
        expect(after[other]).toBe(readLocalized(before)[other]);
      }),
    );
  });

  it("a plain string stays one while there is no English, and becomes one again", () => {
    expect(writeLocalized("甲", "zh", "乙")).toBe("乙");
    expect(writeLocalized("甲", "en", "A")).toEqual({ "zh-cn": "甲", en: "A" });
    expect(writeLocalized({ default: "甲", en: "A" }, "zh", "乙")).toEqual({ default: "乙", en: "A" });
    expect(writeLocalized({ zh: "甲" }, "en", "A", "study")).toEqual({ zh: "甲", en: "A" });
  });
});

describe("options", () => {
  it("are changed cell by cell, with what else they hold", () => {
    const option = { value: 2, text: { "zh-cn": "院所", en: "Institute" }, visibleIf: "{a} = 1" };
    expect(changeOption(option, "zh", "科研院所")).toEqual({
      ...option,
      text: { "zh-cn": "科研院所", en: "Institute" },
    });
    expect(changeOption(3, "zh", "企业")).toEqual({ value: 3, text: "企业" });
    expect(changeOption(3, "value", "04")).toBe("04");
    expect(readOption("a")).toEqual({ value: "a", zh: "", en: "" });
  });

  it("are pasted from a spreadsheet, with codes or without, before 不清楚", () => {
    expect(readPastedOptions("高校\tUniversity\r\n院所\n\n", 4)).toEqual([
      { value: 4, text: { "zh-cn": "高校", en: "University" } },
      { value: 5, text: "院所" },
    ]);
    expect(readPastedOptions("1\t高校\n7\t企业\tFirm", 4)).toEqual([
      { value: 1, text: "高校" },
      { value: 7, text: { "zh-cn": "企业", en: "Firm" } },
    ]);
    expect(addOptions([1, { value: 99 }], [2], [99])).toEqual([1, 2, { value: 99 }]);
    expect(nextCode([1, 5, { value: 99 }])).toBe(6);
    expect(moveOption([1, 2, 3], 0, -1)).toEqual([1, 2, 3]);
    expect(moveOption([1, 2, 3], 1, 1)).toEqual([1, 3, 2]);
  });
});

describe("conditions", () => {
  const rule = fc
    .tuple(
      fc.constantFrom("a", "m.r1", "panel.x", "list[0].y"),
      fc.constantFrom(...ruleOperators),
      fc.array(fc.oneof(fc.integer(), fc.boolean(), fc.string()), { minLength: 1, maxLength: 3 }),
    )
    .map(([reference, operator, given]): Rule => {
      const kind = valuesOf(operator);
      return { reference, operator, values: kind === "none" ? [] : kind === "one" ? given.slice(0, 1) : given };
    });

  it("written by the builder are read back as the same rules", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("and" as const, "or" as const),
        fc.array(rule, { minLength: 2, maxLength: 4 }),
        (join, rules) => {
          const written = writeCondition({ join, rules });
          fc.pre(written.length < 2000);
          expect(readCondition(written)).toEqual({ join, rules });
        },
      ),
    );
  });

  it("beyond the builder are left to the expression itself", () => {
    for (const text of ["{a} + 1 > 2", "{a} = 1 and ({b} = 1 or {c} = 2)", "!({a} = 1)", "{a} =", "{a} = {b}"]) {
      expect(readCondition(text)).toBeNull();
    }
    expect(readCondition(" ")).toEqual({ join: "and", rules: [] });
    expect(readCondition("{a} > -1")).toEqual({
      join: "and",
      rules: [{ reference: "a", operator: "gt", values: [-1] }],
    });
  });

  it("of generated questionnaires mean the same after a way through the builder", () => {
    fc.assert(
      fc.property(arbitraryQuestionnaire, (definition) => {
        for (const [, text] of JSON.stringify(definition).matchAll(/"visibleIf":"([^"]+)"/gu)) {
          const rules = readCondition(text ?? "");
          if (rules !== null) expect(parseExpression(writeCondition(rules))).toEqual(parseExpression(text ?? ""));
        }
      }),
    );
  });

  it("ask only about what stands before, with the values it offers", () => {
    const draft = questionnaireOf([
      { type: "radiogroup", name: "a", title: "甲", choices: [{ value: 1, text: "是" }], showOtherItem: true },
      { type: "matrix", name: "m", rows: [{ value: "r", text: "行" }], columns: [1, 2] },
      { type: "text", name: "b" },
      { type: "text", name: "c" },
    ]) as unknown as Json;
    const references = listReferences(draft, parsePath("survey.pages[0].elements[2]"));
    expect(references.map(({ reference, kind }) => [reference, kind])).toEqual([
      ["a", "one"],
      ["m.r", "number"],
    ]);
    expect(references[0]?.options).toEqual([
      { value: 1, label: "是" },
      { value: "other", label: "其他" },
    ]);
  });
});

describe("translations", () => {
  const draft = questionnaireOf([
    {
      type: "radiogroup",
      name: "a",
      title: { "zh-cn": "单位", en: "Unit" },
      choices: [{ value: 1, text: "高校" }, "企业"],
    },
    { type: "comment", name: "b", title: "单位" },
  ]) as unknown as JsonObject;

  it("list every text with its place and fill in English by the Chinese or by the place", () => {
    expect(listTexts(draft).map(({ key, zh, en }) => [key, zh, en])).toEqual([
      ["title", "测试问卷", ""],
      ["purpose", "测试", ""],
      ["survey.pages[page1].elements[a].title", "单位", "Unit"],
      ["survey.pages[page1].elements[a].choices[1].text", "高校", ""],
      ["survey.pages[page1].elements[a].choices[企业]", "企业", ""],
      ["survey.pages[page1].elements[b].title", "单位", ""],
    ]);
    const filled = applyTranslations(draft, [
      ["单位", "Institution"],
      ["企业", "Firm"],
      ["没有", "None"],
    ]);
    expect(filled).toMatchObject({ changed: 3, unknown: ["没有"] });
    expect(getAt(filled.draft, parsePath("survey.pages[0].elements[0].choices[1]"))).toEqual({
      value: "企业",
      text: { "zh-cn": "企业", en: "Firm" },
    });
    const placed = applyTranslations(draft, [["survey.pages[page1].elements[b].title", "b", "单位", "Your unit"]]);
    expect(listTexts(placed.draft).map(({ en }) => en)).toEqual(["", "", "Unit", "", "", "Your unit"]);
  });

  it("are to be checked where the Chinese changed and the English did not", () => {
    const [, , title] = listTexts(draft);
    const changed = changeText(draft, title as never, "zh", "所在单位");
    expect([...findToCheck(listTexts(changed), draft)]).toEqual(["survey.pages[page1].elements[a].title"]);
    const both = changeText(changed, listTexts(changed)[2] as never, "en", "Your unit");
    expect([...findToCheck(listTexts(both), draft)]).toEqual([]);
    expect([...findToCheck(listTexts(changed), null)]).toEqual([]);
  });
});
