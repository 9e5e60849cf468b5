import { DataFolderError } from "../../storage/data-folder-error.ts";
import type { PostgresState } from "../../storage/postgres/inspect-postgres.node.ts";
import { type Finding, fail, ok, type Patient, reasonOf, warn } from "./finding.ts";

const secondsApart = 30;

/** Reach, schema and settings of the database of `DATABASE_URL`. */
export async function checkPostgres(patient: Patient): Promise<readonly Finding[]> {
  try {
    const state = await lookAtPostgres(patient);
    return [
      ok("database", `PostgreSQL ${state.version}, ${state.name}`),
      checkSettings(state),
      checkSchema(state),
      checkConnection(state),
      checkClocks(state),
      ok("dumps", "diaoyan backup does not reach this database; pg_dump does (docs/deploy/postgresql.md)"),
    ];
  } catch (error) {
    if (error instanceof DataFolderError) {
      const check = error.code.startsWith("schema.") ? "schema" : "database";
      return [fail(check, error.message, error.remedy)];
    }
    const reason = reasonOf(error);
    const remedy = /^(ENOENT|EACCES)/.test(reason)
      ? "name a file that is there and that the user of the server can read (sslrootcert, sslcert, sslkey)"
      : "see the log of the PostgreSQL server";
    return [fail("database", `DATABASE_URL: ${reason}`, remedy)];
  }
}

/** What the database of `DATABASE_URL` says of itself. */
export async function lookAtPostgres({ dataFolder, environment }: Patient): Promise<PostgresState> {
  const { migrationsFolder, readDatabasePlace } = await import("../../entry/database-place.node.ts");
  const place = readDatabasePlace(dataFolder, environment);
  if (place.kind !== "postgres") throw new Error("DATABASE_URL names no PostgreSQL database");
  const { inspectPostgres } = await import("../../storage/postgres/inspect-postgres.node.ts");
  return inspectPostgres(place.url, migrationsFolder);
}

function checkSettings({ careless }: PostgresState): Finding {
  if (careless.length === 0) return ok("durability", "what was acknowledged survives a power cut");
  return fail(
    "durability",
    `the server runs with ${careless.map((name) => `${name} = off`).join(", ")}: a power cut loses or damages data`,
    "turn it on in postgresql.conf and restart the server",
  );
}

function checkSchema({ missing }: PostgresState): Finding {
  if (missing.length === 0) return ok("schema", "the schema is up to date");
  return warn(
    "schema",
    `${missing.length} migrations are missing, from ${missing[0]} on`,
    'make a dump, then run "diaoyan migrate" or start the server, which does it too',
  );
}

function checkConnection({ isPrivate }: PostgresState): Finding {
  if (isPrivate) return ok("connection", "encrypted, or on this machine");
  return fail(
    "connection",
    "the connection to the database goes over the network unencrypted: answers can be read on the way",
    "set up TLS on the server and add ?sslmode=verify-full&sslrootcert=<file> to DATABASE_URL",
  );
}

function checkClocks({ ahead, newestAct }: PostgresState): Finding {
  const isFuture = newestAct !== null && Date.parse(newestAct) - Date.now() > secondsApart * 1_000;
  if (Math.abs(ahead) <= secondsApart && !isFuture) return ok("clocks", "this machine and the database tell one time");
  return fail(
    "clocks",
    `the database's clock is ${Math.round(ahead)} seconds ahead of this machine's; the newest line of the audit log is of ${newestAct}`,
    "turn on time synchronisation on every machine (timedatectl set-ntp true)",
  );
}
