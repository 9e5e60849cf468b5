import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectFile } from "../testing/collect-file.ts";
import { hardRows } from "../testing/hard-rows.ts";
import { readSav } from "../testing/read-sav.ts";
import { rowsOf } from "../testing/rows-of.ts";

const write = async (columns: Parameters<typeof rowsOf>[0]) =>
  readSav((await collectFile(rowsOf(columns), { format: "sav" })).bytes);

/** Spaces behind a text cannot be told from the filling. */
const text = fc
  .string({ unit: fc.constantFrom("a", " ", "甲", "𠮷", "\n", "="), maxLength: 40 })
  .map((one) => one.trimEnd());
const number = fc
  .oneof(fc.integer({ min: -120, max: 170 }), fc.double({ noNaN: true, min: -1e308, max: 1e308 }))
  .map((value) => value + 0);

describe("writeSav", () => {
  it("holds every number and every text, however long, in its row", async () => {
    const table = fc.integer({ min: 0, max: 9 }).chain((rows) => {
      const column = <Value>(value: fc.Arbitrary<Value>) =>
        fc.array(fc.option(value), { minLength: rows, maxLength: rows });
      const texts = fc.tuple(text, fc.constantFrom(1, 7, 40)).map(([one, times]) => one.repeat(times));
      return fc.record({ numbers: column(number), texts: column(texts), more: column(number) });
    });
    await fc.assert(
      fc.asyncProperty(table, async ({ numbers, texts, more }) => {
        const { columns, rows } = await write([
          { name: "n", cells: numbers },
          { name: "文字", cells: texts, type: "string" },
          { name: "more", cells: more },
        ]);
        expect(columns.map(({ name }) => name)).toEqual(["n", "文字", "more"]);
        expect(rows).toEqual(numbers.map((value, row) => [value, texts[row] ?? "", more[row]]));
      }),
    );
  });

  it("carries labels, codes and sets, and whole what had to be cut", async () => {
    const { bytes, manifest } = await collectFile(hardRows, { format: "sav" });
    const { columns, extensions } = readSav(bytes);
    const unit = columns.find(({ name }) => name === "UNIT");
    expect(unit).toMatchObject({
      label: "所在单位的类型",
      missing: [99],
      labels: { 1: "中央驻地方科研院所", 99: "不清楚／不适用" },
    });
    expect(extensions.get(7)).toBe(`$WAY=D1 1 21 了解政策的渠道 way_1 way_2 way_3\n`);
    expect(extensions.get(20)).toBe("UTF-8");
    const cut = columns.find(({ name }) => name === "ALL_");
    expect(cut?.label).toMatch(/^题目.*…$/);
    expect(Buffer.byteLength(cut?.label ?? "")).toBeLessThanOrEqual(255);
    expect(extensions.get(18)).toContain(`FullLabel('题目${"很长".repeat(100)}'\n)`);
    expect(manifest.remarks.map(({ variable, what }) => [variable, what])).toEqual([
      ["a very long name of a variable that no statistics program would take-1", "renamed"],
      ["ALL", "renamed"],
      ["ALL", "label-shortened"],
    ]);
  });

  it("refuses what the format cannot hold, by name", async () => {
    const four = rowsOf([{ name: "Q1", missing: [96, 97, 98, 99], cells: [1] }]);
    await expect(collectFile(four, { format: "sav" })).rejects.toMatchObject({
      code: "data.too-many-missing-codes",
      message: expect.stringMatching(/“Q1”: SPSS holds at most 3 .* got 4 \(96, 97, 98, 99\)/),
    });
    const long = rowsOf([{ name: "Q2", cells: ["a", "长".repeat(11_000)] }]);
    await expect(collectFile(long, { format: "sav" })).rejects.toThrow(/“Q2”, case 2: .* 32767 bytes, got 33000/);
  });

  it("says of a day that is none where it stands", async () => {
    const days = rowsOf([{ name: "D", type: "date", cells: ["2026-05-01", "2026-02-30"] }]);
    await expect(collectFile(days, { format: "sav" })).rejects.toThrow(/“D”, case 2: expected a day such as/);
  });

  it.each([Number.MAX_VALUE, -Number.MAX_VALUE])("refuses %s, which SPSS keeps for what is missing", async (value) => {
    const large = rowsOf([{ name: "Q1", cells: [1, value] }]);
    await expect(collectFile(large, { format: "sav" })).rejects.toMatchObject({ code: "data.number-too-large" });
  });
});
