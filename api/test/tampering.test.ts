import { join } from "node:path";
import { hashBytes, hashText, type StudySnapshot } from "@diaoyan/instruments";
import fc from "fast-check";
import { CompiledQuery } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "../src/contract/index.ts";
import { sealResponse } from "../src/keys/response-seal.ts";
import { Sqlite3Connection } from "../src/storage/sqlite3-connection.node.ts";
import { exportSnapshot } from "../src/use-cases/exports.ts";
import { createResponseCheck, sealedAs } from "../src/use-cases/verify-responses.ts";
import { verifySnapshot } from "../src/use-cases/verify-snapshot.ts";
import { countUnsealed, readHeads, verifyStudy } from "../src/use-cases/verify-study.ts";
import { anonymous, setUpOperator } from "./people.ts";
import { startTestServer, type TestServer } from "./start-test-server.ts";
import { openLink, openSmallStudy, smallStudy, smallSubmission } from "./study.ts";

let server: TestServer;
let database: Sqlite3Connection;
let snapshot: StudySnapshot;
let build: string;
const transcript = crypto.randomUUID();

/** A study with pseudonymous and anonymous responses: some withdrawn, one judged invalid, some waiting to enter the log. */
beforeAll(async () => {
  server = await startTestServer();
  const { client } = await setUpOperator(server);
  const { collector, version } = await openSmallStudy(client);
  const link = await openLink(client, version, { mode: "anonymous" });
  const respondent = anonymous(server).client;
  for (const to of [collector, link]) {
    let last = { receipt: "", withdrawalCode: "" };
    for (let at = 0; at < 14; at += 1) {
      const body = { ...smallSubmission(version), id: crypto.randomUUID() };
      const given = await respondent.call(routes.submitResponse, { params: { collector: to }, body });
      const { receipt, withdrawalCode } = given;
      last = { receipt, withdrawalCode };
      if (at === 0) await respondent.call(routes.withdrawResponse, { body: { receipt, withdrawalCode } });
      if (at === 1 && to === collector) {
        const params = { study: smallStudy, id: body.id };
        await client.call(routes.reviewResponse, { params, body: { verdict: "invalid", reason: "测试" } });
      }
    }
    // its commitment waits for the log, whatever came of the others
    if (to === link) await respondent.call(routes.withdrawResponse, { body: last });
  }
  const imported = { params: { study: smallStudy, transcript }, query: { title: "访谈", format: "txt" as const } };
  const bytes = new Uint8Array(new TextEncoder().encode("甲：论文太多。\n"));
  await client.call(routes.importTranscript, { ...imported, bytes });
  const outline = { params: { study: smallStudy, outline: "report" }, body: { mode: "draft" as const } };
  ({ build } = await client.call(routes.buildReport, outline));
  snapshot = await server.services.archive.snapshot(smallStudy);
  database = await Sqlite3Connection.open(join(server.dataFolder, "diaoyan.sqlite"), "writer", []);
});
afterAll(async () => {
  await database.close();
  await server.close();
});

type Row = Readonly<Record<string, string | number | null>>;
const run = async (sql: string): Promise<readonly Row[]> => (await database.execute<Row>(CompiledQuery.raw(sql))).rows;
const verify = (heads: readonly string[] = []) => verifyStudy(server.services.ports, smallStudy, { heads });

/** Columns that a log, a commitment or a verdict holds. */
const tables: Readonly<Record<string, { readonly columns: readonly string[]; readonly key: readonly string[] }>> = {
  audit_log: {
    columns: ["seq", "at", "actor", "action", "subject", "previous", "rows", "hash"],
    key: ["study", "seq"],
  },
  response_log: {
    columns: ["seq", "kind", "response", "commitment", "day", "at", "previous", "hash"],
    key: ["study", "seq"],
  },
  responses: {
    columns: [
      "id",
      "collector",
      "questionnaire",
      "version",
      "status",
      "answers",
      "content_hash",
      "commitment",
      "receipt",
      "day",
    ].concat("submitted_at", "notice_version", "seconds", "unit", "flags", "timing"),
    key: ["id"],
  },
  pending_commitments: { columns: ["commitment", "kind", "day"], key: ["study", "kind", "commitment"] },
};

const quote = (value: string | number | null): string =>
  value === null ? "null" : typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;

/** What nothing holds yet, or any more once the content is gone: of a tombstone its receipt, notice and link (but by its count), of an anonymous one its id. */
function isLoose(table: string, column: string, row: Row): boolean {
  // until it enters the log, nothing else knows the day of a withdrawal
  if (table === "pending_commitments") return column === "day" && row["kind"] === "withdrawn";
  if (table !== "responses" || row["status"] !== "withdrawn") return false;
  return (
    ["receipt", "notice_version", "collector"].includes(column) || (column === "id" && row["submitted_at"] === null)
  );
}

/** Another value of the column that the table would take. */
function altered(column: string, value: string | number | null): string | number | null {
  if (column === "seq") return Number(value) + 1_000;
  if (column === "kind") return value === "accepted" ? "withdrawn" : "accepted";
  if (column === "status") return value === "excluded" ? "complete" : value === "withdrawn" ? "complete" : "excluded";
  if (column === "answers") return value === "{}" ? '{"satisfied":5}' : '{"satisfied":2}';
  if (column === "day") return "2020-01-01";
  if (column === "at" && value !== null) return "2020-01-01T00:00:00.000Z";
  if (column === "at" || column === "submitted_at") return value === null ? "2020-01-01T00:00:00.000Z" : null;
  if (column === "response") return value === null ? crypto.randomUUID() : null;
  if (column === "seconds") return value === null ? 60 : Number(value) + 1;
  if (column === "unit") return value === "U09" ? null : "U09";
  if (column === "flags") return value === "[]" ? '["rushed"]' : "[]";
  if (column === "timing") return alterTiming(value);
  if (column === "id") return crypto.randomUUID();
  return `${String(value).slice(0, -1)}${String(value).endsWith("0") ? "1" : "0"}`;
}

/** Other times; those of a tombstone, which has none, where there were none. */
function alterTiming(value: string | number | null): string {
  const nothing = { extent: "none", reason: "missing", pageClock: null, pages: [], rushed: false, events: [] };
  const timing = value === null ? nothing : (JSON.parse(String(value)) as typeof nothing);
  return JSON.stringify({ ...timing, rushed: !timing.rushed });
}

async function whereOf(table: string, row: Row): Promise<string> {
  return (tables[table]?.key ?? []).map((name) => `${name} = ${quote(row[name] ?? null)}`).join(" and ");
}

const insert = (table: string, row: Row) =>
  run(`insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.values(row).map(quote).join(", ")})`);

/** Triggers keep counts and refuse a second life of what was withdrawn; whoever has the file in hand drops them. */
const triggers = () => run("select name, sql from sqlite_master where type = 'trigger'");

describe("tampering with the database", () => {
  beforeAll(async () => {
    for (const { name } of await triggers()) await run(`drop trigger ${String(name)}`);
    await run("pragma ignore_check_constraints = on");
    await run("pragma foreign_keys = off");
  });

  it("finds nothing in what was not touched", async () => {
    expect(await verify()).toEqual([]);
    expect(await verifySnapshot(server.services.ports, snapshot)).toEqual([]);
  });

  it("any column of any row, altered, is found, and the finding names the row", async () => {
    const kinds = Object.entries(tables).flatMap(([table, { columns }]) =>
      columns.map((column) => [table, column] as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...kinds), fc.nat(), async ([table, column], at) => {
        const rows = (await run(`select * from ${table}`)).filter((one) => !isLoose(table, column, one));
        const row = rows[at % rows.length];
        if (row === undefined) return;
        const value = row[column] ?? null;
        const next = altered(column, value);
        const changed = { ...row, [column]: next };
        const isTaken = await run(
          `update ${table} set ${column} = ${quote(next)} where ${await whereOf(table, row)}`,
        ).then(
          () => true,
          (error: Error) => !error.message.includes("UNIQUE"),
        );
        // the table itself refuses a second line of the kind
        if (!isTaken) return;
        const findings = await verify();
        await run(`update ${table} set ${column} = ${quote(value)} where ${await whereOf(table, changed)}`);
        const names = findings.map(({ place }) => place);
        const places = [row, changed].flatMap((one) => [`entry ${one["seq"]}`, one["id"], one["commitment"]]);
        expect([table, column, names.length > 0]).toEqual([table, column, true]);
        if (table !== "pending_commitments") expect(names.some((name) => places.includes(name))).toBe(true);
      }),
      { numRuns: 120, seed: 8 },
    );
    expect(await verify()).toEqual([]);
  });

  it("a row that was taken out is found in every table, also in the middle", async () => {
    for (const table of Object.keys(tables)) {
      const rows = await run(`select * from ${table}`);
      const row = rows[Math.floor(rows.length / 2)] ?? {};
      await run(`delete from ${table} where ${await whereOf(table, row)}`);
      expect([table, (await verify()).length > 0]).toEqual([table, true]);
      await insert(table, row);
    }
    expect(await verify()).toEqual([]);
  });

  it("an older log with its responses in the place of the newer is found by what the links counted", async () => {
    const log = await run("select * from response_log order by seq");
    const from = log.findLastIndex(({ kind }) => kind === "accepted");
    const commitments = log.slice(from).map(({ commitment }) => quote(commitment ?? null));
    const gone = `from responses where commitment in (${commitments.join(", ")})`;
    const responses = await run(`select * ${gone}`);
    await run(`delete ${gone}`);
    await run(`delete from response_log where seq > ${from}`);
    const links = [...new Set(responses.map(({ collector }) => String(collector)))];
    expect((await verify()).map(({ code, place }) => [code, place])).toEqual(
      links.map((link) => ["link.miscounted", link]),
    );
    for (const row of responses) await insert("responses", row);
    for (const row of log.slice(from)) await insert("response_log", row);
    expect(await verify()).toEqual([]);
  });

  it("a published questionnaire, a transcript and a built report, altered, taken out or slipped in, are found by name", async () => {
    const { hash, name } = ((await run("select hash, name from questionnaire_versions"))[0] ?? {}) as Row;
    const text = "甲：论文太少。\n";
    const [{ key = "" } = {}] = await run(`select key from blobs where subject = '${build}'`);
    const { blobs } = server.services.ports;
    const file = (await blobs.get(String(key))) ?? new Uint8Array();
    const seen = async (table: string, change: string, of: string) => {
      const rows = await run(`select * from ${table} where ${of}`);
      await run(change);
      const found = (await verify()).map(({ code, place }) => `${code} ${place}`);
      await run(`delete from ${table} where ${of}`);
      for (const row of rows) await insert(table, row);
      return found;
    };
    const version = "questionnaire_versions set definition = replace(definition, '您是否满意', '您是否不满')";
    expect(await seen("questionnaire_versions", `update ${version}`, "1")).toContain(`version.changed ${name}@${hash}`);
    expect(await seen("questionnaire_versions", "delete from questionnaire_versions", "1")).toContain(
      `version.missing ${name}@${hash}`,
    );
    const forged = `update transcripts set text = '${text}', hash = '${hashText(text)}'`;
    expect(await seen("transcripts", forged, "1")).toEqual([
      `transcript.changed ${transcript}`,
      `row.changed transcripts ${transcript}`,
    ]);
    expect(await seen("transcripts", "delete from transcripts", "1")).toEqual([
      `transcript.missing ${transcript}`,
      `row.missing transcripts ${transcript}`,
    ]);
    const other = "a".repeat(64);
    for (const change of [`snapshot = '${other}'`, "mode = 'final'", "outline = 'x'"]) {
      expect(await seen("report_builds", `update report_builds set ${change}`, "1")).toEqual([
        `report.changed ${build}`,
        `row.changed report_builds ${build}`,
      ]);
    }
    expect(await seen("report_builds", "update report_builds set id = 'another'", "1")).toEqual([
      "report.unlogged another",
      `report.missing ${build}`,
      "row.unlogged report_builds another",
      `row.missing report_builds ${build}`,
    ]);
    await blobs.put(String(key), new Uint8Array([1]));
    const forgedFile = `update blobs set sha256 = '${hashBytes(new Uint8Array([1]))}' where key = '${key}'`;
    expect(await seen("blobs", forgedFile, `key = '${key}'`)).toContain(`report.changed ${build}`);
    await blobs.put(String(key), file);
    expect(await verify()).toEqual([]);
  });

  it("what is no JSON any more is found in its row, and the rest is held none the less", async () => {
    const broken = async (table: string, column: string) => {
      const [row = {}] = await run(`select * from ${table} limit 1`);
      await run(`update ${table} set ${column} = '{' where rowid = (select min(rowid) from ${table})`);
      const found = (await verify()).map(({ code, place }) => `${code} ${place.split(" ")[0]}`);
      await run(
        `update ${table} set ${column} = ${quote(row[column] ?? null)} where rowid = (select min(rowid) from ${table})`,
      );
      return found;
    };
    for (const [table, column] of [
      ["studies", "document"],
      ["codebooks", "document"],
      ["questionnaire_versions", "definition"],
      ["questionnaire_versions", "compiled"],
      ["transcripts", "turns"],
    ] as const)
      expect([table, await broken(table, column)]).toEqual([table, expect.arrayContaining([`row.changed ${table}`])]);
    await run(
      `insert into quota_plans (study, questionnaire, revision, document, first_path) values ('${smallStudy}', 'small', 1, '{', '$')`,
    );
    expect((await verify()).map(({ code, place }) => `${code} ${place}`)).toEqual([
      "content.unreadable quotas",
      "row.unlogged quota_plans small",
    ]);
    await run("delete from quota_plans");
    const [{ id = "", answers = "" } = {}] = await run("select id, answers from responses where status = 'complete'");
    await run(`update responses set answers = '{' where id = '${id}'`);
    expect((await verify()).map(({ code, place }) => `${code} ${place}`)).toContain(`response.changed ${id}`);
    await run(`update responses set answers = ${quote(answers)} where id = '${id}'`);
    expect(await verify()).toEqual([]);
  });

  it("an end that was cut off is found by the mark beside the log, and with the mark by a hash that was kept elsewhere", async () => {
    // a read: it leaves nothing but its entry
    const read = { actor: "operator", action: "personal.read", subject: "P-01" };
    await server.services.ports.journal.commit(smallStudy, read, []);
    const heads = await readHeads(server.services.ports, smallStudy);
    const [last = {}] = await run("select * from audit_log order by seq desc limit 1");
    expect(await verify([heads.audit, heads.log])).toEqual([]);
    await run(`delete from audit_log where ${await whereOf("audit_log", last)}`);
    const cut = (await verify()).map(({ code, place }) => `${code} ${place}`);
    expect(cut).toEqual([`audit.cut entry ${last["seq"]}`]);
    const [end = {}] = await run(`select * from audit_ends where study = '${smallStudy}'`);
    await run(`delete from audit_ends where study = '${smallStudy}'`);
    expect((await verify()).map(({ code, place }) => `${code} ${place}`)).toEqual([
      `audit.end entry ${Number(last["seq"]) - 1}`,
    ]);
    await run(
      `insert into audit_ends select study, seq, hash from audit_log where study = '${smallStudy}' order by seq desc limit 1`,
    );
    expect(await verify()).toEqual([]);
    expect((await verify([heads.audit])).map(({ code, place }) => [code, place])).toContainEqual([
      "head.missing",
      heads.audit,
    ]);
    const [names, values] = [Object.keys(last), Object.values(last).map(quote)];
    await run(`insert into audit_log (${names.join(", ")}) values (${values.join(", ")})`);
    await run(`update audit_ends set seq = ${end["seq"]}, hash = '${end["hash"]}' where study = '${smallStudy}'`);
    expect(await verify()).toEqual([]);
  });

  it("a snapshot that lost, changed or gained a response is told which", async () => {
    const { ports } = server.services;
    const [first, ...rest] = snapshot.responses;
    if (first === undefined) throw new Error("the snapshot is empty");
    const check = async (responses: StudySnapshot["responses"]) =>
      (await verifySnapshot(ports, { ...snapshot, responses, takenAt: "2999-01-01T00:00:00.000Z" as never }))
        .filter(({ code }) => code !== "snapshot.changed")
        .map(({ code, place }) => [code, place]);
    expect(await check(snapshot.responses)).toEqual([]);
    const slower = { ...first, seconds: 3_600 };
    expect(await check([slower, ...rest])).toEqual([["snapshot.foreign", first.id]]);
    const edited = await verifySnapshot(ports, { ...snapshot, software: "another" });
    expect(edited.map(({ code, place }) => [code, place])).toEqual([["snapshot.changed", snapshot.hash]]);
    expect(await check(rest)).toEqual([["snapshot.missing", first.id]]);
    expect(await check([{ ...first, answers: { satisfied: 2 } }, ...rest])).toEqual([["snapshot.foreign", first.id]]);
    const invented = { ...first, id: crypto.randomUUID() as typeof first.id };
    expect(await check([...snapshot.responses, invented])).toEqual([["snapshot.foreign", invented.id]]);
    expect(await check([...snapshot.responses, first])).toEqual([["snapshot.foreign", first.id]]);
  });

  it("a snapshot that names another moment than the one it was exported at is told", async () => {
    const { ports, archive } = server.services;
    const { bytes } = await exportSnapshot({ ...ports, archive }, { id: "x", name: "", email: "" }, smallStudy);
    const taken = JSON.parse(new TextDecoder().decode(bytes)) as StudySnapshot;
    expect(await verifySnapshot(ports, taken)).toEqual([]);
    const moved = { ...taken, takenAt: "2020-01-01T00:00:00.000Z" as never };
    expect((await verifySnapshot(ports, moved)).map(({ code, place }) => [code, place])).toEqual([
      ["snapshot.changed", taken.hash],
    ]);
  });

  it("says of responses from before it was done that time, unit and flags are not sealed, and holds their content", async () => {
    const { ports } = server.services;
    const key = await ports.keys.receiptKey(smallStudy);
    const [row = {}] = await run("select * from responses where status = 'complete' and submitted_at is not null");
    const commitment = sealResponse(key, String(row["id"]), String(row["content_hash"])).commit();
    const asBefore = createResponseCheck({
      key,
      lines: [{ kind: "accepted", commitment, day: String(row["day"]), response: String(row["id"]), at: "" }],
      audit: [],
      questionnaires: new Map([[String(row["version"]), String(row["questionnaire"])]]),
    });
    const response = await ports.responses.find(smallStudy, String(row["id"]));
    if (response === undefined) throw new Error("the response is gone");
    const old = { ...response, commitment };
    expect([sealedAs(key, response), sealedAs(key, old)]).toEqual(["whole", "content"]);
    expect(asBefore({ ...old, seconds: 1 })).toEqual([]);
    expect(asBefore({ ...old, answers: { satisfied: 2 } })).toMatchObject([{ code: "response.changed" }]);
    expect(await countUnsealed(ports, smallStudy)).toBe(0);
  });
});
