import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsvRecords, readCsvRows } from "./read-csv.ts";

const quote = (field: string): string => `"${field.replaceAll('"', '""')}"`;

describe("readCsvRows", () => {
  it("reads back any fields that were quoted by RFC 4180", () => {
    const row = fc
      .array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 5 })
      .filter((fields) => fields.some((field) => field !== ""));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), (rows) => {
        const text = rows.map((fields) => `${fields.map(quote).join(",")}\r\n`).join("");
        expect(readCsvRows(text)).toEqual(rows);
      }),
    );
  });

  it.each([
    [
      "a,b\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "\uFEFFa,b\r\n\r\n1,",
      [
        ["a", "b"],
        ["1", ""],
      ],
    ],
    ['"多行\n文字",x', [["多行\n文字", "x"]]],
    ["", []],
  ])("reads %j", (text, rows) => {
    expect(readCsvRows(text)).toEqual(rows);
  });

  it("names the line of a quote that does not close instead of dropping the rest", () => {
    expect(() => readCsvRows('a,b\n"x"y,2\n3,4')).toThrow(/CSV line 2/);
  });

  it("gives records by the names of the first row, short rows filled", () => {
    expect(readCsvRecords("id, label\ni1,论文\ni2")).toEqual([
      { id: "i1", label: "论文" },
      { id: "i2", label: "" },
    ]);
  });
});
