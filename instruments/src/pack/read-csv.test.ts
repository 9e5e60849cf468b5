import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsvRecords, readCsvRows, readCsvSheet } from "./read-csv.ts";
import { readCsvStream } from "./read-csv-stream.ts";

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

  it("keeps the place of each row of a sheet, with quotes and without", () => {
    const rows = [["a", "b"], [], ["1", ""], [], []];
    expect(readCsvSheet("csv", "a,b\n\n1,\n\n\n").rows).toEqual(rows);
    expect(readCsvSheet("csv", '"a",b\n\n1,\n\n\n').rows).toEqual(rows);
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

describe("readCsvStream", () => {
  async function* cut(text: string, lengths: readonly number[]) {
    let at = 0;
    for (const length of lengths) {
      yield text.slice(at, at + length);
      at += length;
    }
    yield text.slice(at);
  }
  async function readAll(pieces: AsyncIterable<string>) {
    const rows: (readonly string[])[] = [];
    for await (const read of readCsvStream(pieces)) rows.push(...read);
    return rows;
  }

  it("reads what readCsvRows reads, wherever the text is cut", async () => {
    const sign = fc.constantFrom("a", "甲", ",", '"x"', '"a\n""b\r\n"', "\n", "\r\n", "\n\n", "\uFEFF");
    const texts = fc.array(sign, { maxLength: 30 }).map((signs) => signs.join(""));
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.nat(7), { maxLength: 12 }), async (text, lengths) => {
        let expected: unknown;
        try {
          expected = readCsvRows(text);
        } catch {
          await expect(readAll(cut(text, lengths))).rejects.toThrow(/CSV line/);
          return;
        }
        expect(await readAll(cut(text, lengths))).toEqual(expected);
      }),
    );
  });

  it("counts lines from the beginning of the file", async () => {
    await expect(readAll(cut('a,b\n1,2\n"x"y,2\n3,4\n', [8]))).rejects.toThrow(/CSV line 3/);
  });
});
