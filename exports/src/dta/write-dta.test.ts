import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectFile } from "../testing/collect-file.ts";
import { hardRows } from "../testing/hard-rows.ts";
import { readDta } from "../testing/read-dta.ts";
import { rowsOf } from "../testing/rows-of.ts";

const write = async (columns: Parameters<typeof rowsOf>[0]) =>
  readDta((await collectFile(rowsOf(columns), { format: "dta" })).bytes);

const text = fc.string({ unit: fc.constantFrom("a", " ", "甲", "𠮷", "\n", "="), maxLength: 30 });
const numberKinds = [
  fc.integer({ min: -127, max: 100 }),
  fc.integer({ min: -32_767, max: 32_740 }),
  fc.integer({ min: -2_147_483_647, max: 2_147_483_620 }),
  fc.double({ noNaN: true, min: -1e307, max: 8.9e307 }),
].map((kind) => kind.map((value) => value + 0));

describe("writeDta", () => {
  it("holds every number and every text, however long, and says where each section begins", async () => {
    const table = fc.integer({ min: 0, max: 9 }).chain((rows) => {
      const column = <Value>(value: fc.Arbitrary<Value>) =>
        fc.array(fc.option(value), { minLength: rows, maxLength: rows });
      const texts = fc.tuple(text, fc.constantFrom(1, 9, 300)).map(([one, times]) => one.repeat(times));
      return fc.record({ numbers: fc.tuple(...numberKinds.map(column)), texts: column(texts) });
    });
    await fc.assert(
      fc.asyncProperty(table, async ({ numbers, texts }) => {
        const { names, rows, map, starts } = await write([
          ...numbers.map((cells, index) => ({ name: `n${index}`, cells })),
          { name: "文字", cells: texts, type: "string" },
        ]);
        expect(names).toEqual(["n0", "n1", "n2", "n3", "文字"]);
        expect(rows).toEqual(texts.map((one, row) => [...numbers.map((cells) => cells[row] ?? "."), one ?? ""]));
        expect(map).toEqual(starts);
      }),
    );
  });

  it("turns declared codes into .a, .b, … with the code in the label, and counts days from 1960", async () => {
    const { rows, tables, tableNames, names, formats, title, time } = readDta(
      (await collectFile(hardRows, { format: "dta" })).bytes,
    );
    const column = (name: string) => rows.map((row) => row[names.indexOf(name)]);
    expect(column("UNIT")).toEqual([1, 2, ".a", "."]);
    expect(column("YEARS")).toEqual([3, ".a", ".c", ".b"]);
    expect(tables["UNIT"]).toEqual([
      [1, "中央驻地方科研院所"],
      [2, "高等学校"],
      [".a", "不清楚／不适用 [99]"],
    ]);
    expect(names.map((name, index) => [name, tableNames[index]])).toContainEqual(["WAY_3", "WAY_1"]);
    expect(column("DAY")).toEqual([24_165, -137_774, -3_744, "."]);
    expect(column("AT")[2]).toBe(0);
    expect(formats[names.indexOf("DAY")]).toBe("%tdCCYY-NN-DD");
    expect([title, time]).toEqual(["科技人才评价改革问卷（模拟数据）", "26 Nov 2026 08:09"]);
  });

  it("keeps in notes what the format has no place for", async () => {
    const { bytes, manifest } = await collectFile(hardRows, { format: "dta" });
    const { notes, labels, names } = readDta(bytes);
    expect(labels[names.indexOf("ALL")]).toMatch(/^题目.{77}…$/);
    expect(notes).toContainEqual(["ALL", "note1", `题目${"很长".repeat(100)}`]);
    expect(notes).toContainEqual(["CITY", "note1", "tj=天津；bj=北京"]);
    expect(notes).toContainEqual(["LEVEL", "note0", "2"]);
    expect(manifest.remarks).toContainEqual({
      variable: "CITY",
      what: "value-labels-in-notes",
      detail: "tj=天津；bj=北京",
    });
  });

  it("refuses more codes than there are letters, and numbers that would read as missing", async () => {
    const codes = rowsOf([{ name: "Q1", missing: Array.from({ length: 27 }, (_, index) => 900 + index), cells: [1] }]);
    await expect(collectFile(codes, { format: "dta" })).rejects.toMatchObject({ code: "data.too-many-missing-codes" });
    for (const value of [1e308, -1e308]) {
      const large = rowsOf([{ name: "Q2", cells: [value] }]);
      await expect(collectFile(large, { format: "dta" })).rejects.toMatchObject({ code: "data.number-too-large" });
    }
  });
});
