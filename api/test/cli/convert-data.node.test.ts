import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashBytes } from "@diaoyan/instruments";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "./run-cli.ts";

let folder = "";
const inFolder = (name: string) => join(folder, name);
const variables = [
  {
    name: "Q1",
    label: "所在单位",
    type: "numeric",
    measure: "nominal",
    valueLabels: { 1: "高校", 99: "不清楚" },
    missing: [99],
  },
  { name: "日期", type: "date" },
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-convert-"));
  await writeFile(inFolder("数据.csv"), "\uFEFFQ1,日期,意见\r\n1,2026-05-01,=1+1\r\n99,,𠮷\r\n");
  await writeFile(inFolder("gbk.csv"), Buffer.from([0xd6, 0xd0, 0x0a, 0xce, 0xc4, 0x0a]));
  await writeFile(inFolder("variables.json"), JSON.stringify(variables));
});
afterAll(() => rm(folder, { recursive: true }));

describe("convert of answers", () => {
  it.each(["sav", "dta", "csv", "xlsx", "parquet", "xml"])(
    "writes .%s with a manifest that fits it",
    async (ending) => {
      const out = inFolder(`结果.${ending}`);
      const run = await runCli("convert", inFolder("数据.csv"), out, "--variables", inFolder("variables.json"));
      expect(run).toMatchObject({ status: 0, err: "" });
      expect(run.out).toContain("2 rows, 3 variables");
      const bytes = await readFile(out);
      const manifest = JSON.parse(await readFile(`${out}.manifest.json`, "utf8"));
      expect(manifest).toMatchObject({
        file: `结果.${ending}`,
        source: "数据.csv",
        format: ending === "xml" ? "ddi" : ending,
        rows: 2,
        rowsWritten: 2,
        columns: ["Q1", "日期", "意见"],
        bytes: bytes.length,
        sha256: hashBytes(bytes),
      });
    },
  );

  it("reads and writes GB 18030", async () => {
    const run = await runCli(
      "convert",
      inFolder("gbk.csv"),
      inFolder("out.csv"),
      "--from",
      "gb18030",
      "--encoding",
      "gb18030",
    );
    expect(run.status).toBe(0);
    expect([...(await readFile(inFolder("out.csv")))]).toEqual([0xd6, 0xd0, 0x0d, 0x0a, 0xce, 0xc4, 0x0d, 0x0a]);
  });

  it.each([
    [["gbk.csv", "a.sav"], 2, /is not utf-8; save it as CSV UTF-8, or say --from gb18030/],
    [["数据.csv", "a.doc"], 2, /<out>: expected a name that ends in .*\.sav.*got/],
    [["nosuch.csv", "a.sav"], 2, /no such file/],
    [["数据.csv", "a.sav", "--variables", "bad.json"], 1, /“意见”.*expected a day/],
  ])("refuses %j and leaves no file", async (args, status, message) => {
    await writeFile(inFolder("bad.json"), JSON.stringify([{ name: "意见", type: "date" }]));
    const run = await runCli("convert", ...args.map((arg) => (arg.startsWith("--") ? arg : inFolder(arg))));
    expect(run.status).toBe(status);
    expect(run.err).toMatch(message);
    expect((await readdir(folder)).filter((name) => name.startsWith("a."))).toEqual([]);
  });
});
