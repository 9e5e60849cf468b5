import { join } from "node:path";
import { CompiledQuery } from "kysely";
import { Sqlite3Connection } from "../src/storage/sqlite3-connection.node.ts";

/** Changes a data folder's database past the server, as somebody with the file in hand would. */
export async function writeRow(dataFolder: string, sql: string): Promise<void> {
  const connection = await Sqlite3Connection.open(join(dataFolder, "diaoyan.sqlite"), "writer", []);
  try {
    await connection.execute(CompiledQuery.raw(sql));
  } finally {
    await connection.close();
  }
}
