import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCsvRows } from "@diaoyan/instruments";
import { expect, it, type TestContext } from "vitest";
import { collectFile } from "../testing/collect-file.ts";
import { hardRows } from "../testing/hard-rows.ts";
import { withProgram } from "../testing/run-outside.node.ts";

const commands = `GET FILE='hard.sav'.
DISPLAY DICTIONARY.
MRSETS /DISPLAY NAME=ALL.
FREQUENCIES UNIT.
SAVE TRANSLATE /OUTFILE='back.csv' /TYPE=CSV /FIELDNAMES /CELLS=VALUES.
`;

async function readByPspp(context: TestContext) {
  const { bytes } = await collectFile(hardRows, { format: "sav" });
  return withProgram(
    context,
    { program: "pspp", files: { "hard.sav": bytes, "read.sps": commands } },
    (run, folder) => {
      const printed = run("-O", "format=csv", "-o", "-", "read.sps");
      return { printed, rows: readCsvRows(readFileSync(join(folder, "back.csv"), "utf8")) };
    },
  );
}

it("is read by PSPP without a warning: names, labels, missing codes, sets, measures, days and texts", async (context) => {
  const { printed, rows } = await readByPspp(context);
  // PSPP ends well even where it warns
  expect(printed).not.toMatch(/warning|error/i);
  const [names = [], ...cases] = rows;
  const column = (name: string) => cases.map((cells) => cells[names.indexOf(name)]);
  expect(names).toContain("满意度");
  expect(column("UNIT")).toEqual(["1", "2", "99", " "]);
  expect(column("NOTE")).toEqual(["=1+1", "调研".repeat(200), "😀“引号”\n换行", ""]);
  expect(column("LONG")).toEqual(["", "长".repeat(1000), "", "短"]);
  expect(column("LEVEL")).toEqual(["national-level", "municipal", "99", ""]);
  expect(column("DAY")).toEqual(["02/28/2026", "10/15/1582", "10/01/1949", " "]);
  expect(column("AT").slice(0, 3)).toEqual(["05/01/2026 09:30:00", "05/01/2026 01:30:15", "01/01/1960 00:00:00"]);
  expect(printed).toMatch(/UNIT,1,所在单位的类型,Nominal,Input,8,Right,F8\.0,F8\.0,99/);
  expect(printed).toMatch(/满意度,2,总体满意度,Ordinal/);
  expect(printed).toMatch(/\$WAY,了解政策的渠道,Dichotomies,1,"WAY_1\nWAY_2\nWAY_3"/);
  for (const label of ["中央驻地方科研院所", "不清楚／不适用", "国家级", "天津"]) expect(printed).toContain(label);
  expect(printed).toMatch(/Missing,\.,1,.*\n,不清楚／不适用,1/);
});
