import type { WrappedKey } from "../../ports/key-store.ts";
import { type AppliedMigration, checkApplied, readMigrations } from "../migrate.node.ts";
import { connectFirst, nameDatabase } from "./connect-first.node.ts";

/** How a PostgreSQL database stands to this program, and how its server is set. */
export interface PostgresState {
  /** Without user and password. */
  readonly name: string;
  readonly version: string;
  /** Migrations this program has and the database lacks. */
  readonly missing: readonly string[];
  /** Settings of the server that let what was acknowledged get lost in a power cut. */
  readonly careless: readonly string[];
  /** Whether the connection is encrypted or does not leave the machine. */
  readonly isPrivate: boolean;
  /** Seconds the server's clock is ahead of ours. */
  readonly ahead: number;
  /** ISO 8601 UTC of the newest line of any audit log. */
  readonly newestAct: string | null;
  /** Studies' keys, not destroyed ones. */
  readonly keys: readonly WrappedKey[];
}

const settings = `SELECT current_setting('server_version') AS version,
  ARRAY(SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off' ORDER BY 1) AS careless,
  coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false)
    OR inet_server_addr() IS NULL OR host(inet_server_addr()) = host(inet_client_addr()) AS private,
  extract(epoch FROM clock_timestamp())::float8 AS now`;

const wrappedKeys =
  "SELECT id, study, purpose, subject, wrapped FROM data_keys WHERE purpose <> 'person' AND wrapped IS NOT NULL";

/** Looks at a database without changing it. Throws `database.*`, `schema.newer` and `schema.edited`. */
export async function inspectPostgres(url: string, migrationsFolder: string): Promise<PostgresState> {
  const client = await connectFirst(url);
  const ask = async <Row>(sql: string): Promise<readonly Row[]> => (await client.query(sql)).rows as Row[];
  // a database without a schema has none of the tables
  const tryTo = <Row>(sql: string): Promise<readonly Row[]> => ask<Row>(sql).catch(() => []);
  try {
    const [server] = await ask<{ version: string; careless: string[]; private: boolean; now: number }>(settings);
    const applied = await tryTo<AppliedMigration>("SELECT name, checksum FROM schema_migrations ORDER BY name");
    const migrations = await readMigrations(migrationsFolder);
    for (const one of applied) checkApplied(one, migrations);
    const done = new Set(applied.map(({ name }) => name));
    const [act] = await tryTo<{ at: string | null }>("SELECT max(at) AS at FROM audit_log");
    return {
      name: nameDatabase(url),
      version: server?.version ?? "",
      missing: migrations.map(({ name }) => name).filter((name) => !done.has(name)),
      careless: server?.careless ?? [],
      isPrivate: server?.private ?? false,
      ahead: (server?.now ?? 0) - Date.now() / 1_000,
      newestAct: act?.at ?? null,
      keys: await tryTo<WrappedKey>(wrappedKeys),
    };
  } finally {
    await client.end();
  }
}
