import { copyFile, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompiledQuery } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { createTestClock } from "../../test/fixed-clock.ts";
import { migrateSqlite, readMigrations } from "./migrate.node.ts";
import { openSqlite3 } from "./sqlite3.node.ts";
import { Sqlite3Connection } from "./sqlite3-connection.node.ts";
import { openStores } from "./stores/open-stores.ts";

const migrations = join(import.meta.dirname, "../../migrations");
let folder: string;
let database: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-migrate-"));
  database = join(folder, "d.sqlite");
  await mkdir(join(folder, "migrations"));
});

async function copyMigrations(names: readonly string[]): Promise<string> {
  const target = join(folder, "migrations");
  for (const name of names) await copyFile(join(migrations, name), join(target, name));
  return target;
}

/** Rows as the first schema held them. */
const firstRows = `
INSERT INTO studies VALUES ('s', '{}', 1, 0, '2026-01-01T00:00:00.000Z');
INSERT INTO collectors (id, study, questionnaire, version, label, mode, quota, accepted, received, created_at)
  VALUES ('c', 's', 'q', 'h', '链接', 'pseudonymous', 5, 1, 1, '2026-01-01T00:00:00.000Z');
INSERT INTO responses VALUES ('r1', 's', 'c', 'q', 'h', 'complete', '{"q":"汉字😀"}', 'x', 'y', 'z',
  '2026-01-01T00:00:00.000Z', '2026-01-01', 60, NULL, '1', '[]');
INSERT INTO collectors (id, study, questionnaire, version, label, mode, quota, accepted, received, created_at)
  VALUES ('full', 's', 'q', 'h', '后来多认定了一份的链接', 'pseudonymous', 1, 0, 3, '2026-01-01T00:00:00.000Z');
INSERT INTO responses VALUES
  ('r2', 's', 'full', 'q', 'h', 'complete', '{}', 'x', 'y2', 'z2', NULL, '2026-01-01', NULL, NULL, '1', '[]'),
  ('r3', 's', 'full', 'q', 'h', 'complete', '{}', 'x', 'y3', 'z3', NULL, '2026-01-01', NULL, NULL, '1', '[]'),
  ('r4', 's', 'full', 'q', 'h', 'late', '{}', 'x', 'y4', 'z4', NULL, '2026-01-01', NULL, NULL, '1', '[]');
`;

describe("migrations", () => {
  it("carry data through every step", async () => {
    const names = (await readMigrations(migrations)).map(({ name }) => name);
    const [first = "", ...rest] = names;
    const target = await copyMigrations([first]);
    await (await openSqlite3(database, target)).close();
    const connection = await Sqlite3Connection.open(database, "writer", ["foreign_keys = OFF"]);
    await connection.script(firstRows);
    await connection.close();
    await copyMigrations(rest);
    const current = await openSqlite3(database, target);
    const stores = openStores(current, createTestClock());
    expect(await stores.responses.find("s", "r1")).toMatchObject({
      id: "r1",
      answers: { q: "汉字😀" },
      status: "complete",
      seconds: null,
      timing: { extent: "none", reason: "missing", pageClock: 60 },
    });
    expect(await stores.collectors.find("c")).toMatchObject({
      label: "链接",
      quota: 5,
      accepted: 1,
      invitedOnly: false,
      unit: null,
      split: false,
      visits: 0,
      starts: 0,
      uncounted: 1,
    });
    expect(await stores.collectors.find("full")).toMatchObject({ quota: 2, accepted: 2 });
    await current.close();
  });

  it("run once, and again change nothing", async () => {
    const connection = await Sqlite3Connection.open(database, "writer", []);
    expect(await migrateSqlite(connection, migrations)).toHaveLength((await readMigrations(migrations)).length);
    expect(await migrateSqlite(connection, migrations)).toEqual([]);
    await connection.close();
  });

  it("find in the audit log who stored which session before that was kept", async () => {
    const names = (await readMigrations(migrations)).map(({ name }) => name);
    const before = names.filter((name) => name < "0020");
    const target = await copyMigrations(before);
    await (await openSqlite3(database, target)).close();
    const connection = await Sqlite3Connection.open(database, "writer", ["foreign_keys = OFF"]);
    await connection.script(`
INSERT INTO studies VALUES ('s', '{}', 1, 0, '2026-01-01T00:00:00.000Z');
INSERT INTO sessions VALUES ('s', 'a', 2, '{}'), ('s', 'b', 1, '{}');
INSERT INTO audit_log VALUES ('s', 1, 'x', 'u1', 'session.save', 'a', '', ''), ('s', 2, 'x', 'u1', 'session.save', 'a', '', ''),
  ('s', 3, 'x', 'u2', 'session.save', 'b', '', ''), ('s', 4, 'x', 'u2', 'plan.save', 'a', '', ''),
  ('s', 5, 'x', 'u1', 'session.save', 'gone', '', '');
`);
    await connection.close();
    await copyMigrations(names.filter((name) => name >= "0020"));
    const current = await openSqlite3(database, target);
    const { sessions } = openStores(current, createTestClock());
    expect([await sessions.listTouched("s", "u1"), await sessions.listTouched("s", "u2")]).toEqual([["a"], ["b"]]);
    await current.close();
  });

  it("refuse a database of a newer program", async () => {
    const gateway = await openSqlite3(database, migrations);
    await gateway.close();
    const [first = ""] = (await readMigrations(migrations)).map(({ name }) => name);
    const target = await copyMigrations([first]);
    await expect(openSqlite3(database, target)).rejects.toMatchObject({
      code: "schema.newer",
      message: expect.stringContaining(`unknown to this program, which knows them up to ${first}`),
      remedy: expect.stringContaining("start the newer program"),
    });
  });

  it("refuse a file that was edited after it ran", async () => {
    const names = (await readMigrations(migrations)).map(({ name }) => name);
    const target = await copyMigrations(names);
    await (await openSqlite3(database, target)).close();
    const edited = join(target, names[0] ?? "");
    await writeFile(edited, `${await readFile(edited, "utf8")}\n-- edited`);
    await expect(openSqlite3(database, target)).rejects.toThrow("was edited after it had been applied");
  });

  it("leave a database untouched when one of them fails", async () => {
    const target = await copyMigrations((await readMigrations(migrations)).map(({ name }) => name));
    await writeFile(join(target, "9999_broken.sql"), "CREATE TABLE half (a TEXT); CREATE TABLE half (a TEXT);");
    await expect(openSqlite3(database, target)).rejects.toThrow("half");
    const connection = await Sqlite3Connection.open(database, "writer", []);
    const { rows } = await connection.execute(CompiledQuery.raw("select name from sqlite_master where name = 'half'"));
    expect(rows).toEqual([]);
    await connection.close();
  });

  it("keep row ids, which tell the order of arrival, out of the tables of answers", async () => {
    const gateway = await openSqlite3(database, migrations);
    for (const table of ["responses", "held_responses", "response_staging", "pending_commitments", "response_log"]) {
      const query = CompiledQuery.raw(`select rowid from ${table}`);
      await expect(gateway.db.executeQuery(query)).rejects.toThrow("no such column: rowid");
    }
    await gateway.close();
  });

  it("have the tables better-auth expects", async () => {
    const { createAuth } = await import("../auth/create-auth.ts");
    const { getMigrations } = await import("better-auth/db/migration");
    const gateway = await openSqlite3(database, migrations);
    const auth = createAuth({ gateway, secret: "a secret of a test, long enough for the library" });
    const { toBeAdded, toBeCreated } = await getMigrations(auth.options);
    expect({ toBeAdded, toBeCreated }).toEqual({ toBeAdded: [], toBeCreated: [] });
    await gateway.close();
  });
});
