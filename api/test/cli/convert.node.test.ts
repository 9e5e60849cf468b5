import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readWorkbook } from "@diaoyan/instruments";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "./run-cli.ts";

const demo = join(import.meta.dirname, "../../../exports/test-data/refi-qda/demo.qdpx");
let folder = "";
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-convert-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("convert", () => {
  it("makes a project, a codebook, a workbook and a page of a REFI-QDA project without a server", async () => {
    for (const ending of ["qdpx", "qdc", "xlsx", "html"]) {
      const run = await runCli("convert", demo, at(`访谈.${ending}`));
      expect(run).toMatchObject({ status: 0, err: "" });
      expect(run.out).toContain("2 sources, 262 codes, 205 codings, 1 users");
    }
    const { sheets } = readWorkbook(await readFile(at("访谈.xlsx")));
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ["编码片段", 206],
      ["编码表", 263],
      ["个案与属性", 1],
      ["位置核对", 206],
      ["导入说明", 1],
    ]);
    const again = await runCli("convert", at("访谈.qdpx"), at("又.html"), "--json");
    expect(JSON.parse(again.out)).toMatchObject({ kept: { codings: 205 }, findings: [], codings: { length: 205 } });
    expect(await readFile(at("又.html"), "utf8")).toBe(await readFile(at("访谈.html"), "utf8"));
  });

  it("tells that a file was there, which stays as it was where nothing can be written", async () => {
    await writeFile(at("old.qdc"), "mine");
    await writeFile(at("bad.qdpx"), "no zip");
    expect(await runCli("convert", at("bad.qdpx"), at("old.qdc"))).toMatchObject({ status: 1 });
    expect(await readFile(at("old.qdc"), "utf8")).toBe("mine");
    const run = await runCli("convert", demo, at("old.qdc"));
    expect(run).toMatchObject({ status: 0, err: "", out: expect.stringContaining("replaced a file of that name") });
    expect(await readFile(at("old.qdc"), "utf8")).toContain("<CodeBook");
  });

  it("says what a codebook cannot hold, and reads one", async () => {
    const run = await runCli("convert", demo, at("a.qdc"), "--json");
    expect(JSON.parse(run.out)).toMatchObject({ outsideCodebook: ["2 sources", "205 codings", "1 users"] });
    expect((await runCli("convert", at("a.qdc"), at("b.xlsx"))).out).toContain("262 codes");
  });

  it("says what is wrong, and writes nothing", async () => {
    await writeFile(at("broken.qdpx"), "no zip");
    const broken = await runCli("convert", at("broken.qdpx"), at("c.qdpx"));
    expect(broken).toMatchObject({ status: 1, err: expect.stringContaining("cannot be read as REFI-QDA") });
    expect((await runCli("convert", demo, at("c.pdf"))).err).toContain(
      "<out>: expected .qdpx, .qdc, .xlsx, .html or .docx",
    );
    expect((await runCli("convert", at("a.txt"), at("c.qdpx"))).err).toContain("<in>: expected");
    expect((await runCli("convert", demo, demo)).err).toContain("expected another file");
    await mkdir(at("文件夹.qdpx"));
    expect((await runCli("convert", at("文件夹.qdpx"), at("c.qdpx"))).err).toContain("it is a folder, expected a file");
    expect(await runCli("convert", demo, at("文件夹.qdpx"))).toMatchObject({
      status: 2,
      err: expect.stringContaining("文件夹.qdpx: it is a folder; name a file in it"),
    });
    await expect(readFile(at("c.qdpx"))).rejects.toThrow("ENOENT");
  });
});
