import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CompiledQuery } from "kysely";
import { DataFolderError } from "./data-folder-error.ts";
import { newerSchema } from "./newer-schema.ts";
import type { Sqlite3Connection } from "./sqlite3-connection.node.ts";

/** A numbered migration file with the checksum that tells whether it was edited after it ran. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Names of the numbered `.sql` files of a folder in order. */
export async function listMigrations(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();
}

/** Reads the numbered `.sql` files of a folder in order. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = await listMigrations(folder);
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

const ledger = `CREATE TABLE IF NOT EXISTS schema_migrations (
  name TEXT PRIMARY KEY NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)`;

/**
 * Brings a SQLite database to the newest schema; every migration runs in a transaction of its own. Returns the names
 * applied now. Throws when an applied file was edited since, or when the database knows a migration this program does not.
 */
export async function migrateSqlite(connection: Sqlite3Connection, folder: string): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  await connection.script(ledger);
  const rows = await readApplied(connection);
  for (const row of rows) checkApplied(row, migrations);
  const done = new Set(rows.map((row) => row.name));
  const missing = migrations.filter((migration) => !done.has(migration.name));
  for (const migration of missing) await applyMigration(connection, migration);
  return missing.map((migration) => migration.name);
}

/** A migration a database has. */
export type AppliedMigration = Pick<Migration, "name" | "checksum">;

/** The migrations a database has, in order; throws where it is none of this program. */
export async function readApplied(connection: Sqlite3Connection): Promise<readonly AppliedMigration[]> {
  const { rows } = await connection.execute<AppliedMigration>(
    CompiledQuery.raw("select name, checksum from schema_migrations order by name"),
  );
  return rows;
}

/** Throws `schema.newer` for a migration this program does not know, `schema.edited` for one that is another here. */
export function checkApplied(applied: AppliedMigration, migrations: readonly Migration[]): void {
  const known = migrations.find((migration) => migration.name === applied.name);
  if (known === undefined) throw newerSchema(applied.name, migrations.at(-1)?.name ?? "none");
  if (known.checksum !== applied.checksum) {
    throw new DataFolderError(
      "schema.edited",
      `migration ${applied.name} was edited after it had been applied`,
      "restore the file as it was released",
    );
  }
}

async function applyMigration(connection: Sqlite3Connection, migration: Migration): Promise<void> {
  await connection.script("BEGIN IMMEDIATE");
  try {
    await connection.script(migration.sql);
    await connection.execute(
      CompiledQuery.raw(
        "insert into schema_migrations (name, checksum, applied_at) values (?, ?, strftime('%Y-%m-%dT%H:%M:%fZ'))",
        [migration.name, migration.checksum],
      ),
    );
    await connection.script("COMMIT");
  } catch (error) {
    await connection.script("ROLLBACK");
    throw error;
  }
}
