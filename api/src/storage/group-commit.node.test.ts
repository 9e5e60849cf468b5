import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { CompiledQuery } from "kysely";
import { expect, it } from "vitest";
import { ConstraintError, toConstraintError } from "./gateway.ts";
import { GroupCommit } from "./group-commit.node.ts";
import { Sqlite3Connection } from "./sqlite3-connection.node.ts";

async function openTable(): Promise<{ connection: Sqlite3Connection; commits: GroupCommit }> {
  const folder = await mkdtemp(join(tmpdir(), "diaoyan-commit-"));
  const connection = await Sqlite3Connection.open(join(folder, "d.sqlite"), "writer", ["journal_mode = WAL"]);
  await connection.script("CREATE TABLE t (id INTEGER PRIMARY KEY, unit INTEGER NOT NULL)");
  return { connection, commits: new GroupCommit(connection, { unitsPerCommit: 500, explain: toConstraintError }) };
}

const insert = (id: number, unit: number) => CompiledQuery.raw("insert into t (id, unit) values (?, ?)", [id, unit]);

async function rowsOf(connection: Sqlite3Connection): Promise<readonly { id: number; unit: number }[]> {
  const { rows } = await connection.execute<{ id: number; unit: number }>(
    CompiledQuery.raw("select id, unit from t order by id"),
  );
  return rows;
}

it("carries every unit out whole or not at all, however they meet", async () => {
  const unitIds = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 });
  const { connection, commits } = await openTable();
  await fc.assert(
    fc.asyncProperty(fc.array(unitIds, { maxLength: 12 }), async (units) => {
      await connection.script("DELETE FROM t");
      const outcomes = await Promise.allSettled(
        units.map((ids, unit) => commits.write(ids.map((id) => insert(id, unit)))),
      );
      const rows = await rowsOf(connection);
      for (const [unit, outcome] of outcomes.entries()) {
        const written = rows.filter((row) => row.unit === unit).length;
        expect(written).toBe(outcome.status === "fulfilled" ? units[unit]?.length : 0);
        if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(ConstraintError);
      }
    }),
    { numRuns: 60 },
  );
  await connection.close();
});

it("never leaves a write waiting that comes just when another ends", async () => {
  const { connection, commits } = await openTable();
  for (let id = 1; id <= 300; id += 1) {
    let follow = commits.write([insert(id, 0)]);
    for (let turns = 0; turns < id % 12; turns += 1) follow = follow.then((results) => results);
    await follow;
  }
  expect(await rowsOf(connection)).toHaveLength(300);
  await connection.close();
});
