import { describe, expect, it } from "vitest";
import { compareIndicators } from "./compare-indicators.ts";
import { readIndicators } from "./read-indicators.ts";

const header = ["指标", "数值", "单位", "年份", "来源", "来源性质", "备注"];
const row = (label: string, value: string, unit: string, year: string, kind = "官方统计") => [
  label,
  value,
  unit,
  year,
  "统计公报",
  kind,
  "",
];

describe("readIndicators", () => {
  it("reads Chinese headers in any order, thousands, years with 年, and makes stable ids", () => {
    const rows = [header, row("R&D人员", "1,234.5", "万人", "2023年"), row("R&D人员", "1300", "万人", "2024")];
    const { indicators, faults } = readIndicators(rows);
    expect(faults).toEqual([]);
    expect(indicators.map(({ value, year }) => [value, year])).toEqual([
      [1234.5, "2023"],
      [1300, "2024"],
    ]);
    expect(new Set(indicators.map(({ id }) => id)).size).toBe(2);
    expect(readIndicators(rows)).toEqual({ indicators, faults });
    const reversed = rows.map((line) => [...line].reverse());
    expect(readIndicators(reversed).indicators).toEqual(indicators);
  });

  it("names row and column of what is wrong, and reads the other rows", () => {
    const rows = [
      header,
      row("甲", "约28", "%", "2023"),
      row("乙", "3", "家", "23"),
      row("丙", "4", "家", "2023", "统计"),
      row("丁", "5", "家", "2024"),
    ];
    const { indicators, faults } = readIndicators(rows);
    expect(indicators.map(({ label }) => label)).toEqual(["丁"]);
    expect(faults.map(({ row: at, column }) => `${at} ${column}`)).toEqual(["2 数值", "3 年份", "4 来源性质"]);
  });

  it("refuses a file whose figures say no kind of source, and one figure with two values", () => {
    expect(readIndicators([header.filter((name) => name !== "来源性质"), ["甲"]]).faults).toEqual([
      { row: 1, column: "来源性质", message: "column missing" },
    ]);
    const { indicators, faults } = readIndicators([
      header,
      row("甲", "1", "家", "2023"),
      row("甲", "2", "家", "2023"),
      row("甲", "1", "家", "2023"),
    ]);
    expect([indicators.length, faults.map((one) => one.row)]).toEqual([1, [3]]);
  });
});

describe("compareIndicators", () => {
  const { indicators } = readIndicators([
    header,
    row("人才总量", "200", "万人", "2023"),
    row("人才总量", "220", "万人", "2024"),
    row("人才总量", "150", "万人", "2024", "单位填报"),
    row("占比", "40", "%", "2023"),
    row("占比", "42.5", "%", "2024"),
    row("新增", "0", "人", "2023"),
    row("新增", "8", "人", "2024"),
    row("旧指标", "1", "人", "2019"),
  ]);

  it("keeps kinds of source apart, and gives change and growth, of shares in points only", () => {
    const tables = compareIndicators(indicators, ["2023", "2024"]);
    expect(tables.map(({ kind }) => kind)).toEqual(["官方统计", "单位填报"]);
    expect(tables[0]?.lines.map(({ label, change, changePercent }) => [label, change, changePercent])).toEqual([
      ["人才总量", 20, 10],
      ["占比", 2.5, null],
      ["新增", 8, null],
    ]);
    expect(tables[1]?.lines[0]).toMatchObject({ values: [null, 150], change: null, changePercent: null });
  });
});
