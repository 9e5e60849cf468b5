import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { numberKindOf, writeSerial } from "./number-format.ts";
import { readWorkbook } from "./read-workbook.ts";
import { columnLetters, columnOf } from "./workbook.ts";
import { writeWorkbook } from "./write-workbook.ts";

const data = (name: string) =>
  new Uint8Array(readFileSync(join(import.meta.dirname, "../../test-data/spreadsheet", name)));

const sheetXml = (inside: string) =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${inside}</sheetData></worksheet>`;

/** A small archive with one sheet, in which parts can be replaced by hostile ones. */
function packed(sheet: string, more: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  return zipSync({
    "xl/workbook.xml": strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      '<Relationships><Relationship Id="rId1" Type="t" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    "xl/worksheets/sheet1.xml": strToU8(sheet),
    ...more,
  });
}

const refusal = (bytes: Uint8Array, limits?: Parameters<typeof readWorkbook>[1]): string => {
  try {
    readWorkbook(bytes, limits);
    return "read";
  } catch (error) {
    return (error as { readonly code?: string }).code ?? String(error);
  }
};

describe("readWorkbook", () => {
  it("reads what LibreOffice wrote: dates, results of formulas, codes with zeros, Chinese, empty rows", () => {
    expect(readWorkbook(data("mixed.xlsx"))).toEqual({
      sheets: [
        {
          name: "答卷（第一批）",
          rows: [
            ["序号", "提交时间", "日期", "合计", "代码", "姓氏", "是否"],
            ["1", "2026-11-24T09:05:07", "2026-03-01", "0.3", "007", "𠮷 & <王>\n第二行", "1"],
            [],
            [],
            ["4", "", "", "", "-3.5"],
          ],
        },
        { name: "空表", rows: [] },
      ],
    });
  });

  it("sets the heads of number columns over their numbers, to the right", () => {
    const rows = [["地区", "文件数", "备注", "空"], ["北京", 3, "一"], ["天津", "—", 2], ["上海", 5, "三"], ["表注"]];
    const files = unzipSync(writeWorkbook([{ name: "比较", rows }]));
    const sheet = strFromU8(files["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
    const styles = ["A1", "B1", "C1", "D1"].map((cell) => new RegExp(`r="${cell}" s="(\\d)"`, "u").exec(sheet)?.[1]);
    expect(styles).toEqual(["1", "3", "1", "1"]);
    expect(strFromU8(files["xl/styles.xml"] ?? new Uint8Array())).toMatch(
      /<alignment horizontal="right"\/><\/xf><\/cellXfs>/u,
    );
  });

  it("gives back what writeWorkbook wrote, whatever the texts are, in the same bytes each time", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("=1+1", "_x0041_", "a\r\nb", "  ", "𠮷<&>\"'"),
    );
    const table = fc.array(
      fc.array(
        text.map((value) => value.replace(/\p{Surrogate}/gu, "")),
        { maxLength: 4 },
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(table, (rows) => {
        const sheets = [{ name: "表 1", rows }];
        const bytes = writeWorkbook(sheets);
        expect(writeWorkbook(sheets)).toEqual(bytes);
        const trimmed = rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== "") + 1));
        const last = trimmed.findLastIndex((row) => row.length > 0);
        expect(readWorkbook(bytes).sheets).toEqual([{ name: "表 1", rows: trimmed.slice(0, last + 1) }]);
      }),
    );
  });

  it("says what a file is that is no .xlsx", () => {
    expect(refusal(new Uint8Array())).toBe("spreadsheet.empty");
    expect(refusal(strToU8("a,b\n1,2\n"))).toBe("spreadsheet.not-xlsx");
    expect(refusal(zipSync({ "word/document.xml": strToU8("<a/>") }))).toBe("spreadsheet.not-xlsx");
    expect(refusal(data("mixed.xls"))).toBe("spreadsheet.old-xls");
    const locked = [0xd0, 0xcf, 0x11, 0xe0, ...[..."EncryptedPackage"].flatMap((sign) => [sign.charCodeAt(0), 0])];
    expect(refusal(new Uint8Array(locked))).toBe("spreadsheet.protected");
  });

  it("refuses a zip bomb after what was allowed, not after what it claims", () => {
    const bomb = packed(sheetXml(" ".repeat(40_000_000)));
    expect(bomb.length).toBeLessThan(100_000);
    expect(refusal(bomb, { bytes: 1_000_000, cells: 1_000 })).toBe("spreadsheet.too-large");
  });

  it("refuses a sheet whose few cells would make millions", () => {
    const far = Array.from({ length: 500 }, (_, row) => `<row r="${row + 1}"><c r="XFD${row + 1}"><v>1</v></c></row>`);
    expect(refusal(packed(sheetXml(far.join(""))))).toBe("spreadsheet.too-large");
    expect(refusal(packed(sheetXml('<row r="9999999"><c><v>1</v></c></row>')))).toBe("spreadsheet.damaged");
  });

  it("tells which cells were joined", () => {
    const joined = '<row r="1"><c r="A1" t="str"><v>甲</v></c></row><mergeCells><mergeCell ref="A1:AB3"/></mergeCells>';
    const [sheet] = readWorkbook(packed(sheetXml(joined))).sheets;
    expect(sheet).toMatchObject({ rows: [["甲"]], merges: [{ top: 0, left: 0, bottom: 2, right: 27 }] });
  });

  it("refuses document types, so that no entity is declared or fetched", () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${sheetXml('<row><c t="str"><v>&b;</v></c></row>')}`;
    expect(refusal(packed(laughs))).toBe("spreadsheet.damaged");
    expect(refusal(packed(sheetXml('<row><c t="str"><v>&xxe;</v></c></row>')))).toBe("spreadsheet.damaged");
  });

  it("refuses or reads a file cut or changed anywhere, always with a code of its own", () => {
    const whole = data("mixed.xlsx");
    const codes = /^(?:read|spreadsheet\.[a-z-]+)$/u;
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const changed = cut ? whole.slice(0, at) : Uint8Array.from(whole).fill(byte, at, at + 1);
        expect(refusal(changed)).toMatch(codes);
      }),
      { numRuns: 300 },
    );
  });
});

it("reads numbers by their format", () => {
  expect(
    ["yyyy-mm-dd", "m月d日", 'yyyy"年"', "h:mm:ss", "yyyy/m/d h:mm", "0.00", "[红色]0", "General", "0.00E+00"].map(
      (code) => numberKindOf(200, code),
    ),
  ).toEqual(["date", "date", "date", "time", "datetime", "number", "number", "number", "number"]);
  expect(writeSerial(46_350.5, "datetime", false)).toBe("2026-11-24T12:00:00");
  expect(writeSerial(1, "date", false)).toBe("1900-01-01");
  expect(writeSerial(61, "date", false)).toBe("1900-03-01");
  expect(writeSerial(0, "date", true)).toBe("1904-01-01");
  expect(writeSerial(0.5, "time", false)).toBe("12:00:00");
});

it("counts columns as spreadsheets do", () => {
  expect([0, 25, 26, 701, 702, 16_383].map(columnLetters)).toEqual(["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
  fc.assert(fc.property(fc.nat(16_383), (index) => columnOf(`${columnLetters(index)}7`) === index));
});
