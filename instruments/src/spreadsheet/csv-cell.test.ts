import fc from "fast-check";
import { expect, it } from "vitest";
import { readCsvRows } from "../index.ts";
import { looksLikeFormula, readTextCell, writeTextCell, writeTextRows } from "./csv-cell.ts";

it("disarms what a spreadsheet would run, in full width and behind blanks too", () => {
  for (const text of ["=1+1", "+86", "-3", "@SUM(A1)", "＝1", "＠a", " =1", "\u3000=1", "'=1", "\t1", "\r=1"]) {
    expect([text, looksLikeFormula(text)]).toEqual([text, true]);
    expect(writeTextCell(text).replace(/^"/, "").startsWith("'")).toBe(true);
  }
  for (const text of ["", "王芳", "1=1", "a-b", "'quoted'"]) expect(looksLikeFormula(text)).toBe(false);
});

it("writes rows that are read back as they were, whatever stands in them", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("=1", "'=1", "''-", " @a", 'say "x", y', "多\n行"),
  );
  const whole = cell.filter((text) => !text.includes("\0"));
  fc.assert(
    fc.property(fc.array(fc.tuple(whole, whole), { minLength: 1, maxLength: 5 }), (rows) => {
      fc.pre(rows.every((row) => row.some((text) => text.trim() !== "")));
      const lines = readCsvRows(writeTextRows(rows)) as readonly (readonly string[])[];
      expect(lines.map((row) => row.map(readTextCell))).toEqual(rows);
    }),
  );
});
