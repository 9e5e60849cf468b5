import fc from "fast-check";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { expect, it } from "vitest";
import { collectFile } from "../testing/collect-file.ts";
import { hardRows } from "../testing/hard-rows.ts";
import { rowsOf, type TestColumn } from "../testing/rows-of.ts";

async function write(columns: readonly TestColumn[] | typeof hardRows) {
  const rows = "readBatches" in columns ? columns : rowsOf(columns);
  const { bytes, manifest } = await collectFile(rows, { format: "parquet" });
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  return { metadata: parquetMetadata(file), rows: await parquetReadObjects({ file }), manifest };
}

it("holds every number and text, days and moments, and null where there is no value", async () => {
  const { rows, metadata, manifest } = await write(hardRows);
  expect(rows).toHaveLength(4);
  expect(rows[0]).toMatchObject({
    UNIT: 1,
    满意度: 5,
    ALL: 1,
    NOTE: "=1+1",
    DAY: new Date("2026-02-28"),
    AT: new Date("2026-05-01T09:30Z"),
  });
  expect(rows[2]).toMatchObject({ UNIT: 99, 满意度: null, NOTE: "😀“引号”\n换行", DAY: new Date("1949-10-01") });
  expect(rows.map((row) => row["DAY"])[3]).toBeNull();
  expect(Object.keys(rows[0] ?? {})).toEqual(hardRows.variables.map(({ name }) => name));
  const kept = metadata.key_value_metadata?.find(({ key }) => key === "diaoyan.variables")?.value;
  expect(JSON.parse(kept ?? "")[0]).toMatchObject({ name: "UNIT", label: "所在单位的类型", missing: [99] });
  expect(manifest.rowsWritten).toBe(4);
});

it("is read back as it was", async () => {
  const table = fc.integer({ min: 0, max: 7 }).chain((rows) => {
    const column = <Value>(value: fc.Arbitrary<Value>) =>
      fc.array(fc.option(value), { minLength: rows, maxLength: rows });
    return fc.record({
      codes: column(fc.integer({ min: -2_147_483_647, max: 2_147_483_647 })),
      numbers: column(fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
      texts: column(fc.string({ unit: fc.constantFrom("a", "甲", "𠮷", "\n", "") })),
    });
  });
  await fc.assert(
    fc.asyncProperty(table, async ({ codes, numbers, texts }) => {
      const { rows } = await write([
        { name: "code", measure: "nominal", cells: codes },
        { name: "n", cells: numbers },
        { name: "t", type: "string", cells: texts },
      ]);
      expect(rows).toEqual(codes.map((code, row) => ({ code, n: numbers[row], t: texts[row] })));
    }),
  );
});
