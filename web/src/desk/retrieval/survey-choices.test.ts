import type { QuestionnaireDefinition, Variable } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { listGroupings, listMeasures } from "./survey-choices.ts";

const show = ({ zh }: { readonly zh: string }) => zh;
const variable = (name: string, zh: string, more: Partial<Variable> = {}): Variable => ({
  name,
  label: { zh },
  type: "numeric",
  measure: "ordinal",
  question: name,
  ...more,
});
const yesNo = [
  { value: "1", label: { zh: "是" } },
  { value: "2", label: { zh: "否" } },
];
const variables = [
  variable("MODULES_a", "模块甲", { question: "MODULES", set: "MODULES", measure: "nominal", valueLabels: yesNo }),
  variable("BG01", "单位类型", { measure: "nominal", valueLabels: yesNo }),
  variable("Q1", "满意度", { valueLabels: yesNo, scale: { min: 1, max: 5 } }),
  variable("Q2_1", "选了住房", { set: "Q2", measure: "nominal", valueLabels: yesNo }),
  variable("Q3", "意见", { type: "string", measure: "nominal" }),
];
const definition = {
  constructs: [{ id: "fair", label: { zh: "公平感" } }],
  derive: [{ op: "mean", name: "fair", items: ["Q1"] }],
  survey: { pages: [{ title: "一页", elements: [{ name: "Q1" }] }] },
} as unknown as QuestionnaireDefinition;

it("groups by single choices, and sets scores of constructs first beside codes, never flags of modules", () => {
  expect(listGroupings(variables, show).map(({ value }) => value)).toEqual(["BG01"]);
  const measures = listMeasures(variables, definition, { show, derived: "得分", others: "其他" });
  expect(measures.map(({ label, options }) => [label, options.map(({ value }) => value)])).toEqual([
    ["得分", ["fair"]],
    ["1. 一页", ["Q1"]],
  ]);
});
