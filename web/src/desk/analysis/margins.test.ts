import type { Variable } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import {
  cellsOf,
  countKey,
  crossMargin,
  dropMargin,
  fillFromCounts,
  marginVariables,
  setTotal,
  variablesOf,
} from "./margins.ts";

const sex = {
  name: "BG13",
  valueLabels: [
    { value: "1", label: { zh: "男" } },
    { value: "2", label: { zh: "女" } },
  ],
} as unknown as Variable;

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
  const counts = new Map(
    [["高等学校(含附属医院)", 120] as const, ["企业", 40] as const, ["其他", 5] as const].map(([words, count]) => [
      countKey(words),
      count,
    ]),
  );
  expect(fillFromCounts([unit], counts)).toEqual({ 1: 120, 3: 40 });
  expect(marginVariables([unit, { ...unit, set: "s" }, { name: "x" } as Variable])).toEqual([unit]);
});

it("a margin is crossed with another variable, and its cells are filled from counts by both", () => {
  const crossed = crossMargin({ BG01: { 1: 30 }, other: { 1: 5 } }, "BG01", "BG13");
  expect(crossed).toEqual({ "BG01*BG13": {}, other: { 1: 5 } });
  expect(crossMargin(crossed, "BG01*BG13", undefined)).toEqual({ BG01: {}, other: { 1: 5 } });
  expect(crossMargin({ BG01: { 1: 30 } }, "BG01", undefined)).toEqual({ BG01: { 1: 30 } });
  const variables = variablesOf("BG01*BG13", [sex, unit]);
  expect(variables).toEqual([unit, sex]);
  expect(cellsOf(variables).map(({ value }) => value)).toEqual(["1*1", "1*2", "2*1", "2*2", "3*1", "3*2"]);
  const counts = new Map([
    [countKey("高等学校（含附属医院）", "女"), 7],
    [countKey("企业", "男"), 9],
  ]);
  expect(fillFromCounts(variables, counts)).toEqual({ "1*2": 7, "3*1": 9 });
});
