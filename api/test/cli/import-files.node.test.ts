import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeWorkbook } from "@diaoyan/instruments";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setUpOperator } from "../people.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { openSmallStudy, smallQuestionnaire, smallStudy } from "../study.ts";
import { runCli } from "./run-cli.ts";

const data = join(import.meta.dirname, "../../test-data");
let folder = "";
let server: TestServer;
const inStudy = (...args: readonly string[]) =>
  runCli("import", ...args, "--data-folder", join(folder, "data"), "--study", smallStudy);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-import-"));
  server = await startTestServer({ dataFolder: join(folder, "data") });
  await openSmallStudy((await setUpOperator(server)).client);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe("import roster", () => {
  const source = ["--source", "测试名单（模拟数据）"];

  it("shows what would happen, names rows by place, and takes the file once", async () => {
    const file = join(folder, "名册.csv");
    const lines = [
      "姓名,工作单位,手机号,身份证号",
      "王芳,示例大学,13800000001,",
      "",
      "李明,示例大学,12,",
      "王芳,示例大学,,",
    ];
    await writeFile(file, `\uFEFF${lines.join("\r\n")}\r\n`);
    const dry = await inStudy("roster", file, ...source, "--dry-run");
    expect(dry).toMatchObject({ status: 0 });
    expect(dry.out).toContain("D  身份证号  →  not read: more than is needed");
    expect(dry.out).toContain('row 4, C: phone, got "12"');
    expect(dry.out).toContain("row 5: may be row 2 (sameNameUnit)");
    expect(dry.out).toContain("would be: 1 added");
    const stopped = await inStudy("roster", file, ...source);
    expect(stopped).toMatchObject({ status: 1 });
    expect(stopped.err).toContain("--good-rows");
    const taken = await inStudy("roster", file, ...source, "--good-rows", "--json");
    expect(JSON.parse(taken.out)).toMatchObject({ stored: true, added: 1, units: 1 });
    const decisions = join(folder, "decisions.json");
    await writeFile(decisions, JSON.stringify({ rows: { 5: "add" } }));
    const again = await inStudy("roster", file, ...source, "--good-rows", "--decisions", decisions, "--json");
    expect(JSON.parse(again.out)).toMatchObject({ added: 1, unchanged: 1 });
  });

  it("says what is wrong with a file that is no roster", async () => {
    const file = join(folder, "other.csv");
    await writeFile(file, "甲,乙\n1,2\n");
    expect((await inStudy("roster", file, ...source)).err).toContain("expected headers such as 姓名");
  });
});

describe("import wjx", () => {
  const answers = (...more: readonly string[]) =>
    inStudy("wjx", join(data, "wjx/small.xlsx"), "--questionnaire", smallQuestionnaire, ...more);

  it("shows how the columns are read, stores the answers once, and keeps no address", async () => {
    const dry = await answers("--dry-run");
    expect(dry).toMatchObject({ status: 0 });
    expect(dry.out).toContain("F  来自IP  →  left out: names a person or a device");
    expect(dry.out).toContain("G  1、您是否满意？  →  satisfied");
    expect(dry.out).toContain("small.xlsx: 3 new, 0 there before; nothing was stored");
    const imported = JSON.parse((await answers("--json")).out);
    expect(imported).toMatchObject({ added: 3, existing: 0 });
    expect(JSON.parse((await answers("--json")).out)).toEqual({ ...imported, added: 0, existing: 3 });
    expect((await answers()).out).toContain("0 new, 3 there before");
    const out = join(folder, "out");
    await runCli("export", "--study", smallStudy, "--out", out, "--data-folder", join(folder, "data"));
    const { files } = JSON.parse(
      (await runCli("export", "--study", smallStudy, "--out", out, "--data-folder", join(folder, "data"), "--json"))
        .out,
    ) as { readonly files: readonly string[] };
    const csv = await readFile(files.find((file) => file.endsWith("data.csv")) ?? "", "utf8");
    expect(csv).toContain("标准不清楚，评审也慢");
    expect(csv).not.toContain("203.0.113");
  });

  it("names the cell that fits no option, and takes another mapping from a file", async () => {
    const file = join(data, "wjx/unmatched.xlsx");
    const wrong = await inStudy("wjx", file, "--questionnaire", smallQuestionnaire);
    expect(wrong.status).toBe(1);
    expect(wrong.err).toContain('unmatched!G4 (1、您是否满意？): "还行"; expected 满意、不满意');
    const map = join(folder, "map.json");
    await writeFile(map, JSON.stringify({ G: null }));
    const mapped = await inStudy("wjx", file, "--questionnaire", smallQuestionnaire, "--map", map);
    expect(mapped.err).toContain("row 2, satisfied: satisfied: an answer is required");
    const dry = await inStudy("wjx", file, "--questionnaire", smallQuestionnaire, "--map", map, "--dry-run");
    expect([dry.status, dry.out]).toEqual([1, expect.stringContaining("G  1、您是否满意？  →  left out")]);
    await writeFile(map, JSON.stringify({ Z: null }));
    const nowhere = await inStudy("wjx", file, "--questionnaire", smallQuestionnaire, "--map", map);
    expect([nowhere.status, nowhere.err]).toEqual([2, expect.stringContaining("has no column Z")]);
  });

  it("says where the questions should stand when a title row is above them", async () => {
    const file = join(folder, "titled.xlsx");
    const rows = [["活动反馈表"], ["序号", "1、您是否满意？"], ["1", "满意"]];
    await writeFile(file, writeWorkbook([{ name: "反馈", rows }]));
    const titled = await inStudy("wjx", file, "--questionnaire", smallQuestionnaire);
    expect([titled.status, titled.err]).toEqual([1, expect.stringContaining('no column of row 1 of sheet "反馈"')]);
    expect(titled.err).toContain("A  活动反馈表  →  left out");
  });

  it("writes a data set without a questionnaire", async () => {
    const out = join(folder, "dataset");
    const { status, out: said } = await runCli("import", "wjx", join(data, "wjx/small.xlsx"), "--out", out);
    expect([status, said]).toEqual([0, expect.stringContaining("left out, names a person or a device: 来自IP")]);
    const variables = JSON.parse(await readFile(join(out, "variables.json"), "utf8")) as readonly {
      readonly name: string;
    }[];
    expect(variables.map(({ name }) => name)).toEqual(["Q1", "Q2", "Q3"]);
    expect(await readFile(join(out, "data.csv"), "utf8")).toBe(
      "\uFEFFQ1,Q2,Q3\r\n满意,,4\r\n不满意,标准不清楚，评审也慢,5\r\n满意,,2\r\n",
    );
  });

  it("answers wrong use and files it cannot read without a stack trace", async () => {
    expect(await runCli("import", "wjx", join(data, "wjx/small.xlsx"))).toMatchObject({ status: 2 });
    const csv = await runCli("import", "wjx", join(data, "wjx/small.csv"), "--out", folder);
    expect([csv.status, csv.err]).toEqual([1, expect.stringContaining("it does not begin as an .xlsx does")]);
  });
});

describe("import questionnaire", () => {
  it("saves nothing while something cannot be kept, unless told to", async () => {
    const form = join(data, "xlsform/field-form.xlsx");
    const refused = await inStudy("questionnaire", form);
    expect(refused.status).toBe(1);
    expect(refused.err).toContain("2 errors, nothing was saved");
    expect(refused.err).toContain("survey!A12");
    const saved = await inStudy("questionnaire", form, "--accept-errors");
    expect(saved.out).toContain("draft field-form-2026 saved in small-study");
    const twice = await inStudy("questionnaire", form, "--accept-errors");
    expect(twice.err).toContain("--replace replaces its draft");
    expect((await inStudy("questionnaire", form, "--accept-errors", "--replace")).status).toBe(0);
  });
});

describe("import policies", () => {
  it("takes what a table says as confirmed, suggests the rest, and names the files it cannot read", async () => {
    const [one, two, odd, table] = ["甲.txt", "乙.html", "丙.doc", "信息.csv"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
      string,
    ];
    await writeFile(one, "第一条 甲。\n第二条 乙。\n模拟省厅\n2024年3月5日");
    await writeFile(two, "<p>关于模拟的通知</p><p>一、论文</p>");
    await writeFile(odd, "x");
    await writeFile(table, "\uFEFF文件,地区,层级\n甲.txt,模拟省,其他省市\n");
    const brought = await inStudy("policies", one, two, odd, "--metadata", table, "--json");
    expect(brought.status).toBe(1);
    const { policies, refused } = JSON.parse(brought.out);
    expect(policies).toMatchObject([
      { issuer: "模拟省厅", day: "2024-03-05", region: "模拟省", provisions: 3, revision: 2 },
      { title: "关于模拟的通知", confirmed: null, revision: 1 },
    ]);
    expect(refused).toEqual([expect.stringContaining("expected .docx, .html, .pdf or .txt, got .doc")]);
    expect((await inStudy("policies", one, "--metadata", table)).out).toContain("模拟省厅 · — · 2024-03-05");
    await writeFile(table, "文件,层级\n甲.txt,省\n");
    expect((await inStudy("policies", one, "--metadata", table)).err).toContain("甲.txt, level");
  });
});
