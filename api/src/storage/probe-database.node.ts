import { CompiledQuery } from "kysely";
import type { SqlGateway } from "./gateway.ts";
import type { AppliedMigration } from "./migrate.node.ts";

const emptyWrites = { sqlite: "PRAGMA user_version = 0", postgres: "SELECT pg_current_xact_id()" } as const;

/** Writes durably, as a submission would, without changing anything. */
export async function probeWrite(gateway: SqlGateway, kind: keyof typeof emptyWrites): Promise<void> {
  await gateway.writeAtomically([CompiledQuery.raw(emptyWrites[kind])]);
}

/** Whether the database has exactly the migrations of this program; a newer program may have come by meanwhile. */
export async function hasSchemaOf(gateway: SqlGateway, migrations: readonly string[]): Promise<boolean> {
  const query = CompiledQuery.raw("select name, checksum from schema_migrations order by name");
  const { rows } = await gateway.db.executeQuery<AppliedMigration>(query as CompiledQuery<AppliedMigration>);
  return rows.length === migrations.length && rows.every(({ name }, at) => migrations[at] === name);
}
