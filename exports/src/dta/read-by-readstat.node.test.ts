import { readCsvRecords } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { collectFile } from "../testing/collect-file.ts";
import { hardRows } from "../testing/hard-rows.ts";
import { withProgram } from "../testing/run-outside.node.ts";

it("is read by ReadStat, the library behind haven and pyreadstat: names, codes, days and texts", async (context) => {
  const { bytes } = await collectFile(hardRows, { format: "dta" });
  withProgram(context, { program: "readstat", files: { "hard.dta": bytes } }, (run) => {
    const about = run("hard.dta");
    expect(about).toContain("Format version: 118");
    expect(about).toContain("Rows: 4");
    expect(about).toContain("科技人才评价改革问卷（模拟数据）");
    const rows = readCsvRecords(run("hard.dta", "-"));
    const column = (name: string) => rows.map((row) => row[name]);
    expect(column("UNIT")).toEqual(["1", "2", "", ""]);
    expect(column("满意度")).toEqual(["5", "1", "", "3"]);
    expect(column("NOTE")).toEqual(["=1+1", "调研".repeat(200), "😀“引号”\n换行", ""]);
    expect(column("LONG")).toEqual(["", "长".repeat(1000), "", "短"]);
    expect(column("YEARS")).toEqual(["3", "", "", ""]);
    expect([column("DAY")[0], column("DAY")[2]]).toEqual(["2026-02-28", "1949-10-01"]);
    expect(column("WAY_2")).toEqual(["1", "0", "0", ""]);
  });
});
