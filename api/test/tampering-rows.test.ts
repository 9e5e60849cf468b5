import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompiledQuery } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keyText, showKey } from "../src/chain/row-seal.ts";
import { type SealedTable, sealedTables, studyColumn } from "../src/chain/sealed-tables.ts";
import { openSqlite3 } from "../src/storage/sqlite3.node.ts";
import { Sqlite3Connection } from "../src/storage/sqlite3-connection.node.ts";
import { openStores } from "../src/storage/stores/open-stores.ts";
import { checkRows } from "../src/use-cases/verify-rows.ts";
import { createTestClock } from "./fixed-clock.ts";
import { heldElsewhere } from "./held-elsewhere.ts";
import { sampleNote, sampleStudy } from "./sample-rows.ts";

type Cell = string | number | null;
type Row = Record<string, Cell>;
interface Column {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
}

let folder: string;
let stores: ReturnType<typeof openStores>;
let close: () => Promise<void>;
let database: Sqlite3Connection;
const columns = new Map<string, readonly Column[]>();
const sealed = Object.entries(sealedTables);

const run = async <Found = Row>(sql: string): Promise<readonly Found[]> =>
  (await database.execute<Found>(CompiledQuery.raw(sql))).rows;
const quote = (value: Cell): string =>
  value === null ? "null" : typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;

/** A row of a table, in which every text is `mark`, so that rows of the same mark belong together. */
function makeRow(table: string, spec: SealedTable, mark: "k1" | "k2"): Row {
  const cells = (columns.get(table) ?? []).map(({ name, type }): [string, Cell] => {
    if (name === studyColumn(spec)) return [name, sampleStudy];
    return [name, /INT|REAL/.test(type) ? Number(mark[1]) : mark];
  });
  return Object.fromEntries(cells);
}

/** A study has one row of such a table. */
const hasOne = (table: string, { key }: SealedTable): boolean => key.length === 0 || table === "recovery_keys";

/** Two rows of every sealed table, one where a study has but one. */
const rows = new Map<string, readonly Row[]>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-rows-"));
  const file = join(folder, "diaoyan.sqlite");
  const gateway = await openSqlite3(file, join(import.meta.dirname, "../migrations"));
  stores = openStores(gateway, createTestClock());
  database = await Sqlite3Connection.open(file, "writer", []);
  close = async () => {
    await database.close();
    await gateway.close();
  };
  for (const { name } of await run<{ name: string }>("select name from sqlite_master where type = 'table'"))
    columns.set(name, await run<Column>(`pragma table_info(${name})`));
  await run("pragma ignore_check_constraints = on");
  await run("pragma foreign_keys = off");
  await run("pragma ignore_check_constraints = on");
  for (const [table, spec] of sealed) {
    const marks = hasOne(table, spec) ? (["k1"] as const) : (["k1", "k2"] as const);
    const made = marks.map((mark) => makeRow(table, spec, mark));
    rows.set(table, made);
    for (const row of made) await insert(table, row);
  }
  await run(
    `insert into audit_log (study, seq, at, actor, action, subject, previous, hash)
     values ('${sampleStudy}', 1, '', 'nobody', 'from.before', '', '', '')`,
  );
  await stores.journal.sealStanding(sampleStudy);
});
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true });
});

const insert = (table: string, row: Row) =>
  run(
    `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.values(row).map(quote).join(", ")})`.replace(
      /\b(user)\b(?=[,)])/,
      '"$1"',
    ),
  );
const remove = (table: string, spec: SealedTable, row: Row) =>
  run(
    `delete from ${table} where ${[studyColumn(spec), ...spec.key].map((key) => `${key} = ${quote(row[key] ?? null)}`).join(" and ")}`,
  );

async function findings(): Promise<readonly string[]> {
  const audit = [...(await stores.journal.list(sampleStudy, undefined, 1_000))].reverse();
  const found = await checkRows(stores, sampleStudy, audit);
  return found.map(({ code, place }) => `${code} ${place}`).sort();
}

const placeOf = (table: string, { key }: SealedTable, row: Row): string =>
  `${table} ${showKey(keyText(key.map((column) => row[column] ?? null)))}`.trim();
const otherThan = (value: Cell): Cell => (typeof value === "number" ? value + 7 : `${value}x`);

describe("rows of a study", () => {
  it("every table is sealed, held elsewhere or named with the reason why not; every column of a sealed one, too", () => {
    const named = [...Object.keys(sealedTables), ...Object.keys(heldElsewhere)];
    expect(named.sort()).toEqual([...columns.keys()].filter((name) => !name.startsWith("sqlite_")).sort());
    for (const [table, spec] of sealed) {
      const told = [studyColumn(spec), ...spec.key, ...spec.columns, ...Object.keys(spec.left ?? {})];
      expect([table, told.sort()]).toEqual([table, (columns.get(table) ?? []).map(({ name }) => name).sort()]);
    }
  });

  it("any column of a row of any table, altered, is found, and the finding names table and key", async () => {
    expect(await findings()).toEqual([]);
    const most = Math.max(...[...columns.values()].map(({ length }) => length));
    for (let at = 0; at < most; at += 1) {
      const expected: string[] = [];
      const changed = sealed.flatMap(([table, spec]) => {
        const { name } = columns.get(table)?.[at] ?? {};
        const row = rows.get(table)?.at(-1);
        return name === undefined || row === undefined ? [] : [{ table, spec, name, row }];
      });
      for (const { table, spec, name, row } of changed) {
        const other = { ...row, [name]: otherThan(row[name] ?? null) };
        await remove(table, spec, row);
        await insert(table, other);
        if (name === studyColumn(spec)) expected.push(`row.missing ${placeOf(table, spec, row)}`);
        else if (spec.key.includes(name))
          expected.push(`row.missing ${placeOf(table, spec, row)}`, `row.unlogged ${placeOf(table, spec, other)}`);
        else if (spec.columns.includes(name)) expected.push(`row.changed ${placeOf(table, spec, row)}`);
      }
      expect(await findings()).toEqual(expected.sort());
      for (const { table, spec, name, row } of changed) {
        await remove(table, spec, { ...row, [name]: otherThan(row[name] ?? null) });
        await insert(table, row);
      }
    }
    expect(await findings()).toEqual([]);
  });

  it("a row that was taken out of any table, or slipped into it, is found by name", async () => {
    const last = sealed.map(([table, spec]) => ({ table, spec, row: rows.get(table)?.at(-1) ?? {} }));
    for (const { table, spec, row } of last) await remove(table, spec, row);
    expect(await findings()).toEqual(
      last.map(({ table, spec, row }) => `row.missing ${placeOf(table, spec, row)}`).sort(),
    );
    for (const { table, row } of last) await insert(table, row);
    expect(await findings()).toEqual([]);
    const strange = last
      .filter(({ table, spec }) => !hasOne(table, spec))
      .map(({ table, spec }) => ({ table, spec, row: strangeRow(table, spec) }));
    for (const { table, row } of strange) await insert(table, row);
    expect(await findings()).toEqual(
      strange.map(({ table, spec, row }) => `row.unlogged ${placeOf(table, spec, row)}`).sort(),
    );
    for (const { table, spec, row } of strange) await remove(table, spec, row);
  });

  it("a seal that was altered, taken out or slipped in, and the hash over them, is found by its entry", async () => {
    await run("create table kept as select * from row_seals");
    const restore = async () => {
      await run("delete from row_seals");
      await run("insert into row_seals select * from kept");
    };
    const one = "tbl = 'codings' and row_key = '[\"k1\"]'";
    const changes: readonly (readonly [string, readonly string[]])[] = [
      ["update row_seals set salt = 'x' where", ["row.changed codings k1"]],
      ["update row_seals set salt = null where", ["row.changed codings k1"]],
      ["update row_seals set hash = 'x' where", ["row.changed codings k1", "seal.changed entry 2"]],
      ["update row_seals set hash = null where", ["row.unlogged codings k1", "seal.changed entry 2"]],
      ["update row_seals set seq = 1 where", ["seal.changed entry 1", "seal.changed entry 2"]],
      [
        "update row_seals set row_key = '[\"k9\"]' where",
        ["row.missing codings k9", "row.unlogged codings k1", "seal.changed entry 2"],
      ],
      [
        "update row_seals set tbl = 'cases', row_key = '[\"k9\"]' where",
        ["row.missing cases k9", "row.unlogged codings k1", "seal.changed entry 2"],
      ],
      ["delete from row_seals where", ["row.unlogged codings k1", "seal.changed entry 2"]],
    ];
    for (const [change, found] of changes) {
      await run(`${change} ${one}`);
      expect([change, await findings()]).toEqual([change, found]);
      await restore();
    }
    await run("delete from row_seals");
    expect((await findings()).length).toBeGreaterThan(sealed.length);
    await restore();
    // an end of the log that was cut off, or all of it
    await run("create table kept_log as select * from audit_log");
    for (const from of [2, 0]) {
      await run(`delete from audit_log where seq >= ${from}`);
      expect(await findings()).toEqual(["audit.cut entry 2"]);
      await run("delete from audit_log");
      await run("insert into audit_log select * from kept_log");
    }
    expect(await findings()).toEqual([]);
  });

  it("seals the rows that stood before once, and says by whom and when what is found was left", async () => {
    await stores.journal.sealStanding(sampleStudy);
    await stores.journal.commit(sampleStudy, sampleNote, []);
    const audit = [...(await stores.journal.list(sampleStudy, undefined, 10))].reverse();
    expect(audit.map(({ action, actor, rows: left }) => [action, actor, left !== undefined])).toEqual([
      ["from.before", "nobody", false],
      ["rows.seal", "system", true],
      ["test", "tester", false],
    ]);
    await run("update memos set text = 'another' where subject = 'k1'");
    const [found] = await checkRows(stores, sampleStudy, audit);
    expect(found?.message).toMatch(
      /^it is not what entry 2 \(rows\.seal by system, 20.*\) left: take the row from a backup/,
    );
  });
});

function strangeRow(table: string, spec: SealedTable): Row {
  const row = rows.get(table)?.at(-1) ?? {};
  return {
    ...row,
    ...Object.fromEntries(
      (columns.get(table) ?? [])
        .filter(({ name }) => name !== studyColumn(spec))
        .map(({ name }) => [name, otherThan(row[name] ?? null)]),
    ),
  };
}
