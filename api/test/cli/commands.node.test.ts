import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { hashBytes } from "@diaoyan/instruments";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { CompiledQuery } from "kysely";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createProgram } from "../../src/cli/program.node.ts";
import { processTerminal } from "../../src/cli/terminal.node.ts";
import { routes } from "../../src/contract/index.ts";
import { Sqlite3Connection } from "../../src/storage/sqlite3-connection.node.ts";
import { type Session, setUpOperator } from "../people.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { openSmallStudy, smallPack, smallQuestionnaire, smallStudy } from "../study.ts";
import { runCli } from "./run-cli.ts";

let folder = "";
let server: TestServer;
let collector = "";
let lead: Session;
const at = (...args: readonly string[]) => runCli(...args, "--data-folder", join(folder, "data"));
const inStudy = (...args: readonly string[]) => at(...args, "--study", smallStudy);

/** A .docx with one of its texts changed. */
function editDocx(bytes: Uint8Array, was: string, now: string): Uint8Array {
  const files = unzipSync(new Uint8Array(bytes));
  const xml = strFromU8(files["word/document.xml"] ?? new Uint8Array());
  return zipSync({ ...files, "word/document.xml": strToU8(xml.replace(was, now)) });
}

/** The server keeps running while commands work on its data folder. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-cli-"));
  server = await startTestServer({ dataFolder: join(folder, "data") });
  lead = await setUpOperator(server);
  ({ collector } = await openSmallStudy(lead.client));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

describe("every command", () => {
  it("explains itself", async () => {
    const program = createProgram({ ...processTerminal, out: () => undefined });
    const names = program.commands.flatMap((command) =>
      command.commands.length > 0 ? command.commands.map((sub) => [command.name(), sub.name()]) : [[command.name()]],
    );
    expect(names.length).toBeGreaterThan(12);
    for (const name of names) {
      const { status, out } = await runCli(...name, "--help");
      expect(status, name.join(" ")).toBe(0);
      expect(out, name.join(" ")).toMatch(new RegExp(`^Usage: diaoyan ${name.join(" ")}[\\s\\S]*--json`));
    }
  });

  it.each([
    [["nosuch"], "unknown command 'nosuch'"],
    [["load"], "missing required argument 'pack'"],
    [["load", "nosuch"], "<pack>: expected a folder with a study.yaml"],
    [["serve", "--port", "http"], "--port: expected a whole number"],
    [["serve", "--url", "survey.example.cn"], "--url: expected an origin"],
    [["user", "invite", "li", "--study", "x"], "<email>: expected an address"],
    [["user", "invite", "li@example.cn", "--study", "x", "--role", "boss"], "Allowed choices are lead, researcher"],
    [["simulate", "--link", "x"], "--link: expected a respondents' link"],
    [["report", "build"], "expected either --study or --snapshot"],
    [["import", "responses", "nosuch.csv", "--study", "s", "--questionnaire", "q"], "there is no such file"],
    [["import", "transcripts", "a.pdf", "--study", "s"], "expected .txt, .docx, .srt, .vtt or .json, got a.pdf"],
    [["verify", "--data-folder", "/nosuch"], "/nosuch holds no installation"],
  ])("answers wrong use with status 2: %s", async (args, message) => {
    const { status, out, err } = await runCli(...args);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it("answers work that failed with status 1, as JSON where asked for", async () => {
    for (const args of [["report", "build"], ["export"], ["verify"], ["progress"], ["user", "list"]]) {
      const { status, err } = await at(...args, "--study", "nosuch", "--json");
      expect(status, args.join(" ")).toBe(1);
      expect(JSON.parse(err)).toMatchObject({ error: { code: "study.notFound" } });
    }
  });
});

describe("a study on the command line", () => {
  it.each([
    [
      ["progress", "--study", "nope"],
      1,
      'study: nothing here is called "nope"',
      "studies of this installation: small-study",
    ],
    [
      ["progress", "--study", smallStudy, "--questionnaire", "nope"],
      1,
      'called "nope"',
      "questionnaires of small-study: small",
    ],
    [
      ["export", "--study", smallStudy, "--questionnaire", "nope"],
      1,
      '"nope" has no published version',
      "questionnaires of small-study",
    ],
    [["letter", "--study", "nope", "--questionnaire", "q", "--unit", "甲"], 1, '"nope"', "small-study"],
    [["ledger", "export", "--study", "nope"], 1, '"nope"', "small-study"],
    [["purge", "--study", "nope"], 1, '"nope"', "small-study"],
    [["deidentify", "--study", "nope"], 1, '"nope"', "small-study"],
    [["user", "invite", "li@example.cn", "--study", "nope"], 1, '"nope"', "small-study"],
    [
      ["import", "responses", "FILE", "--study", smallStudy, "--questionnaire", "nope"],
      1,
      'called "nope" and published',
      "questionnaires of small-study: small",
    ],
    [
      ["import", "responses", "FILE", "--study", smallStudy, "--questionnaire", "small", "--consent-day", "2026-05-31"],
      2,
      "--consent-day",
      "needs --consent",
    ],
    [["import", "questionnaire", "FILE", "--study", "nope"], 1, '"nope"', "small-study"],
    [["import", "rescue", "FILE"], 1, "answers.csv: line 1: expected the head of a rescue file", "choose the file"],
    [
      ["simulate", "--link", "http://127.0.0.1:9/s/abc"],
      1,
      "--link: nothing answers at http://127.0.0.1:9",
      "diaoyan serve",
    ],
    [["analyse", "--data", "FILE", "--request", "FILE"], 2, "answers.csv is not JSON", "mend that place"],
    [["analyse", "--data", "FILE", "--request", "FILE", "--seed", "x"], 2, "--seed", "a whole number from 0"],
    [["analyse", "--data", "FILE", "--request", "FILE", "--locale", "fr"], 2, "--locale", "zh, en"],
  ] as const)("says of wrong input what, where and how to mend it: %s", async (args, status, what, remedy) => {
    const file = join(folder, "answers.csv");
    await writeFile(file, "satisfied\n1\n");
    const named = args.map((arg) => (arg === "FILE" ? file : arg));
    const run = await (named[0] === "analyse" ? runCli(...named) : at(...named));
    expect(run).toMatchObject({ status, out: "" });
    expect(run.err).toContain(what);
    expect(run.err).toContain(remedy);
    expect(run.err).not.toMatch(/^\s+at /m);
  });

  it.each([
    ["empty.xlsx", new Uint8Array(), "empty.xlsx: the file is empty (0 bytes)"],
    ["junk.xlsx", new TextEncoder().encode("junk"), "it does not begin as an .xlsx does"],
    ["utf16.json", Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0), "the JSON holds no survey"],
    ["binary.json", Uint8Array.of(0x7b, 0x80, 0x00, 0xff), "the text is in none of UTF-8, UTF-16 and GB18030"],
  ])("reads a questionnaire file in its encoding, or says once what it is: %s", async (name, bytes, said) => {
    const file = join(folder, name);
    await writeFile(file, bytes);
    const { status, err } = await inStudy("import", "questionnaire", file);
    expect(status).toBe(1);
    expect(err.split(said)).toHaveLength(2);
    expect(err).not.toContain("\0");
  });

  it("is loaded from a folder with a lead who is invited, and loaded again without harm", async () => {
    const pack = join(folder, "pack");
    for (const [path, text] of Object.entries(smallPack())) {
      const file = join(pack, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, path === "study.yaml" ? text.replace(smallStudy, "other-study") : text);
    }
    const first = await at("load", pack, "--lead", "Neu@Example.cn", "--json");
    expect(JSON.parse(first.out)).toMatchObject({ study: "other-study", isNew: true });
    expect(JSON.parse(first.out)).toMatchObject({ invitation: expect.stringMatching(/\/invite#[\w-]{32}$/) });
    const again = await at("load", pack, "--lead", "neu@example.cn");
    expect(again).toMatchObject({ status: 0, out: "updated other-study: questionnaires small\n" });
    expect((await at("user", "list", "--study", "other-study")).out).toBe(
      "lead\tneu@example.cn\tneu@example.cn\tinvited\n",
    );
  });

  it("invites people, and makes those with an account members at once", async () => {
    const invited = await inStudy("user", "invite", "wang@example.cn", "--role", "viewer", "--json");
    expect(JSON.parse(invited.out)).toMatchObject({ role: "viewer", link: expect.stringContaining("/invite#") });
    const known = await at("user", "invite", "operator@example.org", "--study", "other-study");
    expect(known.out).toContain("has an account and is now researcher of other-study");
    const lead = await inStudy("user", "invite", "operator@example.org", "--role", "viewer");
    expect([lead.status, lead.err]).toEqual([1, expect.stringContaining("is lead of this study already")]);
    const reset = await at("user", "reset", "operator@example.org", "--json");
    expect(JSON.parse(reset.out)).toMatchObject({ link: expect.stringContaining("/invite#") });
    expect((await at("user", "reset", "nobody@example.org")).status).toBe(2);
    const half = await at("user", "reset", "operator@example.org", "--url", "survey.example.cn");
    expect([half.status, half.err]).toEqual([2, expect.stringContaining("--url: expected an origin")]);
    vi.stubEnv("DIAOYAN_URL", "https://survey.example.cn/");
    const told = await at("user", "reset", "operator@example.org", "--json");
    vi.unstubAllEnvs();
    expect(JSON.parse(told.out).link).toMatch(/^https:\/\/survey\.example\.cn\/invite#/);
  });

  it("takes simulated responses, hands them out, takes them in again once, and proves its logs", async () => {
    const link = `${server.url}/s/${collector}`;
    expect(await at("simulate", "--link", link, "--count", "12")).toMatchObject({ status: 0 });
    const out = join(folder, "out");
    const exported = JSON.parse((await inStudy("export", "--out", out, "--json")).out) as { files: string[] };
    const data = exported.files.find((file) => file.endsWith("data.csv")) ?? "";
    expect(await readFile(data, "utf8")).toMatch(/^\uFEFFsatisfied,reason,pressure\r\n(?:[^\n]*\n){12}$/);

    const bring = () => inStudy("import", "responses", data, "--questionnaire", smallQuestionnaire, "--json");
    const imported = JSON.parse((await bring()).out);
    expect(imported).toMatchObject({ added: 12, existing: 0 });
    expect(JSON.parse((await bring()).out)).toEqual({ ...imported, added: 0, existing: 12 });
    await inStudy("export", "--out", out, "--format", "sav,dta,xlsx");
    for (const format of ["sav", "dta", "xlsx"]) {
      const file = data.replace(/csv$/, format);
      const manifest = JSON.parse(await readFile(`${file}.manifest.json`, "utf8"));
      expect(manifest).toMatchObject({
        mark: "模拟数据",
        rows: 24,
        rowsWritten: 24,
        sha256: hashBytes(await readFile(file)),
      });
    }
    const guarded = await inStudy("export", "--out", out, "--keys", "satisfied", "--k", "3", "--suppress");
    expect(guarded.out).toMatch(/small: \d+ combinations, the smallest shared by \d+; 0 of/);
    const reader = await Sqlite3Connection.open(join(folder, "data/diaoyan.sqlite"), "reader", []);
    const { rows } = await reader.execute(CompiledQuery.raw("select * from audit_log where action = 'export.take'"));
    await reader.close();
    expect(JSON.stringify(rows)).toMatch(/keys satisfied, k \d+ of 3 asked, 0 rows below, suppressed/);
    expect((await inStudy("export", "--out", out, "--suppress")).err).toContain("--keys: expected");
    expect((await inStudy("export", "--out", out, "--keys", "nosuch")).err).toContain("“nosuch”");
    expect((await inStudy("export", "--out", out, "--format", "doc")).err).toContain("--format: expected some of");
    expect((await readFile(data, "utf8")).split("\r\n").length).toBe(26);
    const frozen = await inStudy("export", "--out", out, "--snapshot", "--json");
    const [snapshot = ""] = (JSON.parse(frozen.out) as { files: string[] }).files;
    const whole = await at("verify", "--snapshot", snapshot, "--json");
    const { studies } = JSON.parse(whole.out) as { studies: { findings: unknown[]; heads: { audit: string } }[] };
    expect([whole.status, studies[0]?.findings]).toEqual([0, []]);
    expect(await inStudy("verify", "--head", studies[0]?.heads.audit ?? "")).toMatchObject({ status: 0 });
    const cut = await inStudy("verify", "--head", "0".repeat(64));
    expect([cut.status, cut.out]).toEqual([1, expect.stringContaining("head.missing")]);
  });

  it("shows quota cells with what was received and what is missing", async () => {
    expect((await inStudy("progress")).out).toContain("没有配额方案");
    const params = { study: smallStudy, questionnaire: smallQuestionnaire };
    const groups = [{ id: "yes", label: { zh: "满意" }, values: ["1"] }];
    const plan = {
      questionnaire: smallQuestionnaire,
      axes: [{ variable: "satisfied", groups }],
      cells: [{ groups: ["yes"], target: 100, limit: true }],
    };
    await lead.client.call(routes.saveQuota, { params, body: { revision: 0, plan } });
    const [progress] = JSON.parse((await inStudy("progress", "--json")).out);
    const [cell] = progress.quota.cells;
    expect(cell).toMatchObject({ groups: ["yes"], target: 100, gap: 100 - cell.valid });
    expect(progress.totals).toMatchObject({ received: 24, valid: 24 });
    const { out } = await inStudy("progress", "--questionnaire", smallQuestionnaire);
    expect(out).toMatch(/您是否满意？\s+目标\s+收到\s+有效\s+缺口/);
    expect(out).toMatch(new RegExp(`满意\\s+≤100\\s+${cell.received}\\s+${cell.valid}\\s+${cell.gap}`));
    expect(out).toContain("不属于任何格");
  });

  it("refuses a file of answers as a whole, naming rows and columns", async () => {
    const file = join(folder, "bad.csv");
    await writeFile(file, "satisfied,pressure,extra\n1,3,a\n7,3,b\n1,9,c\n");
    const command = ["import", "responses", file, "--questionnaire", smallQuestionnaire];
    const strange = await inStudy(...command);
    expect(strange).toMatchObject({ status: 1, err: expect.stringContaining("column extra: no variable") });
    const before = (await inStudy("verify", "--json")).out;
    const { status, err } = await inStudy(...command, "--ignore", "extra");
    expect(status).toBe(1);
    expect(err).toMatch(/row 3: column "satisfied": expected one of 1, 2, got "7"/);
    expect(err).toMatch(/row 4: column "pressure"|row 4, pressure/);
    expect((await inStudy("verify", "--json")).out).toBe(before);
  });

  it("imports transcripts by file, the same file once", async () => {
    const file = join(folder, "访谈一.txt");
    await writeFile(file, "问：您怎么看？\n答：职称评审有变化。\n");
    const bring = () => inStudy("import", "transcripts", file, "--json");
    const first = JSON.parse((await bring()).out);
    expect(first).toMatchObject([{ title: "访谈一", codings: 0 }]);
    expect(JSON.parse((await bring()).out)).toEqual(first);
  });

  it("imports subtitles, and says where they are odd", async () => {
    const file = join(folder, "访谈二.SRT");
    await writeFile(file, "1\n00:00:05,000 --> 00:00:06,000\n后\n\n2\n00:00:01,000 --> 00:00:02,000\n前\n");
    const { out, status } = await inStudy("import", "transcripts", file);
    expect(status).toBe(0);
    expect(out).toContain("访谈二");
    expect(out).toContain("line 6: the cue begins before the one above it");
  });

  it("builds its report from the data folder and from a snapshot alone, and analyses either", async () => {
    const out = join(folder, "reports");
    expect(await inStudy("report", "build", "--out", out)).toMatchObject({ status: 0 });
    const names = await readdir(out);
    expect(names.sort()).toEqual([
      "manifest.json",
      "佐证材料清单（模拟数据）.docx",
      "佐证材料清单（模拟数据）.xlsx",
      "小课题研究报告（模拟数据）.docx",
      "小课题研究报告（模拟数据）.html",
      "数据附表（模拟数据）.xlsx",
    ]);
    const manifest = JSON.parse(await readFile(join(out, "manifest.json"), "utf8")) as {
      readonly files: readonly { readonly file: string; readonly sha256: string }[];
    };
    expect(manifest.files).toHaveLength(5);
    for (const { file, sha256 } of manifest.files)
      expect(hashBytes(await readFile(join(out, file))), file).toBe(sha256);
    await inStudy("export", "--snapshot", "--out", folder);
    const snapshot = join(folder, `${smallStudy}-snapshot-模拟数据.json`);
    const [once, twice] = [join(folder, "once"), join(folder, "twice")];
    for (const to of [once, twice]) {
      expect(await runCli("report", "build", "--snapshot", snapshot, "--out", to)).toMatchObject({ status: 0 });
    }
    for (const name of names) expect(await readFile(join(once, name))).toEqual(await readFile(join(twice, name)));
    const built = join(out, "小课题研究报告（模拟数据）.docx");
    const unchanged = await inStudy("report", "merge", built);
    expect(unchanged).toMatchObject({ status: 0, out: expect.stringContaining("nothing to carry over") });
    const edited = join(folder, "edited.docx");
    await writeFile(edited, editDocx(await readFile(built), "有效问卷共若干份", "有效问卷共有若干份"));
    const shown = await inStudy("report", "merge", edited);
    expect(shown.out).toContain("report.md:7: changed\n  - 有效问卷共若干份。\n  + 有效问卷共有若干份。");
    expect(await inStudy("report", "merge", edited, "--write")).toMatchObject({
      status: 0,
      out: expect.stringContaining("1 changes were written into report.md"),
    });
    const outline = await lead.client.call(routes.getOutline, { params: { study: smallStudy, outline: "report" } });
    expect(outline.markdown).toContain("有效问卷共有若干份。");
    expect((await inStudy("report", "merge", edited)).err).toContain("no outline of the study is as it was");
    expect((await runCli("report", "diff", snapshot, snapshot)).out).toBe("report: no number differs\n");
    const broken = join(folder, "broken.json");
    const text = await readFile(snapshot, "utf8");
    await writeFile(broken, text.replace("\\n# ", "\\n::nosuch{}\\n\\n# "));
    const failed = await runCli("report", "build", "--snapshot", broken, "--out", once);
    expect(failed).toMatchObject({
      status: 1,
      err: expect.stringMatching(/report\.md:\d+ nosuch\{\}: expected one of/),
    });
    for (const name of names) expect(await readFile(join(once, name))).toEqual(await readFile(join(twice, name)));
    expect((await readdir(once)).sort()).toEqual(names);
    const request = join(folder, "satisfied.json");
    await writeFile(request, JSON.stringify({ kind: "frequencies", variable: "satisfied" }));
    const exported = await inStudy("export", "--out", folder, "--json");
    const data = (JSON.parse(exported.out) as { readonly files: readonly string[] }).files;
    const [csv = "", variables = ""] = ["data.csv", "variables.json"].map((end) =>
      data.find((one) => one.endsWith(end)),
    );
    const onTable = await runCli("analyse", "--data", csv, "--variables", variables, "--request", request, "--json");
    const onSnapshot = await runCli("analyse", "--snapshot", snapshot, "--request", request, "--json");
    expect(onTable.status).toBe(0);
    expect(JSON.parse(onSnapshot.out)).toEqual(JSON.parse(onTable.out));
    expect(await runCli("analyse", "--snapshot", csv, "--request", request)).toMatchObject({ status: 2 });
    const absent = await runCli("analyse", "--snapshot", snapshot, "--questionnaire", "other", "--request", request);
    expect(absent.err).toContain("questionnaire: expected one of small, got other");
    const unknown = await inStudy("report", "build", "--outline", "nosuch");
    expect(unknown).toMatchObject({
      status: 2,
      err: expect.stringContaining("--outline: expected one of report, got nosuch"),
    });
  });

  it("finds what was changed behind its back", async () => {
    const connection = await Sqlite3Connection.open(join(folder, "data/diaoyan.sqlite"), "writer", []);
    await connection.execute(
      CompiledQuery.raw(`update responses set answers = '{"satisfied":2}' where id = (select min(id) from responses)`),
    );
    await connection.execute(CompiledQuery.raw("update quota_cells set valid = valid + 1 where cell = 'yes'"));
    await connection.close();
    const { status, out, err } = await inStudy("verify");
    expect(status).toBe(1);
    expect(out).toMatch(/small-study: 2 findings\n {2}response.changed [0-9a-f-]{36}/);
    expect(out).toContain("quota.miscounted small yes");
    expect(err).toContain("1 of 1 studies do not fit their logs");
  });
});

describe("letter", () => {
  const letterMd = `---
version: "1"
title: 关于协助调研的函
---

{收函单位}：

请于{截止日期}前填写，只用于研究，保密，自愿。{回收方式}{收函联系人}

{二维码}
`;

  it("writes a letter for each unit of a list", async () => {
    const pack = join(folder, "letter-pack");
    for (const [file, text] of Object.entries({ ...smallPack(), "letter.md": letterMd })) {
      await mkdir(dirname(join(pack, file)), { recursive: true });
      await writeFile(join(pack, file), text);
    }
    expect(await at("load", pack, "--simulated")).toMatchObject({ status: 0 });
    await writeFile(join(folder, "units.csv"), "甲单位,人事处\n乙单位\n");
    const out = join(folder, "letters");
    const common = ["letter", "--questionnaire", smallQuestionnaire, "--out", out];
    const run = await inStudy(...common, "--units", join(folder, "units.csv"), "--collector", collector);
    expect(run).toMatchObject({ status: 0, err: "" });
    expect((await readdir(out)).sort()).toEqual([
      "调研函（乙单位）（模拟数据）.docx",
      "调研函（甲单位）（模拟数据）.docx",
    ]);
    expect(await inStudy(...common)).toMatchObject({ status: 2 });
    expect((await inStudy(...common, "--unit", "甲", "--day", "九月")).err).toContain("expected a day as 2026-09-30");
  });
});
