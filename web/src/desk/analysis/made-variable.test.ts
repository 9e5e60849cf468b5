import { deriveSchema } from "@diaoyan/analysis";
import type { Variable } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import {
  areLabelsWhole,
  describeMade,
  type MadeValues,
  type MadeVariable,
  optionsOf,
  readBreaks,
  toRecipe,
  withMadeVariables,
} from "./made-variable.ts";

const grade = {
  ...{ name: "BG09", type: "numeric", measure: "ordinal", missing: [99] },
  valueLabels: [
    { value: "1", label: { zh: "初级" } },
    { value: "2", label: { zh: "中级" } },
    { value: "3", label: { zh: "高级" } },
    { value: "99", label: { zh: "不适用" } },
  ],
} as unknown as Variable;

const madeOf = (values: MadeValues): MadeVariable => ({
  ...{ name: values.name ?? "", by: "李", at: "2026-11-27T00:00:00.000Z" },
  recipe: toRecipe(values, [grade]),
});

describe("the form of a made variable", () => {
  it.each<[MadeValues, unknown]>([
    [
      { name: " 总分 ", op: "sum", items: ["a", "b"], reverse: [], minValid: null },
      { name: "总分", op: "sum", items: ["a", "b"] },
    ],
    [
      { name: "均值", op: "mean", items: ["a", "b"], reverse: ["b"], minValid: 1 },
      { name: "均值", op: "mean", items: ["a", "b"], reverse: ["b"], minValid: 1 },
    ],
    [
      { name: "两级", op: "recode", from: "BG09", targets: ["中级及以下", "中级及以下", " 高级 "] },
      { name: "两级", op: "recode", from: "BG09", map: { 1: "中级及以下", 2: "中级及以下", 3: "高级" } },
    ],
    [
      { name: "分", op: "recode", from: "BG09", targets: ["0", "", "1"] },
      { name: "分", op: "recode", from: "BG09", map: { 1: 0, 2: null, 3: 1 } },
    ],
    [
      { name: "组", op: "cut", from: "days", breaks: "5，10", labels: ["", "", ""] },
      { name: "组", op: "cut", from: "days", breaks: [5, 10] },
    ],
    [
      { name: "组", op: "cut", from: "days", breaks: "5", labels: ["少", "多", "以前的"] },
      { name: "组", op: "cut", from: "days", breaks: [5], labels: ["少", "多"] },
    ],
  ])("%j becomes a recipe analyses read", (values, recipe) => {
    expect(toRecipe(values, [grade])).toEqual(recipe);
    expect(deriveSchema.parse(toRecipe(values, [grade]))).toEqual(recipe);
  });

  it("offers no code of missing answers, and reads breaks as they are typed", () => {
    expect(optionsOf(grade).map(({ value }) => value)).toEqual(["1", "2", "3"]);
    expect(readBreaks(" 35，45、 60")).toEqual([35, 45, 60]);
    expect(readBreaks("-2.5 0")).toEqual([-2.5, 0]);
    for (const text of ["", "，", "45，35", "35，35", "三十五", undefined]) expect(readBreaks(text)).toBeNull();
    expect(areLabelsWhole(undefined, 3)).toBe(true);
    expect(areLabelsWhole(["少", "", "多"], 3)).toBe(false);
    expect(areLabelsWhole(["少", "少"], 2)).toBe(false);
    expect(areLabelsWhole(["少", "多", "旧"], 2)).toBe(true);
  });

  it("makes variables of made ones, which a request carries along as far as it uses them", () => {
    const two = madeOf({ name: "两级", op: "recode", from: "BG09", targets: ["低", "低", "高"] });
    const code = madeOf({ name: "高级", op: "recode", from: "BG09", targets: ["0", "0", "1"] });
    const cut = madeOf({ name: "再分", op: "cut", from: "高级", breaks: "0" });
    const made = [two, code, cut];
    expect(describeMade(made, [grade]).map(({ name, type, measure }) => [name, type, measure])).toEqual([
      ["两级", "string", "nominal"],
      ["高级", "numeric", "ordinal"],
      ["再分", "string", "ordinal"],
    ]);
    expect(describeMade(made, [grade])[2]?.valueLabels?.map(({ value }) => value)).toEqual(["≤0", ">0"]);
    const request = { kind: "frequencies", variable: "再分" };
    expect(withMadeVariables(request, made)).toEqual({ ...request, derive: [code.recipe, cut.recipe] });
    expect(withMadeVariables({ kind: "frequencies", variable: "BG09" }, made)).not.toHaveProperty("derive");
  });
});
