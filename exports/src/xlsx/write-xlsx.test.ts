import { readWorkbook } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collectFile } from "../testing/collect-file.ts";
import { hardRows } from "../testing/hard-rows.ts";
import { rowsOf } from "../testing/rows-of.ts";
import { crc32 } from "./crc32.ts";
import { startFastPacker } from "./packer.node.ts";

const sheetsOf = (bytes: Uint8Array) => readWorkbook(bytes).sheets;

describe("writeXlsx", () => {
  it("writes values, labels and codebook, each cell in its place", async () => {
    const [data, labels, codebook] = sheetsOf((await collectFile(hardRows, { format: "xlsx" })).bytes);
    expect([data?.name, labels?.name, codebook?.name]).toEqual(["数据", "标签", "编码簿"]);
    expect(data?.rows[0]).toEqual(hardRows.variables.map(({ name }) => name));
    const place = (name: string) => hardRows.variables.findIndex((variable) => variable.name === name);
    const column = (sheet: typeof data, name: string) => sheet?.rows.slice(1).map((row) => row[place(name)] ?? "");
    expect(column(data, "UNIT")).toEqual(["1", "2", "99", ""]);
    expect(column(labels, "UNIT")).toEqual(["中央驻地方科研院所", "高等学校", "不清楚／不适用", ""]);
    expect(column(labels, "CITY")).toEqual(["天津", "北京", "", ""]);
    expect(column(data, "NOTE")).toEqual(["=1+1", "调研".repeat(200), "😀“引号”\n换行", ""]);
    expect(column(data, "DAY")).toEqual(["2026-02-28", "1582-10-15", "1949-10-01", ""]);
    expect(column(data, "AT")).toEqual(["2026-05-01T09:30:00", "2026-05-01T01:30:15", "1960-01-01T00:00:00", ""]);
    expect(labels?.rows[0]?.[place("WAY_1")]).toBe("了解政策的渠道：渠道1");
    expect(codebook?.rows[1]).toEqual([
      ...["UNIT", "所在单位的类型", "", "numeric", "nominal"],
      ...["1=中央驻地方科研院所；2=高等学校；99=不清楚／不适用", "99", "", "", "", "", "2", "2"],
    ]);
  });

  it("holds whatever texts and numbers come, packed here or by Node", async () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "<", "&", '"', "_x0041_", "\u0001", "甲", "𠮷", " "),
      minLength: 1,
    });
    const table = fc.array(fc.tuple(text, fc.double({ noNaN: true, noDefaultInfinity: true })), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), async (cells, fast) => {
        const rows = rowsOf([
          { name: "t", type: "string", cells: cells.map(([one]) => one) },
          { name: "n", type: "numeric", cells: cells.map(([, value]) => value) },
        ]);
        const options = { format: "xlsx", ...(fast ? { startPacker: startFastPacker } : {}) } as const;
        const [data] = sheetsOf((await collectFile(rows, options)).bytes);
        expect(data?.rows.slice(1)).toEqual(
          cells.map(([one, value]) => [one, String(Number((value + 0).toPrecision(15)))]),
        );
      }),
      { numRuns: 40 },
    );
  });

  it("refuses a text that a cell cannot hold, and gives equal bytes for equal rows", async () => {
    const long = rowsOf([{ name: "Q", cells: ["a", "长".repeat(32_768)] }]);
    await expect(collectFile(long, { format: "xlsx" })).rejects.toThrow(
      /“Q”, case 2: Excel .* 32767 characters, got 32768/,
    );
    const [one, two] = await Promise.all([1, 2].map(() => collectFile(hardRows, { format: "xlsx" })));
    expect(one?.manifest).toEqual(two?.manifest);
  });
});

it("counts CRC-32 as the standard does, in parts of any length", () => {
  const bytes = new TextEncoder().encode("123456789");
  expect(crc32(bytes)).toBe(0xcbf43926);
  for (let cut = 0; cut < bytes.length; cut += 1) {
    expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(0xcbf43926);
  }
});
