import type { Variable } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { backgroundVariables, readLimits, toProtection } from "./protection.ts";

const unit = {
  name: "BG01",
  label: { zh: "单位类型" },
  type: "numeric",
  valueLabels: [
    { value: "1", label: { zh: "高校" } },
    { value: "2", label: { zh: "院所" } },
    { value: "3", label: { zh: "医院" } },
  ],
};
const age = { name: "AGE", label: { zh: "年龄" }, type: "numeric" };
const words = { name: "OPEN", label: { zh: "建议" }, type: "string" };
const part = { ...unit, name: "M_1", set: "M" };
const variables = [unit, age, words, part, { ...age, name: "BG01_C" }] as unknown as readonly Variable[];
const key = { merges: [], limits: "" };

describe("protection", () => {
  it("offers what may be known of a person, no texts and no parts of sets", () => {
    expect(backgroundVariables(variables, null).map(({ name }) => name)).toEqual(["BG01", "AGE", "BG01_C"]);
  });

  it("asks for the variables as they are where nothing is made coarser", () => {
    expect(toProtection([{ ...key, name: "BG01" }], variables, { k: 5, suppress: true })).toEqual({
      keys: ["BG01"],
      k: 5,
      suppress: true,
    });
  });

  it("merges choices under a name of their own or their joined labels, and keeps the others", () => {
    const merges = [{ values: ["2", "3"], label: "" }];
    const asked = toProtection([{ ...key, name: "BG01", merges }], variables, { k: 3, suppress: false });
    expect(asked.keys).toEqual(["BG01_C_C"]);
    expect(asked.coarsen).toEqual([
      {
        name: "BG01_C_C",
        label: "单位类型",
        from: "BG01",
        op: "recode",
        map: { 1: "高校", 2: "院所／医院", 3: "院所／医院" },
      },
    ]);
  });

  it("cuts numbers at limits written as people write them, and takes no others", () => {
    const asked = toProtection([{ ...key, name: "AGE", limits: "35， 45" }], variables, { k: 3, suppress: false });
    expect(asked.coarsen).toMatchObject([{ name: "AGE_C", op: "cut", breaks: [35, 45] }]);
    expect([readLimits("45,35"), readLimits("三十"), readLimits("")]).toEqual([null, null, []]);
  });
});
