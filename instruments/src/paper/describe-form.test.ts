import { describe, expect, it } from "vitest";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { parseExpression } from "../expression/parse-expression.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { describeForm } from "./describe-form.ts";
import { sayCondition } from "./say-condition.ts";

const unit = {
  type: "radiogroup",
  name: "unit",
  title: "单位类型",
  choices: [
    { value: 1, text: "高校" },
    { value: 2, text: "院所" },
  ],
  showOtherItem: true,
  isRequired: true,
};

describe("describeForm", () => {
  it("numbers the questions and gives every choice the code of the data", () => {
    const form = describeForm(
      compileQuestionnaire(
        questionnaireOf([
          unit,
          { type: "checkbox", name: "m", title: "渠道", choices: ["a", "b"], visibleIf: "{unit} = 2" },
          { type: "matrix", name: "g", title: "评分", columns: [1, 2, 99], rows: [{ value: "p", text: "公平" }] },
          { type: "expression", name: "e", title: "合计", expression: "{unit} + 1" },
          { type: "comment", name: "c", title: "建议" },
          { type: "text", name: "n", title: "人数", inputType: "number" },
        ]),
      ),
    );
    expect(form.map(({ number, variable, onlyIf, required }) => [number, variable, onlyIf, required])).toEqual([
      [1, "unit", "", true],
      [2, "m", "第1题选2", false],
      [3, "g", "", false],
      [4, "c", "", false],
      [5, "n", "", false],
    ]);
    expect(form[0]?.answer).toMatchObject({
      kind: "choices",
      several: false,
      choices: [{ code: "1", label: "高校" }, { code: "2" }, { code: "97" }],
    });
    expect(form[2]?.answer).toEqual({
      kind: "grid",
      rows: ["公平"],
      columns: ["1", "2", "99"].map((code) => ({ code, label: code })),
    });
    expect(form.slice(3).map(({ answer }) => answer)).toEqual([
      { kind: "lines", count: 4 },
      { kind: "line", unit: "number" },
    ]);
  });

  it("says the conditions of panels around a question, too", () => {
    const panel = {
      type: "panel",
      name: "p",
      visibleIf: "{unit} anyof [1, 2]",
      elements: [{ type: "text", name: "t", title: "t", visibleIf: "{unit} <> 1" }],
    };
    expect(describeForm(compileQuestionnaire(questionnaireOf([unit, panel])))[1]?.onlyIf).toBe(
      "第1题选1、2，且第1题不选1",
    );
  });
});

describe("describeForm of tables", () => {
  it("says at the head of a column which codes its cells take", () => {
    const [table] = describeForm(
      compileQuestionnaire(
        questionnaireOf([
          {
            type: "matrixdropdown",
            name: "t",
            title: "制度",
            rows: [{ value: "a", text: "分类评价" }],
            columns: [
              {
                name: "state",
                title: "进展",
                cellType: "dropdown",
                choices: [
                  { value: 1, text: "已建立" },
                  { value: 2, text: "在建" },
                ],
              },
              { name: "year", title: "年份", cellType: "text", inputType: "number" },
            ],
          },
        ]),
      ),
    );
    expect(table?.answer).toEqual({ kind: "table", rows: ["分类评价"], columns: ["进展（1已建立；2在建）", "年份"] });
  });
});

describe("sayCondition", () => {
  const say = (text: string) => sayCondition(parseExpression(text), (name) => (name === "a" ? "第1题" : undefined));

  it("says comparisons and their joining in words", () => {
    expect(say("{a} = 1 or {a} notempty")).toBe("第1题选1，或第1题已填");
    expect(say("{a} >= 45 and {a} empty")).toBe("第1题不小于45，且第1题未填");
  });

  it("says nothing where words would mislead", () => {
    for (const text of ["{b} = 1", "{a} + 1 > 2", "!({a} = 1)", "iif({a} = 1, true, false)", "{a.b} = 1"])
      expect(say(text)).toBeUndefined();
  });
});
