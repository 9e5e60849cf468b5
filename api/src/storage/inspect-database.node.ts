import { CompiledQuery } from "kysely";
import type { WrappedKey } from "../ports/key-store.ts";
import { checkApplied, readApplied, readMigrations } from "./migrate.node.ts";
import { Sqlite3Connection } from "./sqlite3-connection.node.ts";

async function readFrom<Result>(
  file: string,
  work: (connection: Sqlite3Connection) => Promise<Result>,
): Promise<Result> {
  const connection = await Sqlite3Connection.open(file, "reader", ["query_only = ON", "busy_timeout = 2000"]);
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** Studies' keys of a database of any schema that has them, not destroyed ones; nothing is migrated. */
export function readKeysUnderMaster(file: string): Promise<readonly WrappedKey[]> {
  const query =
    "select id, study, purpose, subject, wrapped from data_keys where purpose != 'person' and wrapped is not null";
  return readFrom(file, async (connection) => (await connection.execute<WrappedKey>(CompiledQuery.raw(query))).rows);
}

/** How a database stands to this program. */
export interface DatabaseState {
  /** Migrations this program has and the database lacks. */
  readonly missing: readonly string[];
  /** What SQLite's own check found. */
  readonly damage: readonly string[];
  /** ISO 8601 UTC of the newest line of any audit log. */
  readonly newestAct: string | null;
}

/** Looks at a database without changing it. Throws `schema.newer`, `schema.edited`, and what SQLite says of a broken file. */
export function inspectDatabase(file: string, migrationsFolder: string): Promise<DatabaseState> {
  return readFrom(file, async (connection) => {
    const ask = async <Row>(sql: string) => (await connection.execute<Row>(CompiledQuery.raw(sql))).rows;
    const damage = (await ask<{ quick_check: string }>("PRAGMA quick_check(5)")).map((row) => row.quick_check);
    const applied = await readApplied(connection);
    const migrations = await readMigrations(migrationsFolder);
    for (const one of applied) checkApplied(one, migrations);
    const done = new Set(applied.map(({ name }) => name));
    const acts = await ask<{ at: string | null }>("select max(at) as at from audit_log").catch(() => []);
    return {
      missing: migrations.map(({ name }) => name).filter((name) => !done.has(name)),
      damage: damage.filter((line) => line !== "ok"),
      newestAct: acts[0]?.at ?? null,
    };
  });
}

/** How many files of built reports and pieces of attachments a database tells of; none where its schema knows neither. */
export function countBlobs(file: string): Promise<number> {
  const query = "select (select count(*) from blobs) + (select count(*) from attachment_chunks) as blobs";
  return readFrom(file, async (connection) => {
    const { rows } = await connection.execute<{ readonly blobs: number }>(CompiledQuery.raw(query));
    return rows[0]?.blobs ?? 0;
  }).catch(() => 0);
}
