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
      remedyOf(error),
    );
  }
  const unfit = await findUnfit(client);
  if (unfit === undefined) return client;
  await client.end();
  throw new DataFolderError("database.unfit", `DATABASE_URL: ${unfit.what}`, unfit.remedy);
}

/** Several addresses may have been tried: the first refusal tells as much as all. */
const firstOf = (error: unknown): unknown => (error instanceof AggregateError ? error.errors[0] : error);

function reasonOf(error: unknown): string {
  const one = firstOf(error);
  return one instanceof Error ? one.message : String(one);
}

/** What mends it, by the code of Node or PostgreSQL. */
function remedyOf(error: unknown): string {
  const one = firstOf(error);
  const { code = "" } = one as { readonly code?: string };
  if (code === "28P01") return "mend user or password in DATABASE_URL; as postgres: ALTER USER <user> PASSWORD '…'";
  if (code === "28000") return "let pg_hba.conf of the server admit this user from this machine, and reload the server";
  if (code === "3D000")
    return "make it, as postgres: createdb --owner <user> --encoding UTF8 --template template0 <database>";
  if (code === "53300") return "end what else is connected, or raise max_connections of the server";
  if (code === "ECONNREFUSED" || code === "ENOENT")
    return "start PostgreSQL there, and see that it listens at that address (listen_addresses, port)";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return "mend the host's name in DATABASE_URL, or enter it in the DNS or in /etc/hosts";
  if (/SSL|certificate/i.test(reasonOf(error)))
    return "set up TLS on the server (ssl = on) with a certificate of that name, and name its root with sslrootcert=<file>";
  return "see that PostgreSQL runs and the address, user, password and database are right (docs/deploy/postgresql.md)";
}

async function findUnfit(client: pg.Client): Promise<{ readonly what: string; readonly remedy: string } | undefined> {
  const { rows } = await client.query(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
      coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may, current_user AS "user", current_database() AS database`,
  );
  const { version, encoding, may, user, database } = rows[0] as Readonly<
    Record<"encoding" | "user" | "database", string>
  > & {
    readonly version: number;
    readonly may: boolean;
  };
  if (version < oldestServer * 10_000) {
    return {
      what: `PostgreSQL ${Math.floor(version / 10_000)} is too old, ${oldestServer} or newer is needed`,
      remedy: "install a newer server and move the database there",
    };
  }
  if (encoding !== "UTF8") {
    return {
      what: `the database keeps texts in ${encoding}, UTF8 is needed`,
      remedy: "make it anew: CREATE DATABASE diaoyan ENCODING 'UTF8' TEMPLATE template0",
    };
  }
  if (may) return undefined;
  return {
    what: `the user ${user} may not make tables in the database ${database}`,
    remedy: `give it to that user, as postgres: ALTER DATABASE "${database}" OWNER TO "${user}"; a schema named in search_path must stand and be that user's`,
  };
}
