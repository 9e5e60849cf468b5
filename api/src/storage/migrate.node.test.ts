import { copyFile, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompiledQuery } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { createTestClock } from "../../test/fixed-clock.ts";
import {
  makeCollector,
  makeResponse,
  sampleDocument,
  sampleId,
  sampleStudy,
  sampleVersion,
} from "../../test/sample-rows.ts";
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

describe("migrations", () => {
  it("carry data through every step", async () => {
    const names = (await readMigrations(migrations)).map(({ name }) => name);
    const [first = "", ...rest] = names;
    const target = await copyMigrations([first]);
    const old = await openSqlite3(database, target);
    const stores = openStores(old, createTestClock());
    await stores.journal.commitUnlogged([
      stores.studies.put(sampleDocument, "2026-01-01T00:00:00.000Z"),
      stores.questionnaires.addVersion(sampleVersion),
      stores.collectors.add(makeCollector(), "2026-01-01T00:00:00.000Z"),
      stores.responses.add([makeResponse(1, { answers: { q: "汉字😀" } })]),
    ]);
    await old.close();
    await copyMigrations(rest);
    const current = await openSqlite3(database, target);
    const kept = await openStores(current, createTestClock()).responses.find(sampleStudy, sampleId(1));
    expect(kept).toEqual(makeResponse(1, { answers: { q: "汉字😀" } }));
    await current.close();
  });

  it("run once, and again change nothing", async () => {
    const connection = await Sqlite3Connection.open(database, "writer", []);
    expect(await migrateSqlite(connection, migrations)).toHaveLength((await readMigrations(migrations)).length);
    expect(await migrateSqlite(connection, migrations)).toEqual([]);
    await connection.close();
  });

  it("refuse a database of a newer program", async () => {
    const gateway = await openSqlite3(database, migrations);
    await gateway.close();
    const [first = ""] = (await readMigrations(migrations)).map(({ name }) => name);
    const target = await copyMigrations([first]);
    await expect(openSqlite3(database, target)).rejects.toThrow("unknown to this program: start the newer program");
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
    for (const table of ["responses", "pending_commitments", "response_log"]) {
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
