import pg from "pg";
import { DataFolderError } from "../data-folder-error.ts";
import { settingsOf } from "./postgres-connection.node.ts";

const oldestServer = 14;

/** A database as messages name it: without user and password. */
export function nameDatabase(url: string): string {
  const { host, port, database } = new pg.Client(settingsOf(url));
  return `${database ?? ""} at ${host}:${port}`;
}

/**
 * Connects to a database the program is about to work with. Throws `database.unreachable` where it cannot, and
 * `database.unfit` for a server that is too old or keeps other texts than UTF-8.
 */
export async function connectFirst(url: string): Promise<pg.Client> {
  const client = new pg.Client(settingsOf(url));
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new DataFolderError(
      "database.unreachable",
      `DATABASE_URL: the database ${nameDatabase(url)} cannot be reached: ${reasonOf(error)}`,
      "see that PostgreSQL runs and the address, user, password and database are right (docs/deploy/postgresql.md)",
    );
  }
  const unfit = await findUnfit(client);
  if (unfit === undefined) return client;
  await client.end();
  throw new DataFolderError("database.unfit", `DATABASE_URL: ${unfit.what}`, unfit.remedy);
}

/** Several addresses may have been tried: the first refusal tells as much as all. */
function reasonOf(error: unknown): string {
  const one: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return one instanceof Error ? one.message : String(one);
}

async function findUnfit(client: pg.Client): Promise<{ readonly what: string; readonly remedy: string } | undefined> {
  const { rows } = await client.query(
    "SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding",
  );
  const { version, encoding } = rows[0] as { readonly version: number; readonly encoding: string };
  if (version < oldestServer * 10_000) {
    return {
      what: `PostgreSQL ${Math.floor(version / 10_000)} is too old, ${oldestServer} or newer is needed`,
      remedy: "install a newer server and move the database there",
    };
  }
  if (encoding === "UTF8") return undefined;
  return {
    what: `the database keeps texts in ${encoding}, UTF8 is needed`,
    remedy: "make it anew: CREATE DATABASE diaoyan ENCODING 'UTF8' TEMPLATE template0",
  };
}
