import { CompiledQuery } from "kysely";
import { databaseFile } from "../../../api/src/entry/database-place.node.ts";
import { Sqlite3Connection } from "../../../api/src/storage/sqlite3-connection.node.ts";

/** Throws unless every acknowledged response stands in the database and in its log exactly once, and nothing else does. */
export async function expectAllStored(dataFolder: string, acknowledged: readonly string[]): Promise<void> {
  const connection = await Sqlite3Connection.open(databaseFile(dataFolder), "reader", []);
  const idsOf = async (sql: string) =>
    (await connection.execute<{ readonly id: string }>(CompiledQuery.raw(sql))).rows.map(({ id }) => id).sort();
  const stored = await idsOf("select id from responses");
  const logged = await idsOf("select response as id from response_log where kind = 'accepted'");
  await connection.close();
  const expected = [...acknowledged].sort();
  for (const [where, found] of Object.entries({ stored, logged })) {
    const same = found.length === expected.length && found.every((id, at) => id === expected[at]);
    if (!same)
      throw new Error(`${expected.length} responses were acknowledged, ${found.length} are ${where} or others`);
  }
}
