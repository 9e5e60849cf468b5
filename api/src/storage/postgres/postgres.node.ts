import {
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  replaceWithNoncontingentExpression,
} from "kysely";
import pg from "pg";
import type { SqlGateway } from "../gateway.ts";
import { gatewayDialect, type Wording } from "../gateway-dialect.ts";
import { GroupCommit } from "../group-commit.node.ts";
import type { Schema } from "../schema.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { migratePostgres } from "./migrate-postgres.node.ts";
import { PostgresWriter, runQuery, settingsOf } from "./postgres-connection.node.ts";
import { createTurns } from "./take-turns.node.ts";

const wording: Wording = {
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db) => new PostgresIntrospector(db),
};

/** SQLite knows a list of nothing, PostgreSQL does not. */
const noEmptyLists = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression });

const readers = 4;
/** PostgreSQL remembers 64 savepoints of a transaction without going to disk. */
const unitsPerCommit = 60;

/**
 * Opens a PostgreSQL database: migrated to the newest schema, one writer with group commit that takes turns with those of
 * other processes, readers apart. Throws when the database is of a newer schema than this program, or cannot be reached.
 */
export async function openPostgres(url: string, migrationsFolder: string): Promise<SqlGateway> {
  await migratePostgres(url, migrationsFolder);
  const pool = new pg.Pool({ ...settingsOf(url), max: readers, idleTimeoutMillis: 60_000 });
  // a connection that breaks while nobody uses it is replaced by the next read
  pool.on("error", () => undefined);
  const turns = createTurns(url);
  const writer = new PostgresWriter(url);
  const commits = new GroupCommit(writer, { unitsPerCommit, explain: explainRefusal });
  const dialect = gatewayDialect(async (query) => {
    if (query.query.kind === "SelectQueryNode") return runQuery(pool, query);
    return (await commits.write([query]))[0] ?? { rows: [] };
  }, wording);
  return {
    db: new Kysely<Schema>({ dialect, plugins: [noEmptyLists] }),
    maxParameters: 30_000,
    takeTurn: turns.take,
    writeAtomically: async (queries) => {
      await commits.write(queries);
    },
    close: async () => {
      await commits.settle();
      await Promise.all([writer.close(), turns.close(), pool.end()]);
    },
  };
}
