import { statfs } from "node:fs/promises";
import { CompiledQuery, type QueryResult } from "kysely";
import sqlite3 from "sqlite3";

const keptStatements = 200;
/** Milliseconds a connection waits for another one's lock. */
const patience = 10_000;
/** Fewest free pages, and by how many the file grows where there are fewer. */
const fewestFree = 512;
const growth = 1_024;
/** Bytes that stay free on the disk: where there are fewer, all of them are for answers. */
const leftOnDisk = 64 * 1024 * 1024;
/** What of a long content stands on one page. */
const bytesOnPage = 4_092;
/** Fills all free pages and those that are added, and frees them: so the file grows by the same at any time. */
const moreRoom = (free: number) => `BEGIN IMMEDIATE; CREATE TABLE room (filling BLOB);
  INSERT INTO room VALUES (zeroblob(${(free + growth) * bytesOnPage})); DROP TABLE room; COMMIT`;
const truncation = CompiledQuery.raw("PRAGMA wal_checkpoint(TRUNCATE)");

/** One connection of npm `sqlite3` behind promises, with its statements kept prepared. */
export class Sqlite3Connection {
  readonly #file: string;
  readonly #database: sqlite3.Database;
  readonly #statements = new Map<string, sqlite3.Statement>();
  #noRoom = false;

  private constructor(file: string, database: sqlite3.Database) {
    this.#file = file;
    this.#database = database;
  }

  /** Opens `file`; `pragmas` are run before anything else. */
  static async open(file: string, mode: "writer" | "reader", pragmas: readonly string[]): Promise<Sqlite3Connection> {
    const flags = mode === "reader" ? sqlite3.OPEN_READONLY : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE;
    const database = await new Promise<sqlite3.Database>((resolve, reject) => {
      const opened: sqlite3.Database = new sqlite3.Database(file, flags, (error) =>
        error === null ? resolve(opened) : reject(error),
      );
    });
    database.configure("busyTimeout", patience);
    const connection = new Sqlite3Connection(file, database);
    for (const pragma of pragmas) await connection.script(`PRAGMA ${pragma}`);
    return connection;
  }

  /** Begins a transaction that writes. */
  begin(): Promise<void> {
    return this.script("BEGIN IMMEDIATE");
  }

  /**
   * Keeps free pages in the file, so that it does not grow with a single answer: its size over time would tell who wrote much.
   * Where the disk has little room, answers go before; where it refuses, it is not asked for again.
   */
  async #keepRoom(): Promise<void> {
    if (this.#noRoom) return;
    const { rows } = await this.execute<{ readonly freelist_count: number }>(
      CompiledQuery.raw("PRAGMA freelist_count"),
    );
    const free = rows[0]?.freelist_count ?? fewestFree;
    if (free >= fewestFree || (await bytesLeft(this.#file)) < leftOnDisk) return;
    await this.script(moreRoom(free)).catch(() => {
      this.#noRoom = true;
      // a full disk has rolled it back already
      return this.script("ROLLBACK").catch(() => undefined);
    });
  }

  /** Moves the write-ahead log into the file and empties it; false where a reader keeps it, for whom nobody waits. */
  async truncateLog(): Promise<boolean> {
    try {
      await this.#keepRoom();
      await this.script("PRAGMA busy_timeout = 0");
      const { rows } = await this.execute<{ readonly busy: number }>(truncation);
      return rows[0]?.busy === 0;
    } finally {
      await this.script(`PRAGMA busy_timeout = ${patience}`).catch(() => undefined);
    }
  }

  /** Runs a script of several statements without parameters. */
  script(sql: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#database.exec(sql, (error) => (error === null ? resolve() : reject(error)));
    });
  }

  async execute<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = await this.#prepare(query.sql);
    const parameters = query.parameters.map(toSqliteValue);
    return returnsRows(query.sql) ? readAll<Row>(statement, parameters) : runOnce<Row>(statement, parameters);
  }

  async #prepare(sql: string): Promise<sqlite3.Statement> {
    const kept = this.#statements.get(sql);
    if (kept !== undefined) return kept;
    const statement = await new Promise<sqlite3.Statement>((resolve, reject) => {
      const prepared: sqlite3.Statement = this.#database.prepare(sql, (error: Error | null) =>
        error === null ? resolve(prepared) : reject(error),
      );
    });
    this.#statements.set(sql, statement);
    for (const [oldest, old] of this.#statements) {
      if (this.#statements.size <= keptStatements) break;
      this.#statements.delete(oldest);
      old.finalize();
    }
    return statement;
  }

  async close(): Promise<void> {
    for (const statement of this.#statements.values()) statement.finalize();
    this.#statements.clear();
    await new Promise<void>((resolve, reject) => {
      this.#database.close((error) => (error === null ? resolve() : reject(error)));
    });
  }
}

function toSqliteValue(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "boolean") return value ? 1 : 0;
  return value;
}

function returnsRows(sql: string): boolean {
  return /^\s*(select|with|pragma|explain)\b/i.test(sql) || /\breturning\b/i.test(sql);
}

function readAll<Row>(statement: sqlite3.Statement, parameters: readonly unknown[]): Promise<QueryResult<Row>> {
  return new Promise((resolve, reject) => {
    statement.all<Row>(parameters, (error, rows) =>
      error === null ? resolve({ rows, numAffectedRows: BigInt(rows.length) }) : reject(error),
    );
  });
}

function runOnce<Row>(statement: sqlite3.Statement, parameters: readonly unknown[]): Promise<QueryResult<Row>> {
  return new Promise((resolve, reject) => {
    statement.run(parameters, function report(this: sqlite3.RunResult, error: Error | null) {
      if (error === null) resolve({ rows: [], numAffectedRows: BigInt(this.changes) });
      else reject(error);
    });
  });
}

async function bytesLeft(file: string): Promise<number> {
  const { bavail, bsize } = await statfs(file);
  return bavail * bsize;
}
