import { readWorkbook } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { suppressed } from "../disclosure/disclose.ts";
import { sampleSnapshot } from "../testing/sample-study.ts";
import { writeDataTables } from "./write-data-tables.ts";

const snapshot = sampleSnapshot();
const sheetsOf = (bytes: Uint8Array) => readWorkbook(bytes).sheets;
const countsIn = (bytes: Uint8Array): readonly string[] =>
  sheetsOf(bytes)
    .slice(1, -1)
    .flatMap(({ rows }) => rows.slice(1).map((row) => row[2] ?? ""))
    .filter((count) => count !== "");

describe("writeDataTables", () => {
  it("has a sheet for each page of the questionnaire, between how to read them and the codebook", () => {
    const sheets = sheetsOf(writeDataTables(snapshot, "internal"));
    expect(sheets[0]?.name).toBe("说明");
    expect(sheets.at(-1)?.name).toBe("变量说明");
    expect(sheets.length).toBeGreaterThan(2);
    expect(sheets[1]?.rows[0]).toEqual(["题目", "选项", "频数", "有效%", "n", "均值", "标准差"]);
    expect(sheets[0]?.rows.flat().join("")).toContain("模拟数据");
  });

  it("hides small counts in public only, and says so", () => {
    const small = sampleSnapshot({}, 12);
    const open = countsIn(writeDataTables(small, "internal"));
    expect(open.some((count) => Number(count) > 0 && Number(count) < 5)).toBe(true);
    const shown = countsIn(writeDataTables(small, "public"));
    expect(shown).toContain(suppressed);
    expect(shown.filter((count) => Number(count) > 0 && Number(count) < 5)).toEqual([]);
  });

  it("gives the same bytes for the same state", () => {
    expect(writeDataTables(snapshot, "public")).toEqual(writeDataTables(sampleSnapshot(), "public"));
  });
});
