import { hashBytes, hashJson, type Json, readCsvRecords } from "@diaoyan/instruments";
import { strFromU8, unzipSync } from "fflate";
import { beforeAll, expect, it } from "vitest";
import { type DataFileFormat, type RouteContract, routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { openStudyServer } from "../open-study-server.ts";
import { anonymous } from "../people.ts";
import { problemOf } from "../problem-of.ts";
import { makeSession } from "../session.ts";
import { smallDefinition, smallQuestionnaire, smallStudy, smallSubmission } from "../study.ts";

const { server, lead, collector, version } = await openStudyServer();

beforeAll(async () => {
  for (const pressure of [1, 4]) {
    const body = smallSubmission(version, { satisfied: 2, reason: '=1+1,"引号"\n第二行', pressure });
    await anonymous(server).client.call(routes.submitResponse, { params: { collector }, body });
  }
});

const takeSnapshot = async () => {
  const response = await lead.client.call(routes.exportSnapshot, { params: { study: smallStudy } });
  return (await response.json()) as { hash: string; takenAt: string; responses: unknown[] } & { [key: string]: Json };
};

it("a snapshot is sealed by its hash and the same for the same state", async () => {
  const { hash, takenAt: _, ...content } = await takeSnapshot();
  expect(hashJson(content as unknown as Json)).toBe(hash);
  expect(content.responses).toHaveLength(2);
  expect(JSON.stringify(content)).not.toContain("receipt");
  expect((await takeSnapshot()).hash).toBe(hash);
});

it("an export holds data, variables, codebook and manifest, and enters the audit log", async () => {
  const params = { study: smallStudy, questionnaire: smallQuestionnaire };
  const response = await lead.client.call(routes.exportCsv, { params });
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  expect(Object.keys(files).sort()).toEqual(["codebook.csv", "data.csv", "manifest.json", "variables.json"]);
  const manifest = JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array())) as { rows: number; mark: string };
  expect(manifest).toMatchObject({ rows: 2, mark: "模拟数据" });
  expect([...(files["data.csv"] ?? [])].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
  const { entries } = await lead.client.call(routes.listAudit, { params: { study: smallStudy }, query: { limit: 1 } });
  expect(entries[0]).toMatchObject({ action: "export.take", subject: "small: 2 rows" });
});

it("an export holds the cases once more in the format that was asked for, with a manifest", async () => {
  const params = { study: smallStudy, questionnaire: smallQuestionnaire };
  const filesOf = async (format: DataFileFormat) => {
    const response = await lead.client.call(routes.exportCsv, { params, query: { format } });
    return unzipSync(new Uint8Array(await response.arrayBuffer()));
  };
  const textOf = (bytes: Uint8Array | undefined) => strFromU8(bytes ?? new Uint8Array());
  const starts = { sav: "$FL2", dta: "<stata_dta>", parquet: "PAR1", xlsx: "PK", ddi: "<?xml" } as const;
  for (const [format, start] of Object.entries(starts) as [DataFileFormat, string][]) {
    const name = `data.${format === "ddi" ? "xml" : format}`;
    const files = await filesOf(format);
    const bytes = files[name] ?? new Uint8Array();
    expect(String.fromCharCode(...bytes.slice(0, start.length))).toBe(start);
    const manifest = JSON.parse(textOf(files[`${name}.manifest.json`]));
    expect(manifest).toMatchObject({ mark: "模拟数据", rows: 2, rowsWritten: 2, sha256: hashBytes(bytes) });
  }
  const { "answers.jsonl": answers, "survey-1.json": survey } = await filesOf("surveyjs");
  expect(
    textOf(answers)
      .split("\n")
      .map((line) => line && JSON.parse(line)),
  ).toEqual([
    ...[1, 4].map((pressure) => ({ version: 1, answers: expect.objectContaining({ satisfied: 2, pressure }) })),
    "",
  ]);
  expect(JSON.parse(textOf(survey))).toHaveProperty("pages");
  const { entries } = await lead.client.call(routes.listAudit, { params: { study: smallStudy }, query: { limit: 1 } });
  expect(entries[0]).toMatchObject({ action: "export.take", subject: "small.surveyjs: 2 rows" });
});

it("an export holds what happened on the pages that were observed", async () => {
  const { collectors } = await lead.client.call(routes.listCollectors, { params: { study: smallStudy } });
  const [{ id: collector = "", version = "" } = {}] = collectors;
  const body = smallSubmission(version);
  const events = [
    { event: "form start" as const, page: null },
    { event: "group questions" as const, page: "p1" },
  ];
  const { token } = await anonymous(server).client.call(routes.observeTiming, {
    params: { collector },
    body: { response: body.id, version, token: null, events, visited: false },
  });
  const timing = { token, events: [{ event: "form finalize" as const, page: "p1" }], visited: false };
  await anonymous(server).client.call(routes.submitResponse, { params: { collector }, body: { ...body, timing } });
  const params = { study: smallStudy, questionnaire: smallQuestionnaire };
  const response = await lead.client.call(routes.exportCsv, { params });
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const lines = strFromU8(files["audit.csv"] ?? new Uint8Array()).split("\r\n");
  expect(lines).toHaveLength(5);
  expect(lines[1]).toMatch(new RegExp(`^${body.id},form start,,\\d{13},$`));
  expect(lines[2]).toMatch(/,group questions,\/data\/p1,\d{13},\d{13}$/);
  const manifest = JSON.parse(strFromU8(files["manifest.json"] ?? new Uint8Array())) as { files: { name: string }[] };
  expect(manifest.files.map(({ name }) => name)).toContain("audit.csv");
});

it("the newest version is printed as a form of its own", async () => {
  const params = { study: smallStudy, questionnaire: smallQuestionnaire };
  const response = await lead.client.call(routes.exportPaperForm, { params });
  expect(decodeURIComponent(response.headers.get("content-disposition") ?? "")).toContain("（纸质）（模拟数据）.docx");
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const text = strFromU8(files["word/document.xml"] ?? new Uint8Array()).replace(/<[^>]+>/g, "");
  expect(text).toContain("1．您是否满意？*");
  expect(text).toContain("2．为什么？〔第1题选2者回答〕");
});

it("no export holds what an interviewer noted for themselves", async () => {
  const session = makeSession(crypto.randomUUID());
  const params = { study: smallStudy, session: session.id };
  await lead.client.call(routes.saveSession, { params, body: { session: session as unknown as JsonValue } });
  const exports = (Object.values(routes) as RouteContract[]).filter(
    ({ method, responseMedia }) => method === "get" && responseMedia !== undefined,
  );
  expect(exports.length).toBeGreaterThan(2);
  for (const { path } of exports) {
    const filled = path.replace("{study}", smallStudy).replace("{questionnaire}", smallQuestionnaire);
    const bytes = new Uint8Array(await (await lead.fetch(filled)).arrayBuffer());
    const files = bytes[0] === 0x50 ? Object.values(unzipSync(bytes)) : [bytes];
    for (const file of files) expect(strFromU8(file), path).not.toContain(session.reflection);
  }
  expect(JSON.stringify((await takeSnapshot())["sessions"])).toContain(session.title);
});

it("an export of several versions says which one each case answers", async () => {
  const params = { study: smallStudy, questionnaire: smallQuestionnaire };
  const body = { ...smallDefinition, purpose: { zh: "再测一次" } } as unknown as JsonValue;
  await lead.client.call(routes.saveQuestionnaireDraft, { params, body });
  const { version } = await lead.client.call(routes.publishQuestionnaire, { params, body: {} });
  const link = {
    questionnaire: smallQuestionnaire,
    version: version.hash,
    label: "第二版",
    mode: "pseudonymous" as const,
  };
  const { collector } = await lead.client.call(routes.openCollector, { params, body: link });
  const answers = smallSubmission(version.hash, { satisfied: 1, pressure: 3 });
  await anonymous(server).client.call(routes.submitResponse, { params: { collector: collector.id }, body: answers });
  const response = await lead.client.call(routes.exportCsv, { params });
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const rows = readCsvRecords(strFromU8(files["data.csv"] ?? new Uint8Array()));
  expect(rows.map((row) => row["questionnaire_version"]).sort()).toEqual(["1", "1", "1", "2"]);
  expect(rows.find((row) => row["questionnaire_version"] === "2")).toMatchObject({ satisfied: "1", pressure: "3" });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});

it("protected cases are checked without a trace, and leave with their report and an entry of the audit log", async () => {
  const params = { study: smallStudy, questionnaire: smallQuestionnaire };
  // looking at the log leaves an entry of its own
  const latest = async () =>
    (await lead.client.call(routes.listAudit, { params: { study: smallStudy }, query: { limit: 5 } })).entries.find(
      ({ action }) => action !== "audit.read",
    );
  const coarsen = [{ name: "band", op: "cut", from: "pressure", breaks: [5] }];
  const before = await latest();
  const fine = await lead.client.call(routes.assessAnonymity, { params, body: { keys: ["pressure"] } });
  expect(fine.after).toMatchObject({ rows: 4, combinations: 3, smallest: 1, unique: 2, k: 5 });
  const protect = { keys: ["band"], k: 2, coarsen, suppress: true };
  const report = await lead.client.call(routes.assessAnonymity, { params, body: protect });
  expect(report).toMatchObject({ before: { unique: 2 }, after: { smallest: 4, rowsBelow: 0 }, suppressedRows: 0 });
  expect(await latest()).toEqual(before);
  const answer = await lead.client.call(routes.exportProtected, { params, body: { protect, format: "sav" } });
  const files = unzipSync(await answer.bytes());
  expect(JSON.parse(strFromU8(files["anonymity.json"] ?? new Uint8Array()))).toEqual(report);
  expect(Object.keys(files)).toContain("data.sav");
  expect(strFromU8(files["data.csv"] ?? new Uint8Array())).not.toContain("pressure");
  const taken = await latest();
  expect(taken?.subject).toBe("small.sav: 4 rows; keys band, k 4 of 2 asked, 0 rows below, coarsened and suppressed");
  const refuse = (body: object) =>
    problemOf(lead.client.call(routes.exportProtected, { params, body: body as never })).then(({ detail }) => detail);
  expect(await refuse({ protect, format: "surveyjs" })).toContain("surveyjs");
  expect(await refuse({ protect: { keys: ["nosuch"] } })).toContain("nosuch");
  expect(await latest()).toEqual(taken);
});
