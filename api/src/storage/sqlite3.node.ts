import { Kysely } from "kysely";
import { type SqlGateway, toConstraintError } from "./gateway.ts";
import { gatewayDialect } from "./gateway-dialect.ts";
import { GroupCommit } from "./group-commit.node.ts";
import { migrateSqlite } from "./migrate.node.ts";
import type { Schema } from "./schema.ts";
import { Sqlite3Connection } from "./sqlite3-connection.node.ts";

const readers = 2;
const writerPragmas = ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"];

/**
 * Opens a SQLite file over npm `sqlite3`: migrated to the newest schema, WAL with `synchronous = FULL`, foreign keys on,
 * one writer with group commit, readers apart. Throws when the file is of a newer schema than this program.
 */
export async function openSqlite3(file: string, migrationsFolder: string): Promise<SqlGateway> {
  const writer = await Sqlite3Connection.open(file, "writer", writerPragmas);
  await migrateSqlite(writer, migrationsFolder);
  const pool = await Promise.all(
    Array.from({ length: readers }, () => Sqlite3Connection.open(file, "reader", ["query_only = ON"])),
  );
  const commits = new GroupCommit(writer, { unitsPerCommit: 500, explain: toConstraintError });
  let turn = 0;
  const dialect = gatewayDialect(async (query) => {
    if (query.query.kind !== "SelectQueryNode") return (await commits.write([query]))[0] ?? { rows: [] };
    turn = (turn + 1) % readers;
    return (pool[turn] ?? writer).execute(query);
  });
  return {
    db: new Kysely<Schema>({ dialect }),
    maxParameters: 30_000,
    writeAtomically: async (queries) => {
      await commits.write(queries);
    },
    forgetPast: () => commits.truncateLog(),
    close: async () => {
      await commits.settle();
      await Promise.all(pool.map((reader) => reader.close()));
      await writer.close();
    },
  };
}

/** Brings a SQLite file to the newest schema and closes it; answers the migrations applied now. */
export async function migrateFile(file: string, migrationsFolder: string): Promise<readonly string[]> {
  const writer = await Sqlite3Connection.open(file, "writer", writerPragmas);
  try {
    return await migrateSqlite(writer, migrationsFolder);
  } finally {
    await writer.close();
  }
}
