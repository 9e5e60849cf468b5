import type { CompiledQuery, QueryResult } from "kysely";
import pg from "pg";
import type { WriterConnection } from "../group-commit.node.ts";

const { builtins } = pg.types;

/** Counts and sums come as numbers, as they do from SQLite: none here reaches 2^53. */
const numbers: ReadonlySet<number> = new Set([builtins.INT8, builtins.NUMERIC]);

/** How connections of an installation are made: where to, and what holds on each. */
export function settingsOf(url: string, extra: pg.ClientConfig = {}): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: "diaoyan",
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    types: {
      getTypeParser: ((oid: number, format?: "text") =>
        numbers.has(oid) ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
    ...extra,
  };
}

/** Runs one query of Kysely on a client or a pool. */
export async function runQuery<Row>(
  client: Pick<pg.Client | pg.Pool, "query">,
  { sql, parameters }: CompiledQuery,
): Promise<QueryResult<Row>> {
  const { rows, rowCount } = await client
    .query({ text: sql, values: parameters.map(toPostgresValue) })
    .catch((error: unknown) => {
      throw nameBrokenConnection(error);
    });
  return { rows: rows as Row[], numAffectedRows: BigInt(rowCount ?? 0) };
}

/** The driver tells of broken connections in words alone; the code is PostgreSQL's own for them. */
function nameBrokenConnection(error: unknown): unknown {
  const isBroken = error instanceof Error && /^(Connection terminated|timeout exceeded|Client )/.test(error.message);
  return isBroken && !("code" in error) ? brokenConnection(error) : error;
}

function brokenConnection(cause?: unknown): Error {
  return Object.assign(new Error("the connection to the database broke off", { cause }), { code: "08006" });
}

function toPostgresValue(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "boolean") return value ? 1 : 0;
  return value;
}

/** Milliseconds after which somebody who waits for the lock gives up, and a transaction left open by a stopped process ends. */
const patience = { lock: 10_000, idle: 30_000 } as const;

/** The key of an advisory lock; a database may hold several installations, in schemas of their own. `$1` or a quoted name. */
export const lockKey = (name: string): string => `hashtextextended(current_schema() || ' ' || ${name}, 2026)`;

/**
 * The writing connection of a process. A transaction begins with the lock that every writer of the database takes, so that
 * writes of several processes come one after the other, as on SQLite, each seeing all that was written before. A connection
 * that broke is made anew by the next `begin`, never within a transaction.
 */
export class PostgresWriter implements WriterConnection {
  readonly #url: string;
  #client: pg.Client | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  async begin(): Promise<void> {
    this.#client ??= await this.#connect();
    await this.script(`BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(${lockKey("'write'")})`);
  }

  async script(sql: string): Promise<void> {
    await this.#standing()
      .query(sql)
      .catch((error: unknown) => {
        throw nameBrokenConnection(error);
      });
  }

  async execute(query: CompiledQuery): Promise<QueryResult<unknown>> {
    return runQuery(this.#standing(), query);
  }

  async close(): Promise<void> {
    await this.#client?.end();
    this.#client = undefined;
  }

  #standing(): pg.Client {
    if (this.#client === undefined) throw brokenConnection();
    return this.#client;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(
      settingsOf(this.#url, {
        lock_timeout: patience.lock,
        idle_in_transaction_session_timeout: patience.idle,
      }),
    );
    const drop = (): void => {
      if (this.#client === client) this.#client = undefined;
    };
    client.on("error", drop).on("end", drop);
    await client.connect();
    // an answer means that it is on disk, whatever the server is set to otherwise
    await client.query("SET synchronous_commit = on");
    return client;
  }
}
