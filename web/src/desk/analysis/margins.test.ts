import type { Variable } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { dropMargin, fillFromCounts, marginVariables, setTotal } from "./margins.ts";

const unit = {
  name: "BG01",
  valueLabels: [
    { value: "1", label: { zh: "高等学校（含附属医院）" } },
    { value: "2", label: { zh: "科研院所" } },
    { value: "3", label: { zh: "企业" } },
  ],
} as unknown as Variable;

it("totals are set, taken out and dropped without touching the others", () => {
  const margins = setTotal(setTotal({}, { name: "BG01", value: "1" }, 30), { name: "BG01", value: "2" }, 70);
  expect(margins).toEqual({ BG01: { 1: 30, 2: 70 } });
  expect(setTotal(margins, { name: "BG01", value: "1" }, null)).toEqual({ BG01: { 2: 70 } });
  expect(dropMargin({ ...margins, sex: {} }, "BG01")).toEqual({ sex: {} });
});

it("counts of a roster fill the values whose labels say the same", () => {
  const counts = new Map([
    ["高等学校(含附属医院)", 120],
    ["企业", 40],
    ["其他", 5],
  ]);
  expect(fillFromCounts(unit, counts)).toEqual({ 1: 120, 3: 40 });
  expect(marginVariables([unit, { ...unit, set: "s" }, { name: "x" } as Variable])).toEqual([unit]);
});
