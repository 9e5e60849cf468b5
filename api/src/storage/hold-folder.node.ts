import { join } from "node:path";
import { Sqlite3Connection } from "./sqlite3-connection.node.ts";

/** A data folder in use; `release` lets it go, and so does the end of the process, however it ends. */
export interface FolderHold {
  release(): Promise<void>;
}

/** Thrown by `holdFolder` where somebody else holds the folder in a way that shuts this use out. */
export class FolderInUse extends Error {
  readonly code = "folder.inUse";

  constructor(message: string) {
    super(message);
    this.name = "FolderInUse";
  }
}

/** Name of the file in a data folder that carries the lock. It holds nothing: backups leave it out. */
export const holdFile = "diaoyan.lock";

const patienceMilliseconds = 500;

/**
 * Takes a data folder that stands for one of two uses. `shared`: the server and every command that works beside it
 * (`openInstallation` takes it). `alone`: work that nobody may see half done, such as `keys renew` or putting a backup back;
 * take it before the first look at the database, keep the folder itself (replace what lies in it, not `diaoyan.lock`), open
 * the database with `openSqlite3` meanwhile, and release in `finally`:
 *
 *     const hold = await holdFolder(folder, "alone");
 *     try { … } finally { await hold.release(); }
 *
 * The lock is SQLite's own on an empty file, so the system lifts it when a process is killed, and none is ever stale.
 * Throws `FolderInUse`, saying what to do, when the other use is under way.
 */
export async function holdFolder(folder: string, use: "shared" | "alone"): Promise<FolderHold> {
  const lock = await Sqlite3Connection.open(join(folder, holdFile), "writer", [
    `busy_timeout = ${patienceMilliseconds}`,
  ]);
  try {
    // a transaction that has read keeps the file open to other readers only, until it ends
    await lock.script(use === "alone" ? "BEGIN EXCLUSIVE" : "BEGIN; SELECT count(*) FROM sqlite_master");
  } catch (error) {
    await lock.close();
    throw (error as NodeJS.ErrnoException).code === "SQLITE_BUSY" ? new FolderInUse(explain(folder, use)) : error;
  }
  return { release: () => lock.close() };
}

function explain(folder: string, use: "shared" | "alone"): string {
  return use === "alone"
    ? `${folder} is in use by a running server or another command: stop the server, let commands end, and begin again`
    : `${folder} is being worked on by a command that needs it for itself (such as "keys renew"): wait until it has ended and start again`;
}
