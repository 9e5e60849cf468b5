import { describe, expect, it } from "vitest";
import type { Json } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import { questionnaireOf } from "../testing/questionnaire.ts";
import { compareVersions } from "./compare-versions.ts";
import { compileQuestionnaire } from "./compile-questionnaire.ts";
import { tabulateAnswers } from "./tabulate-answers.ts";

type Node = { readonly [key: string]: Json };

function compile(elements: readonly Node[], survey: Node = {}) {
  return compileQuestionnaire(questionnaireOf(elements, {}, survey));
}

function row(elements: readonly Node[], answers: Answers, survey: Node = {}): Readonly<Record<string, unknown>> {
  const cells = tabulateAnswers(compile(elements, survey), answers);
  return Object.fromEntries(
    [...cells].map(([name, cell]) => [name, "value" in cell ? cell.value : `(${cell.missing})`]),
  );
}

const unit: Node = {
  type: "radiogroup",
  name: "unit",
  title: { "zh-cn": "单位类型", en: "Unit" },
  choices: [
    { value: 1, text: { "zh-cn": "高校", en: "University" } },
    { value: 2, text: "院所" },
    { value: 99, text: "不清楚" },
  ],
};

describe("variables (VR1–VR9) and their cells", () => {
  it("VR1 one choice: its number, its label in both languages, the declared missing code", () => {
    const [variable] = compile([unit]).variables;
    expect(variable).toMatchObject({
      name: "unit",
      type: "numeric",
      measure: "nominal",
      missing: [99],
      label: { zh: "单位类型", en: "Unit" },
    });
    expect(variable?.valueLabels?.[0]).toEqual({ value: "1", label: { zh: "高校", en: "University" } });
    expect(row([unit], { unit: 2 })).toEqual({ unit: 2 });
    expect(row([unit], { unit: 99 })).toEqual({ unit: "(notApplicable)" });
    expect(row([unit], {})).toEqual({ unit: "(skipped)" });
  });

  it("VR2 其他 keeps the variable numeric and its text apart", () => {
    const other = [{ ...unit, showOtherItem: true }];
    expect(row(other, { unit: "other", "unit-Comment": "智库" })).toEqual({ unit: 97, unit_other: "智库" });
    expect(row(other, { unit: 1 })).toEqual({ unit: 1, unit_other: "(notShown)" });
    const words = [{ type: "dropdown", name: "d", title: "d", choices: ["a", "b"] }];
    expect(row(words, { d: "b" })).toEqual({ d: "b" });
  });

  it("VR3 several choices: one 0/1 variable each, in a set", () => {
    const many: Node = {
      type: "checkbox",
      name: "m",
      title: "渠道",
      choices: [1, 2, 99],
      showNoneItem: true,
      showOtherItem: true,
    };
    const variables = compile([many]).variables;
    expect(variables.map(({ name, set }) => [name, set])).toEqual([
      ["m_1", "m"],
      ["m_2", "m"],
      ["m_none", "m"],
      ["m_is_other", "m"],
      ["m_other", undefined],
    ]);
    expect(variables[0]).toMatchObject({ questionLabel: { zh: "渠道" }, label: { zh: "1" } });
    expect(row([many], { m: [2, "other"], "m-Comment": "x" })).toEqual({
      m_1: 0,
      m_2: 1,
      m_none: 0,
      m_is_other: 1,
      m_other: "x",
    });
    expect(row([many], { m: [99] })["m_1"]).toBe("(notApplicable)");
    expect(row([many], {})["m_1"]).toBe("(skipped)");
  });

  it("VR4 hidden questions, choices and rows are not shown", () => {
    const elements: readonly Node[] = [
      unit,
      { type: "checkbox", name: "m", title: "m", choices: ["a", { value: "b", visibleIf: "{unit} = 1" }] },
      { type: "matrix", name: "g", title: "g", columns: [1, 2], rows: ["x", { value: "y", visibleIf: "{unit} = 1" }] },
      { type: "text", name: "t", title: "t", visibleIf: "{unit} = 1" },
    ];
    expect(row(elements, { unit: 2, m: ["a"], g: { x: 1 } })).toEqual({
      unit: 2,
      m_a: 1,
      m_b: "(notShown)",
      g_x: 1,
      g_y: "(notShown)",
      t: "(notShown)",
    });
  });

  it("VR5 ranks, VR6 grids, VR7 items, tables and lists are laid flat", () => {
    const elements: readonly Node[] = [
      { type: "ranking", name: "r", title: "r", choices: ["a", "b", "c"], selectToRankEnabled: true },
      { type: "multipletext", name: "i", title: "i", items: [{ name: "p" }, { name: "q", inputType: "number" }] },
      {
        type: "matrixdropdown",
        name: "t",
        title: "t",
        rows: ["y2023", "y2024"],
        columns: [{ name: "n", cellType: "text", inputType: "number" }],
      },
      {
        type: "paneldynamic",
        name: "l",
        title: "l",
        maxPanelCount: 2,
        templateElements: [{ type: "checkbox", name: "c", title: "c", choices: [1] }],
      },
    ];
    expect(row(elements, { r: ["c", "a"], i: { q: 5 }, t: { y2024: { n: 0 } }, l: [{ c: [1] }] })).toEqual({
      r_a: 2,
      r_b: "(skipped)",
      r_c: 1,
      i_p: "(skipped)",
      i_q: 5,
      t_y2023_n: "(skipped)",
      t_y2024_n: 0,
      l_1_c_1: 1,
      l_2_c_1: "(notShown)",
    });
  });

  it("VR8 yes/no is 1/0, dates are dates, formulas follow their form", () => {
    const elements: readonly Node[] = [
      { type: "boolean", name: "b", title: "b", valueTrue: "yes", valueFalse: "no", labelTrue: "有" },
      { type: "text", name: "d", title: "d", inputType: "date" },
      { type: "expression", name: "e", title: "e", expression: "iif({b} = 'yes', '有', '无')" },
    ];
    const survey = { calculatedValues: [{ name: "x", expression: "{b} = 'yes'", includeIntoResult: true }] };
    expect(compile(elements, survey).variables.map(({ name, type }) => [name, type])).toEqual([
      ["b", "numeric"],
      ["x", "numeric"],
      ["d", "date"],
      ["e", "string"],
    ]);
    expect(row(elements, { b: "no", d: "2024-01-02" }, survey)).toEqual({ b: 0, x: 0, d: "2024-01-02", e: "无" });
  });

  it("VR9 items of a construct are ordinal and carry its direction and scale", () => {
    const definition = questionnaireOf(
      [
        {
          type: "matrix",
          name: "g",
          title: "g",
          rows: ["a", "b"],
          columns: [1, 2, 3, 99].map((value) => ({ value, text: `${value}` })),
        },
      ],
      { constructs: [{ id: "k", label: { zh: "构念" }, items: ["g_a", "g_b"], reverse: ["g_b"], wording: "own" }] },
    );
    expect(compileQuestionnaire(definition).variables[1]).toMatchObject({
      construct: "k",
      reverse: true,
      measure: "ordinal",
      scale: { min: 1, max: 3 },
      missing: [99],
    });
  });
});

describe("compareVersions (CV1–CV5)", () => {
  const before = compile([unit]);

  it("accepts new questions, new choices, other wording of titles and dropped questions", () => {
    const choices = [...(unit["choices"] as readonly Json[]), { value: 3, text: "医院" }];
    expect(
      compareVersions(
        before,
        compile([
          { ...unit, title: "您的单位类型", choices },
          { type: "text", name: "t", title: "t" },
        ]),
      ),
    ).toEqual([]);
    expect(compareVersions(before, compile([{ type: "text", name: "t", title: "t" }]))).toEqual([]);
  });

  it.each<[string, Node]>([
    ["changed-type", { type: "text", name: "unit", title: "单位" }],
    [
      "changed-code",
      {
        ...unit,
        choices: [
          { value: 1, text: "企业" },
          { value: 2, text: "院所" },
        ],
      },
    ],
    [
      "changed-code",
      {
        ...unit,
        choices: [
          { value: 2, text: "高校" },
          { value: 1, text: "院所" },
        ],
      },
    ],
  ])("refuses a %s", (code, node) => {
    expect(compareVersions(before, compile([node])).map((finding) => finding.code)).toContain(code);
  });

  it("CV3 refuses another range of a scale, CV4 another set of missing codes", () => {
    const rating = (rateMax: number): Node => ({ type: "rating", name: "r", title: "r", rateMax });
    expect(compareVersions(compile([rating(5)]), compile([rating(7)])).map(({ code }) => code)).toEqual([
      "changed-scale",
    ]);
    const valid = compileQuestionnaire(questionnaireOf([unit], { missingCodes: [] }));
    expect(compareVersions(before, valid).map(({ code }) => code)).toEqual(["changed-missing-code"]);
  });
});
