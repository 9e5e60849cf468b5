import { rowsFromCsv } from "@diaoyan/analysis";
import { readCsvRows } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectFile } from "../testing/collect-file.ts";
import { hardRows } from "../testing/hard-rows.ts";
import { rowsOf } from "../testing/rows-of.ts";
import { encodeGb18030 } from "./encode-gb18030.ts";

const decode = (bytes: Uint8Array, encoding = "utf-8") => new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);

describe("writeCsvFile", () => {
  it("guards texts and names against formulas, leaves numbers, and keeps declared codes", async () => {
    const rows = rowsOf([
      { name: "=n", cells: [-3, 99, null], missing: [99] },
      { name: "t", cells: ["-1", "=A1", "+86 22"] },
    ]);
    const { bytes, manifest } = await collectFile(rows, { format: "csv" });
    expect(decode(bytes)).toBe(`\uFEFF"'=n",t\r\n-3,"'-1"\r\n99,"'=A1"\r\n,"'+86 22"\r\n`);
    expect(manifest).toMatchObject({ rows: 3, rowsWritten: 3, columns: ["=n", "t"], bytes: bytes.length });
  });

  it("is read back the same in UTF-8 and GB 18030", async () => {
    const plain = await collectFile(hardRows, { format: "csv", csv: { encoding: "utf-8", mark: false } });
    const chinese = await collectFile(hardRows, { format: "csv", csv: { encoding: "gb18030", mark: true } });
    expect(decode(chinese.bytes, "gb18030")).toBe(decode(plain.bytes));
    expect(readCsvRows(decode(plain.bytes))).toHaveLength(5);
    const back = await rowsFromCsv(async function* () {
      yield decode(plain.bytes);
    }, hardRows.variables);
    expect(back.rowCount).toBe(4);
  });
});

const points = fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((list) => String.fromCodePoint(...list));

it("encodes every character of GB 18030 so that it is read as it was", () => {
  fc.assert(
    fc.property(points, (text) => {
      expect(decode(encodeGb18030(text), "gb18030")).toBe(Buffer.from(text).toString());
    }),
  );
  // as Python's codec writes them
  expect([...encodeGb18030("a中€𠮷")]).toEqual([0x61, 0xd6, 0xd0, 0xa2, 0xe3, 0x95, 0x34, 0xb2, 0x35]);
});
