import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { type AppliedMigration, checkApplied, type Migration, readMigrations } from "../migrate.node.ts";
import { connectFirst } from "./connect-first.node.ts";
import { lockKey } from "./postgres-connection.node.ts";
import { sqliteFunctions } from "./sqlite-functions.ts";
import { translateMigration } from "./translate-migration.ts";

const ledger = `CREATE TABLE schema_migrations (
  name text COLLATE "C" PRIMARY KEY NOT NULL, checksum text NOT NULL, applied_at text NOT NULL)`;

/** One row: which master key the installation works with. */
const masterKey = "CREATE TABLE master_key (one boolean PRIMARY KEY DEFAULT true CHECK (one), print text NOT NULL)";

/**
 * Brings a PostgreSQL database to the newest schema, each migration in a transaction of its own; processes that start at once
 * take turns. Returns the names applied now. Throws `schema.newer` and `schema.edited` as on SQLite.
 */
export async function migratePostgres(url: string, folder: string): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const client = await connectFirst(url);
  try {
    await client.query(`SELECT pg_advisory_lock(${lockKey("'migrate'")})`);
    if (!(await hasLedger(client))) await client.query(`BEGIN; ${ledger}; ${masterKey}; ${sqliteFunctions} COMMIT`);
    const applied = await readApplied(client);
    for (const row of applied) checkApplied(row, migrations);
    const done = new Set(applied.map(({ name }) => name));
    const missing = migrations.filter(({ name }) => !done.has(name));
    for (const migration of missing) await applyMigration(client, folder, migration);
    return missing.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function hasLedger(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query("SELECT to_regclass('schema_migrations') IS NOT NULL AS stands");
  return (rows[0] as { readonly stands: boolean }).stands;
}

async function readApplied(client: pg.Client): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query("SELECT name, checksum FROM schema_migrations ORDER BY name");
  return rows as AppliedMigration[];
}

async function applyMigration(client: pg.Client, folder: string, { name, sql, checksum }: Migration): Promise<void> {
  const own = join(folder, name.replace(/\.sql$/, ".postgres.sql"));
  const statements = existsSync(own) ? [await readFile(own, "utf8")] : translateMigration(sql);
  await client.query("BEGIN");
  try {
    for (const statement of statements) await client.query(statement);
    await client.query("INSERT INTO schema_migrations (name, checksum, applied_at) VALUES ($1, $2, $3)", [
      name,
      checksum,
      new Date().toISOString(),
    ]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new Error(`migration ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
