import { existsSync } from "node:fs";
import { join } from "node:path";
import { DataFolderError } from "../storage/data-folder-error.ts";
import type { SqlGateway } from "../storage/gateway.ts";
import { migrateFile, openSqlite3 } from "../storage/sqlite3.node.ts";

/** Numbered SQL files that make the schema. */
export const migrationsFolder = join(import.meta.dirname, "../../migrations");

/** Where the SQLite database of an installation lies. */
export const databaseFile = (dataFolder: string): string => join(dataFolder, "diaoyan.sqlite");

/** The database of an installation: a file in its data folder, or one of a PostgreSQL server. */
export type DatabasePlace =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "postgres"; readonly url: string };

export const fileIn = (dataFolder: string): DatabasePlace => ({ kind: "sqlite", file: databaseFile(dataFolder) });

/**
 * What `DATABASE_URL` says, else the file. Throws `database.unfit` for an address that is none of PostgreSQL's, or whose
 * password is not written as an address has it: read on, a piece of it would be taken for the host, and be said aloud.
 */
export function readDatabasePlace(
  dataFolder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): DatabasePlace {
  const url = environment["DATABASE_URL"] ?? "";
  if (url === "") return fileIn(dataFolder);
  if (/^postgres(ql)?:\/\//.test(url)) {
    if (isWellWritten(url)) return { kind: "postgres", url };
    throw new DataFolderError(
      "database.unfit",
      "DATABASE_URL: its user or password holds a character that an address cannot hold as it is",
      "write @ as %40, / as %2F, : as %3A, ? as %3F, # as %23 and % as %25 there",
    );
  }
  throw new DataFolderError(
    "database.unfit",
    `DATABASE_URL: expected an address like postgres://user:password@host/database, got one that begins with "${url.slice(0, 8)}"`,
    "name a PostgreSQL database there, or unset it to work with the file diaoyan.sqlite in the data folder",
  );
}

/** At most one @ before the host, none in the path, a number as port, and every % begins two digits. */
function isWellWritten(url: string): boolean {
  const [, authority = "", path = ""] = /^\w+:\/\/([^/?#]*)([^?]*)/.exec(url) ?? [];
  const isHost = /^(?:\[[^\]]*\]|[^:[\]]*)(?::\d+)?$/.test(authority.split("@").at(-1) ?? "");
  return isHost && authority.split("@").length <= 2 && !path.includes("@") && !/%(?![\da-f]{2})/i.test(authority);
}

/** Whether a command finds something to work on; what a server of PostgreSQL has, it tells when it is opened. */
export function databaseStands(dataFolder: string): boolean {
  const place = readDatabasePlace(dataFolder);
  return place.kind === "postgres" || existsSync(place.file);
}

/** Opens a database, migrated to the newest schema. */
export async function openDatabase(place: DatabasePlace): Promise<SqlGateway> {
  if (place.kind === "sqlite") return openSqlite3(place.file, migrationsFolder);
  const { openPostgres } = await import("../storage/postgres/postgres.node.ts");
  return openPostgres(place.url, migrationsFolder);
}

/**
 * Works on a database that nobody else has open: a file through its folder's hold, which the caller has taken, one of
 * PostgreSQL through a hold of its own.
 */
export async function withDatabaseAlone<Result>(
  place: DatabasePlace,
  work: (gateway: SqlGateway) => Promise<Result>,
): Promise<Result> {
  if (place.kind === "sqlite") {
    const gateway = await openDatabase(place);
    return work(gateway).finally(() => gateway.close());
  }
  const { holdPostgresAlone, ownConnections } = await import("../storage/postgres/hold-alone.node.ts");
  const gateway = await openDatabase({ kind: "postgres", url: ownConnections(place.url) });
  try {
    const hold = await holdPostgresAlone(place.url);
    return await work(gateway).finally(() => hold.release());
  } finally {
    await gateway.close();
  }
}

/** Brings a database to the newest schema and closes it; answers the migrations applied now. */
export async function migrateDatabase(place: DatabasePlace): Promise<readonly string[]> {
  if (place.kind === "sqlite") return migrateFile(place.file, migrationsFolder);
  const { migratePostgres } = await import("../storage/postgres/migrate-postgres.node.ts");
  return migratePostgres(place.url, migrationsFolder);
}

/** Throws `database.unfit` where the database is PostgreSQL's; `instead` says what to do there. */
export function expectFile(dataFolder: string, command: string, instead: string): void {
  if (readDatabasePlace(dataFolder).kind === "sqlite") return;
  throw new DataFolderError(
    "database.unfit",
    `"diaoyan ${command}" works on the file diaoyan.sqlite, but DATABASE_URL names a PostgreSQL database`,
    instead,
  );
}
