import { expect, it } from "vitest";
import { collectFile } from "../testing/collect-file.ts";
import { hardRows } from "../testing/hard-rows.ts";
import { withProgram } from "../testing/run-outside.node.ts";

/** Prints type and value of the cells of the second row of each sheet, and whether the first text is guarded. */
const script = `
import json, sys, warnings
warnings.simplefilter("error")
try:
    import openpyxl
except ImportError:
    print("absent"); sys.exit()
book = openpyxl.load_workbook("hard.xlsx")
rows = {sheet.title: [[cell.data_type, str(cell.value)] for cell in sheet[2]] for sheet in book}
print(json.dumps({"rows": rows, "guarded": book["数据"]["E2"].quotePrefix, "format": book["数据"]["J2"].number_format}))
`;

it("is read by openpyxl without a warning: sheets, typed cells, texts that look like formulas", async (context) => {
  const { bytes } = await collectFile(hardRows, { format: "xlsx" });
  withProgram(context, { program: "/usr/bin/python3", files: { "hard.xlsx": bytes, "read.py": script } }, (run) => {
    const printed = run("read.py").trim();
    if (printed === "absent") context.skip("openpyxl does not stand here: apt-get install python3-openpyxl");
    const { rows, guarded, format } = JSON.parse(printed);
    expect(Object.keys(rows)).toEqual(["数据", "标签", "编码簿"]);
    expect(rows["数据"].slice(0, 5)).toEqual([
      ["n", "1"],
      ["n", "5"],
      ["n", "0.1"],
      ["n", "1"],
      ["s", "=1+1"],
    ]);
    expect(rows["数据"].slice(9, 11)).toEqual([
      ["d", "2026-02-28 00:00:00"],
      ["d", "2026-05-01 09:30:00"],
    ]);
    expect(rows["标签"][0]).toEqual(["s", "中央驻地方科研院所"]);
    expect(rows["编码簿"].slice(11)).toEqual([
      ["n", "2"],
      ["n", "2"],
    ]);
    expect([guarded, format]).toEqual([true, "yyyy\\-mm\\-dd"]);
  });
});
