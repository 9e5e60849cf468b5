import { expect, it } from "vitest";
import { compareTables } from "./compare-tables.ts";

const above = ["t1"];
const rows = [
  ["单位", "占比"],
  ["高校", "40"],
  ["企业", "60"],
];
const compare = (edited: readonly (readonly string[])[]) =>
  compareTables([{ above, rows }], [{ above, rows: edited }], (text) => text.trim()).map(({ place, was, now }) => [
    place,
    was,
    now,
  ]);

it("names a changed cell by its place and its heads", () => {
  expect(compare(rows)).toEqual([]);
  expect(
    compare([
      ["单位", "占比"],
      ["高校", "45"],
      ["企业", "60"],
    ]),
  ).toEqual([["第2行第2列（高校，占比）", "40", "45"]]);
});

it("tells of rows that came and went, without taking the others for changed", () => {
  expect(
    compare([
      ["单位", "占比"],
      ["企业", "60"],
    ]),
  ).toEqual([["第2行", "高校｜40", "（已删去）"]]);
  expect(compare([...rows.slice(0, 2), ["医院", "9"], ["企业", "60"]])).toEqual([["新增的行", "", "医院｜9"]]);
  expect(compare(rows.map((row, place) => [...row, place === 0 ? "n" : "1"]))).toHaveLength(3);
});

it("tells of a table that is gone", () => {
  expect(compareTables([{ above, rows }], [], (text) => text)).toMatchObject([{ was: "（整表）", now: "（已删去）" }]);
});
