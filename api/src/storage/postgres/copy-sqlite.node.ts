import { CompiledQuery } from "kysely";
import type pg from "pg";
import { DataFolderError } from "../data-folder-error.ts";
import { Sqlite3Connection } from "../sqlite3-connection.node.ts";
import { connectFirst, nameDatabase } from "./connect-first.node.ts";

const rowsAPage = 400;

type Row = Readonly<Record<string, unknown>>;

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns of the primary key, by which pages go on: no order of arrival is carried over. */
  readonly key: readonly string[];
  /** Tables its rows refer to. */
  readonly after: ReadonlySet<string>;
}

/**
 * Copies every row of a SQLite file into a PostgreSQL database of the same schema that holds nothing yet, in one transaction:
 * all or none. Answers how many rows. Triggers do not run: what they would count has been counted. Throws
 * `database.notEmpty`.
 */
export async function copySqlite(
  { file, url }: { readonly file: string; readonly url: string },
  showProgress?: (done: number, total: number) => void,
): Promise<number> {
  const source = await Sqlite3Connection.open(file, "reader", []);
  const target = await connectFirst(url);
  try {
    await source.script("BEGIN");
    const tables = await listTables(source);
    await target.query("BEGIN");
    await refuseFull(target, tables, url);
    let rows = 0;
    for (const [at, table] of tables.entries()) {
      rows += await copyTable(table, source, target);
      showProgress?.(at + 1, tables.length);
    }
    await carryNumbers(source, target);
    await target.query("COMMIT");
    return rows;
  } finally {
    await target.end();
    await source.close();
  }
}

async function ask<Found = Row>(source: Sqlite3Connection, sql: string, parameters: readonly unknown[] = []) {
  return (await source.execute<Found>(CompiledQuery.raw(sql, [...parameters]))).rows;
}

/** Tables, each after those it refers to. */
async function listTables(source: Sqlite3Connection): Promise<readonly Table[]> {
  const names = await ask<{ name: string }>(
    source,
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migrations' ORDER BY name",
  );
  const waiting: Table[] = [];
  for (const { name } of names) {
    const columns = await ask<{ name: string; pk: number }>(source, `PRAGMA table_info(${quote(name)})`);
    const references = await ask<{ table: string }>(source, `PRAGMA foreign_key_list(${quote(name)})`);
    const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    waiting.push({
      name,
      columns: columns.map((column) => column.name),
      key: key.map((column) => column.name),
      after: new Set(references.map(({ table }) => table).filter((table) => table !== name)),
    });
  }
  const sorted: Table[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ after }) => waiting.every(({ name }) => !after.has(name)));
    sorted.push(...waiting.splice(Math.max(0, next), 1));
  }
  return sorted;
}

async function refuseFull(target: pg.Client, tables: readonly Table[], url: string): Promise<void> {
  for (const { name } of tables) {
    const { rows } = await target.query(`SELECT 1 FROM ${quote(name)} LIMIT 1`);
    if (rows.length === 0) continue;
    throw new DataFolderError(
      "database.notEmpty",
      `${nameDatabase(url)} holds rows already (in ${name})`,
      "name a database that was just made; what stands in one is never overwritten",
    );
  }
}

async function copyTable(table: Table, source: Sqlite3Connection, target: pg.Client): Promise<number> {
  const { name } = table;
  await target.query(`ALTER TABLE ${quote(name)} DISABLE TRIGGER USER`);
  let rows = 0;
  for (let last: Row | undefined; ; ) {
    const page: readonly Row[] = await readPage(table, source, last);
    if (page.length > 0) await target.query(insertOf(table, page)).catch((error: Error) => refuseRows(name, error));
    rows += page.length;
    last = page.at(-1);
    if (page.length < rowsAPage) break;
  }
  await target.query(`ALTER TABLE ${quote(name)} ENABLE TRIGGER USER`);
  return rows;
}

function refuseRows(name: string, error: Error): never {
  throw new DataFolderError(
    "database.unfit",
    `rows of ${name} are refused: ${error.message}`,
    "nothing was copied; mend those rows (PostgreSQL takes no NUL characters in texts) and begin again",
  );
}

function readPage({ name, key }: Table, source: Sqlite3Connection, last: Row | undefined): Promise<readonly Row[]> {
  const names = key.map(quote).join(", ");
  const past = last === undefined ? "" : `WHERE (${names}) > (${key.map(() => "?").join(", ")})`;
  const sql = `SELECT * FROM ${quote(name)} ${past} ORDER BY ${names} LIMIT ${rowsAPage}`;
  return ask(source, sql, last === undefined ? [] : key.map((column) => last[column]));
}

function insertOf(
  { name, columns }: Table,
  page: readonly Row[],
): { readonly text: string; readonly values: unknown[] } {
  const rows = page.map((_, row) => `(${columns.map((__, at) => `$${row * columns.length + at + 1}`).join(", ")})`);
  const values = page.flatMap((row) => columns.map((column) => row[column]));
  return { text: `INSERT INTO ${quote(name)} (${columns.map(quote).join(", ")}) VALUES ${rows.join(", ")}`, values };
}

/** Numbers that the database gives go on where they stood. */
async function carryNumbers(source: Sqlite3Connection, target: pg.Client): Promise<void> {
  for (const { name, seq } of await ask<{ name: string; seq: number }>(
    source,
    "SELECT name, seq FROM sqlite_sequence",
  )) {
    await target.query("SELECT setval(pg_get_serial_sequence($1, 'seq'), $2)", [name, seq]);
  }
}

const quote = (name: string): string => `"${name}"`;
