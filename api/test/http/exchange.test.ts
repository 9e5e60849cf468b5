import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readWorkbook } from "@diaoyan/instruments";
import { describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { openStudyServer } from "../open-study-server.ts";
import { join as joinStudy, people } from "../people.ts";
import { problemOf } from "../problem-of.ts";
import { smallDefinition, smallPack, smallQuestionnaire, smallStudy } from "../study.ts";

const { server, lead } = await openStudyServer();
const study = { study: smallStudy };
const params = { study: smallStudy, questionnaire: smallQuestionnaire };
const data = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, "../../test-data", name)));

const read = (name: string, bytes: Uint8Array) =>
  lead.client.call(routes.readQuestionnaireFile, { params: study, query: { name }, bytes: new Uint8Array(bytes) });
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe("a questionnaire file of another program", () => {
  it("is read from XLSForm: what is kept, what is not with its cell, and nothing is stored before the draft is saved", async () => {
    const { definition, findings, exists } = await read("现场登记.xlsx", data("xlsform/field-form.xlsx"));
    expect(exists).toBe(false);
    expect(definition).toMatchObject({
      name: "field-form-2026",
      missingCodes: [99],
      title: { zh: "科技人才现场登记（模拟数据）" },
    });
    expect(findings.filter(({ severity }) => severity === "error").map(({ code, path }) => [code, path])).toEqual([
      ["xlsform.type", "survey!A12"],
      ["xlsform.expression", "survey!H13"],
    ]);
    expect(findings.map(({ code }) => code)).toContain("xlsform.default");
    const before = await lead.client.call(routes.listQuestionnaires, { params: study });
    expect(before.questionnaires).toHaveLength(1);
    const place = { ...study, questionnaire: "field-form-2026" };
    await lead.client.call(routes.saveQuestionnaireDraft, { params: place, body: definition });
    const { version } = await lead.client.call(routes.publishQuestionnaire, { params: place, body: {} });
    expect(version.number).toBe(1);
    expect((await read("再次.xlsx", data("xlsform/field-form.xlsx"))).exists).toBe(true);
  });

  it("replaces no draft that somebody stored after the file was read", async () => {
    const place = { ...study, questionnaire: "field-form-2026" };
    const { definition, revision } = await read("再次.xlsx", data("xlsform/field-form.xlsx"));
    const save = (body: typeof definition, base: number) =>
      lead.client.call(routes.saveQuestionnaireDraft, { params: place, query: { base }, body });
    const edited = { ...(definition as object), minutes: 20 } as typeof definition;
    await save(edited, revision);
    expect((await problemOf(save({ ...(definition as object), minutes: 3 } as typeof definition, revision))).code).toBe(
      "edit.conflict",
    );
    expect((await lead.client.call(routes.getQuestionnaire, { params: place })).draft).toMatchObject({ minutes: 20 });
  });

  it("is read from plain SurveyJS; what the profile refuses is left out and listed", async () => {
    const survey = {
      title: "外来问卷",
      completedHtml: "<p>谢谢</p>",
      triggers: [{ type: "runexpression" }],
      pages: [
        {
          name: "p",
          elements: [
            {
              type: "text",
              name: "a",
              title: "甲",
              defaultValue: "x",
              validators: [{ type: "regex", regex: "^(a+)+$" }],
            },
            {
              type: "dropdown",
              name: "b",
              title: "乙",
              choicesByUrl: { url: "http://169.254.169.254/" },
              choices: [{ value: 1, text: "一" }],
            },
            { type: "file", name: "c" },
            { type: "html", name: "d", html: "<img src=x onerror=alert(1)>" },
            { type: "comment", name: "e", title: "戊" },
          ],
        },
      ],
    };
    const { definition, findings } = await read("外来.json", json(survey));
    const kept = JSON.stringify(definition);
    for (const refused of ["triggers", "defaultValue", "169.254", "(a+)+", "onerror", '"file"'])
      expect(kept).not.toContain(refused);
    for (const accepted of ["甲", "乙", "戊", "谢谢"]) expect(kept).toContain(accepted);
    expect(
      findings
        .filter(({ severity }) => severity === "error")
        .map(({ code, path }) => `${code} ${path}`)
        .sort(),
    ).toEqual(
      [
        "unknown-property survey.pages[0].elements[0].defaultValue",
        "unknown-property survey.pages[0].elements[1].choicesByUrl",
        "unknown-property survey.triggers",
        "unknown-type survey.pages[0].elements[2]",
        "unsafe-html survey.pages[0].elements[3].html",
        "unsafe-regex survey.pages[0].elements[0].validators[0].regex",
      ].sort(),
    );
    expect(findings.every(({ remedy }) => remedy !== "")).toBe(true);
  });

  it.each([
    ["a.xlsx", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), "spreadsheet.old-xls"],
    ["a.xlsx", new TextEncoder().encode("plain text"), "spreadsheet.not-xlsx"],
    ["a.xlsx", data("wjx/small.xlsx").slice(0, 3000), "spreadsheet.damaged"],
  ])("that is none is refused with what it is: %s", async (name, bytes, code) => {
    const problem = await problemOf(read(name, bytes));
    expect([problem.code, problem.errors?.[0]?.code]).toEqual(["spreadsheet.invalid", code]);
  });

  it("holds no questionnaire: the findings say so", async () => {
    expect(await read("a.json", json({ answers: [] }))).toMatchObject({
      definition: null,
      findings: [{ code: "exchange.no-survey" }],
    });
    expect(await read("a.json", new TextEncoder().encode('{\n "pages": [],\n broken\n}'))).toMatchObject({
      definition: null,
      findings: [{ code: "exchange.not-json", path: "line 3" }],
    });
    expect(await read("答卷.xlsx", data("wjx/small.xlsx"))).toMatchObject({
      definition: null,
      findings: [{ code: "xlsform.no-survey" }],
    });
  });
});

const download = async (query: string) => {
  const response = await lead.fetch(`/api/studies/${smallStudy}/questionnaires/${smallQuestionnaire}/file?${query}`);
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
};

describe("an exported questionnaire", () => {
  it("is read back the same from each format", async () => {
    const own = await download("format=diaoyan");
    expect(JSON.parse(new TextDecoder().decode(own.bytes))).toEqual(smallDefinition);
    const plain = await download("format=surveyjs");
    expect(JSON.parse(new TextDecoder().decode(plain.bytes))).toMatchObject({
      title: "小问卷（模拟数据）",
      pages: smallDefinition.survey.pages,
    });
    const form = await download("format=xlsform");
    expect(form.response.headers.get("content-disposition")).toContain(encodeURIComponent("（XLSForm）.xlsx"));
    const { definition, findings } = await read("小问卷.xlsx", form.bytes);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(definition).toMatchObject({ name: smallQuestionnaire, missingCodes: [99] });
    expect((await download("format=xlsform")).bytes).toEqual(form.bytes);
    expect((await download(`format=xlsform&version=${"0".repeat(64)}`)).response.status).toBe(404);
  });

  it("is opened by LibreOffice", async (context) => {
    const folder = mkdtempSync(join(tmpdir(), "diaoyan-office-"));
    try {
      const { bytes } = await download("format=xlsform");
      writeFileSync(join(folder, "form.xlsx"), bytes);
      try {
        execFileSync(
          "soffice",
          [
            `-env:UserInstallation=file://${folder}/profile`,
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
            "--outdir",
            folder,
            join(folder, "form.xlsx"),
          ],
          { stdio: "ignore", timeout: 60_000 },
        );
      } catch (error) {
        context.skip(`LibreOffice did not run here: ${(error as Error).message.split("\n")[0]}`);
      }
      const csv = readFileSync(join(folder, "form.csv"), "utf8");
      const [, , first] = readWorkbook(bytes).sheets[0]?.rows ?? [];
      expect(csv).toContain("您是否满意？");
      expect(csv.split("\n")).toContainEqual(expect.stringContaining(first?.[0] ?? "?"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 90_000);
});

describe("answers collected elsewhere", () => {
  const file = {
    name: "答卷.xlsx",
    header: ["satisfied", "reason", "pressure"],
    rows: [
      ["1", "", "4"],
      ["2", "标准不清楚", "5"],
    ],
    rowNumbers: [2, 4],
    seconds: [95, null],
    source: "a".repeat(64),
  };
  const send = (
    more: Partial<typeof file> & {
      readonly check?: boolean;
      readonly consent?: { how: string; day: string | null };
    } = {},
  ) => lead.client.call(routes.importAnswers, { params, body: { ...file, ...more } });
  const total = async () => (await lead.client.call(routes.listResponses, { params: study, query: {} })).total;

  it("are checked without being stored, stored once, and not a second time", async () => {
    const before = await total();
    expect(await send({ check: true })).toEqual({ added: 2, existing: 0, withdrawn: 0, collector: null });
    expect(await total()).toBe(before);
    const stored = await send({ consent: { how: "问卷星首页勾选同意", day: "2026-05-31" } });
    expect(stored).toMatchObject({ added: 2, existing: 0, withdrawn: 0 });
    const again = { ...stored, added: 0, existing: 2 };
    expect(await Promise.all([send(), send()])).toEqual([again, again]);
    expect(await send({ check: true })).toEqual({ ...again, collector: null });
    expect(await total()).toBe(before + 2);
    const answers: JsonValue[] = [];
    const { responses } = await lead.client.call(routes.listResponses, { params: study, query: {} });
    for (const { id } of responses)
      answers.push((await lead.client.call(routes.getResponse, { params: { ...study, id } })).response);
    const consent = { how: "问卷星首页勾选同意", day: "2026-05-31" };
    const { collectors } = await lead.client.call(routes.listCollectors, { params: study });
    expect(collectors.find(({ id }) => id === stored.collector)).toMatchObject({
      open: false,
      imported: { file: file.name, consent },
    });
    const imported = expect.objectContaining({ file: file.name, consent, statedBy: people.operator.name });
    expect(answers).toContainEqual(
      expect.objectContaining({
        seconds: null,
        noticeVersion: "",
        imported,
        answers: { satisfied: 2, reason: "标准不清楚", pressure: 5 },
      }),
    );
  });

  it("come into another study from the same file as well", async () => {
    const other = { study: "other-study", questionnaire: smallQuestionnaire };
    const files = smallPack();
    const yaml = files["study.yaml"]?.replace(smallStudy, other.study) ?? "";
    await lead.client.call(routes.loadPack, { body: { files: { ...files, "study.yaml": yaml }, simulated: true } });
    await lead.client.call(routes.publishQuestionnaire, { params: other, body: {} });
    const takeIn = () => lead.client.call(routes.importAnswers, { params: other, body: file });
    expect(await takeIn()).toMatchObject({ added: 2, existing: 0 });
    expect(await takeIn()).toMatchObject({ added: 0, existing: 2 });
  });

  it("read another way are no second import of the same file", async () => {
    const before = await total();
    expect(
      (
        await problemOf(
          send({
            header: ["satisfied", "pressure", "reason"],
            rows: [
              ["1", "3", ""],
              ["1", "3", ""],
            ],
          }),
        )
      ).code,
    ).toBe("import.conflict");
    expect(await total()).toBe(before);
  });

  it("are refused as a whole with each row and question, by its number in the file", async () => {
    const before = await total();
    const problem = await problemOf(
      send({
        source: "b".repeat(64),
        rows: [
          ["1", "没有显示的题", "4"],
          ["7", "", "5"],
        ],
      }),
    );
    expect(problem.code).toBe("import.invalid");
    expect(problem.errors?.map(({ place }) => place)).toEqual(["row 2, reason", "row 4"]);
    expect(await total()).toBe(before);
  });

  it("may only be brought in by researchers", async () => {
    const viewer = await joinStudy(server, lead, "viewer", { study: smallStudy, role: "viewer" });
    expect((await problemOf(viewer.client.call(routes.importAnswers, { params, body: file }))).code).toBe(
      "access.role",
    );
  });
});
