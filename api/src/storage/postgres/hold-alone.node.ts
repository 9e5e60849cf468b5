import { DataFolderError } from "../data-folder-error.ts";
import type { FolderHold } from "../hold-folder.node.ts";
import { connectFirst, nameDatabase } from "./connect-first.node.ts";
import { lockKey } from "./postgres-connection.node.ts";

/** The address under which a command that works alone opens its own connections: its hold tells them from a server's. */
export function ownConnections(url: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}application_name=diaoyan-alone`;
}

/**
 * Keeps a database for one command: processes that start wait at its migrations until the hold is released. Open the database
 * before, by `ownConnections`. Throws `database.inUse` where a server or another command is connected.
 */
export async function holdPostgresAlone(url: string): Promise<FolderHold> {
  const client = await connectFirst(url);
  const release = (): Promise<void> => client.end();
  try {
    await client.query(`SELECT pg_advisory_lock(${lockKey("'migrate'")})`);
    const { rows } = await client.query(
      `SELECT count(*)::int AS others FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'diaoyan' AND pid <> pg_backend_pid()`,
    );
    const { others } = rows[0] as { readonly others: number };
    if (others === 0) return { release };
    throw new DataFolderError(
      "database.inUse",
      `${nameDatabase(url)} is in use: ${others} connections of servers or other commands are open`,
      "stop the servers on all machines, let commands end, and begin again",
    );
  } catch (error) {
    await release();
    throw error;
  }
}
