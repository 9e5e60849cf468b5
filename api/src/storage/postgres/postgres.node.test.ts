import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { CompiledQuery } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestClock } from "../../../test/fixed-clock.ts";
import { noPostgres, query, startPostgres, type TestServer } from "../../../test/postgres-server.node.ts";
import {
  makeCollector,
  makeResponse,
  sampleCollector,
  sampleDocument,
  sampleStudy,
  sampleVersion,
} from "../../../test/sample-rows.ts";
import { countOf } from "../../use-cases/collector-count.ts";
import { createResponseIntake, type IntakeItem } from "../../use-cases/response-intake.ts";
import type { SqlGateway } from "../gateway.ts";
import { openSqlite3 } from "../sqlite3.node.ts";
import { Sqlite3Connection } from "../sqlite3-connection.node.ts";
import { openStores } from "../stores/open-stores.ts";
import { describeStorage } from "../testing/conformance.ts";
import { queriesOf } from "../write.ts";
import { copySqlite } from "./copy-sqlite.node.ts";
import { holdMasterKey } from "./hold-master-key.ts";
import { migratePostgres } from "./migrate-postgres.node.ts";
import { openPostgres } from "./postgres.node.ts";

const migrations = join(import.meta.dirname, "../../../migrations");
const at = "2026-11-24T02:00:00.000Z";

const suggestion = `INSERT INTO suggestion_log (study, transcript, revision, start_offset, end_offset, outcome, model, actor, at)
  VALUES ('${sampleStudy}', 't', 1, 0, 1, 'shown', 'm', 'a', '${at}')`;

/** bigint comes as text from the plain driver. */
const asSqlite = (row: unknown, columns: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(row as object).map(([name, value]) => [
        name,
        typeof columns[name] === "number" ? Number(value) : value,
      ]),
    ),
  );

/** Without the checks and triggers of the schema: a hundredth of the time that TRUNCATE takes. */
const emptyTables = `SET session_replication_role = replica; DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations' LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP; END $$`;

describe.skipIf(noPostgres !== undefined)(noPostgres ?? "PostgreSQL", () => {
  let server: TestServer;
  let url: string;
  let opened = false;
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.createDatabase();
  }, 60_000);
  afterAll(() => server.stop());

  async function openEmpty(): Promise<SqlGateway> {
    if (opened) await query(url, emptyTables);
    opened = true;
    return openPostgres(url, migrations);
  }

  it("is migrated once by processes that start at once", async () => {
    const fresh = await server.createDatabase();
    const applied = await Promise.all([1, 2, 3].map(() => migratePostgres(fresh, migrations)));
    const names = readdirSync(migrations).filter((file) => file.endsWith(".sql"));
    expect(applied.flat()).toEqual(names.sort());
    await query(fresh, "INSERT INTO schema_migrations VALUES ('9999_of_tomorrow.sql', 'x', 'x')");
    await expect(migratePostgres(fresh, migrations)).rejects.toMatchObject({ code: "schema.newer" });
  });

  it("says what cannot be reached, and no password", async () => {
    const nowhere = "postgres://somebody:secret-word@127.0.0.1:1/diaoyan";
    const error: unknown = await migratePostgres(nowhere, migrations).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "database.unreachable" });
    expect(String(error)).toContain("diaoyan at 127.0.0.1:1 cannot be reached");
    expect(String(error)).not.toContain("secret-word");
  });

  it("says who may not make tables, and how to let him", async () => {
    const [foreign, guest] = [await server.createDatabase(), "guest_of_tests"];
    await query(foreign, `CREATE ROLE ${guest} LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
    const error = migratePostgres(foreign.replace("diaoyan@", `${guest}@`), migrations);
    await expect(error).rejects.toMatchObject({ code: "database.unfit", remedy: expect.stringContaining("OWNER TO") });
  });

  it("takes the responses of two processes in once, no more than a quota, in one chain", async () => {
    const gateways = [await openEmpty(), await openPostgres(url, migrations)];
    const both = gateways.map((gateway) => openStores(gateway, createTestClock()));
    const [stores] = both;
    if (stores === undefined) throw new Error("expected stores");
    const note = { actor: "tester", action: "test", subject: "sample" };
    await stores.journal.commit(sampleStudy, note, [
      stores.studies.put(sampleDocument, at),
      stores.questionnaires.addVersion(sampleVersion),
      stores.collectors.add(makeCollector({ quota: 50 }), at),
    ]);
    const itemOf = (number: number): IntakeItem => ({
      kind: "accepted",
      response: makeResponse(number),
      count: countOf(sampleCollector, { received: 1 }),
      anonymous: false,
      at,
      day: "2026-11-24",
    });
    const outcomes = await Promise.all(
      both.map(async ({ journal, responses }, process) => {
        const intake = createResponseIntake({ journal, responses });
        // the first twenty go to both
        const numbers = Array.from({ length: 60 }, (_, place) => (place < 20 ? place : 100 * (process + 1) + place));
        const [taken] = await Promise.all([
          Promise.allSettled(numbers.map((number) => intake.take(itemOf(number)))),
          ...Array.from({ length: 8 }, () => journal.commit(sampleStudy, note, [])),
        ]);
        return taken.filter(({ status }) => status === "fulfilled").length;
      }),
    );
    expect(outcomes.reduce((sum, count) => sum + count, 0)).toBe(50);
    const kept = await stores.responses.list(sampleStudy, { limit: 1_000 });
    expect(kept).toHaveLength(50);
    expect(await stores.collectors.find(sampleCollector)).toMatchObject({ accepted: 50, received: 50 });
    const log = await stores.responses.listLog(sampleStudy, 0, 1_000);
    expect(log.map(({ response }) => String(response)).sort()).toEqual(kept.map(({ id }) => String(id)));
    const audit = [...(await stores.journal.list(sampleStudy, undefined, 100))].reverse();
    for (const chain of [log, audit]) {
      chain.forEach((line, place) => {
        expect([line.seq, line.previous]).toEqual([place + 1, chain[place - 1]?.hash ?? "0".repeat(64)]);
      });
    }
    expect(audit).toHaveLength(17);
    for (const gateway of gateways) await gateway.close();
  });

  it("works with one master key", async () => {
    const gateway = await openEmpty();
    const [first, second] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
    await holdMasterKey(gateway, [first], "here");
    await holdMasterKey(gateway, [first], "here");
    await expect(holdMasterKey(gateway, [second], "there")).rejects.toMatchObject({ code: "key.wrong" });
    await gateway.close();
  });

  it("takes over every row of a SQLite file, numbers and triggers go on, and never one that holds something", async () => {
    const folder = await mkdtemp(join(tmpdir(), "diaoyan-move-"));
    const file = join(folder, "diaoyan.sqlite");
    const sqlite = await openSqlite3(file, migrations);
    const before = openStores(sqlite, createTestClock());
    const note = { actor: "tester", action: "test", subject: "样例" };
    await before.journal.commit(sampleStudy, note, [
      before.studies.put(sampleDocument, at),
      before.questionnaires.addVersion(sampleVersion),
      before.collectors.add(makeCollector({ quota: 1_000 }), at),
    ]);
    const some = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, place) => makeResponse(from + place));
    await before.journal.commitUnlogged([before.responses.add(some(0, 900))]);
    await sqlite.close();
    const writer = await Sqlite3Connection.open(file, "writer", []);
    await writer.script(`${suggestion}; ${suggestion}; ${suggestion}`);
    await writer.close();
    const fresh = await server.createDatabase();
    await migratePostgres(fresh, migrations);
    await copySqlite({ file, url: fresh });

    const source = await Sqlite3Connection.open(file, "reader", []);
    const tables = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'";
    for (const { name } of (await source.execute<{ name: string }>(CompiledQuery.raw(tables))).rows) {
      if (name === "schema_migrations") continue;
      const { rows } = await source.execute<Record<string, unknown>>(CompiledQuery.raw(`select * from ${name}`));
      const copied = (await query(fresh, `select * from ${name}`)).map((row) => asSqlite(row, rows[0] ?? {}));
      expect([name, copied.sort()]).toEqual([name, rows.map((row) => asSqlite(row, {})).sort()]);
    }
    await source.close();
    const gateway = await openPostgres(fresh, migrations);
    const after = openStores(gateway, createTestClock());
    await after.journal.commitUnlogged([after.responses.add(some(900, 910))]);
    expect(await after.collectors.find(sampleCollector)).toMatchObject({ accepted: 910 });
    expect(await query(fresh, `${suggestion} RETURNING seq::int`)).toEqual([{ seq: 4 }]);
    await gateway.close();
    await expect(copySqlite({ file, url: fresh })).rejects.toMatchObject({ code: "database.notEmpty" });
    await rm(folder, { recursive: true });
  });

  it("goes on after the server has cut the connection of the writer", async () => {
    const gateway = await openEmpty();
    const { studies } = openStores(gateway, createTestClock());
    const write = () => gateway.writeAtomically(queriesOf([studies.put(sampleDocument, at)]));
    await write();
    await query(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'diaoyan'");
    await write().catch(() => write());
    expect(await studies.find(sampleStudy)).toEqual(sampleDocument);
    await gateway.close();
  });

  it("reads answers out of JSON as SQLite does, whatever respondents sent", async () => {
    const gateway = await openEmpty();
    const sqlite = await Sqlite3Connection.open(":memory:", "writer", []);
    const extract = "select cast(json_extract(?, ?) as text) as value";
    const value = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.string({ unit: "grapheme" }));
    const answers = fc.dictionary(fc.constantFrom("a", "BG01", "题1", "x y"), fc.oneof(value, fc.array(value)));
    await fc.assert(
      fc.asyncProperty(answers, fc.constantFrom("a", "BG01", "题1", "x y"), async (document, name) => {
        const given = [JSON.stringify(document), `$.${JSON.stringify(name)}`];
        const { rows } = await sqlite.execute(CompiledQuery.raw(extract, given));
        const translated = CompiledQuery.raw("select json_extract($1, $2) as value", given);
        expect((await gateway.db.executeQuery(translated)).rows).toEqual(rows);
      }),
      { numRuns: 60 },
    );
    const hostile = JSON.stringify({ BG01: 1, q: "\u0000 \ud800 \\u0000" });
    const { rows } = await gateway.db.executeQuery(
      CompiledQuery.raw(`select json_extract($1, '$."BG01"') as value`, [hostile]),
    );
    expect(rows).toEqual([{ value: "1" }]);
    await sqlite.close();
    await gateway.close();
  });

  describeStorage("PostgreSQL", openEmpty);
});
