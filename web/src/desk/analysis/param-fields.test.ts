import { analyses } from "@diaoyan/analysis";
import type { Variable } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { deskZh } from "../../i18n/desk.zh.ts";
import {
  derivedVariables,
  fieldsOf,
  groupByPage,
  type ParamsSchema,
  setOptions,
  toParams,
  valueOptions,
  variableOptions,
} from "./param-fields.ts";

const show = ({ zh }: { readonly zh: string }) => zh;
const variables = [
  {
    name: "BG12",
    label: { zh: "年龄段" },
    type: "numeric",
    valueLabels: [
      { value: "1", label: { zh: "32岁及以下" } },
      { value: "2", label: { zh: "33—35岁" } },
    ],
  },
  { name: "BG06_1", label: { zh: "基础研究" }, questionLabel: { zh: "岗位性质" }, set: "BG06", type: "numeric" },
  { name: "BG06_2", label: { zh: "应用研究" }, questionLabel: { zh: "岗位性质" }, set: "BG06", type: "numeric" },
] as unknown as readonly Variable[];

describe("the form of an analysis", () => {
  it("has a Chinese label for every parameter of every registered analysis", () => {
    const unnamed = analyses.flatMap(({ kind, params }) =>
      fieldsOf(params.toJSONSchema({ io: "input" }) as ParamsSchema)
        .filter(({ name, kind: field, description }) => {
          return field !== "pairs" && deskZh.analyses.params[name] === undefined && description === null;
        })
        .map(({ name }) => `${kind}.${name}`),
    );
    expect(unnamed).toEqual([]);
  });

  it("offers variables by the words of the question", () => {
    expect(variableOptions(variables, show)[1]).toEqual({ value: "BG06_1", label: "基础研究（BG06_1）｜岗位性质" });
    expect(setOptions(variables, show)).toEqual([{ value: "BG06", label: "岗位性质（BG06）" }]);
    expect(valueOptions(variables, "BG12", show)[0]).toEqual({ value: "1", label: "32岁及以下" });
  });

  it("groups variables by the pages of the questionnaire, derived ones last", () => {
    const definition = {
      constructs: [],
      derive: [{ name: "SCORE", label: "公平感得分", op: "mean", items: ["BG12"] }],
      survey: {
        pages: [
          { name: "p1", title: { default: "基本情况", en: "About you" }, elements: [{ name: "BG12" }] },
          { name: "p2", elements: [{ name: "panel", elements: [{ name: "BG06" }] }] },
        ],
      },
    } as never;
    const placed = variables.map((one) => ({ ...one, question: one.set ?? one.name }));
    const stray = { ...placed[0], name: "OLD", question: "OLD" } as Variable;
    const groups = groupByPage([stray, ...placed, ...derivedVariables(definition)], definition, {
      show,
      derived: "合成变量",
      others: "其他",
    });
    expect(groups.map(({ label, options }) => [label, options.map(({ value }) => value)])).toEqual([
      ["1. 基本情况", ["BG12"]],
      ["2. p2", ["BG06_1", "BG06_2"]],
      ["其他", ["OLD"]],
      ["合成变量", ["SCORE"]],
    ]);
  });

  it("knows the values of variables the questionnaire derives, so that they can be filtered and weighted by", () => {
    const derive = [
      { name: "AGE", label: "年龄组", op: "recode", from: "BG12", map: { 1: "青年", 2: "青年", 3: "中年" } },
      { name: "FAIR", op: "mean", items: ["a", "b"] },
      { op: "unknown" },
    ];
    const constructs = [{ id: "FAIR", label: { zh: "公平感" }, items: ["a", "b"] }];
    const [age, fair, ...rest] = derivedVariables({ derive, constructs } as never);
    expect(age?.valueLabels?.map(({ value }) => value)).toEqual(["青年", "中年"]);
    expect([age?.label.zh, fair?.label.zh, fair?.measure, rest]).toEqual(["年龄组", "公平感", "scale", []]);
  });

  it("has Chinese words for every choice of every registered analysis", () => {
    const unnamed = analyses.flatMap(({ params }) =>
      fieldsOf(params.toJSONSchema({ io: "input" }) as ParamsSchema).flatMap(({ choices }) =>
        choices.filter((one) => deskZh.analyses.choices[one] === undefined),
      ),
    );
    expect([...new Set(unnamed)]).toEqual([]);
  });

  it("leaves empty fields out and gives codes of numeric variables as numbers", () => {
    const fields = fieldsOf({
      properties: {
        variable: { type: "string", role: "variable" },
        value: { role: "value" },
        weight: { type: "string", role: "variable" },
        items: { type: "array", role: "variables" },
        scale: { type: "object" },
      },
      required: ["variable", "value"],
    });
    const values = { variable: "BG12", value: "2", weight: undefined, items: [], scale: {} };
    expect(toParams(fields, values, variables)).toEqual({ variable: "BG12", value: 2 });
  });
});
