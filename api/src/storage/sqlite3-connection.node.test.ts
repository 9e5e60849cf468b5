import { mkdtemp, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompiledQuery } from "kysely";
import { expect, it } from "vitest";
import { Sqlite3Connection } from "./sqlite3-connection.node.ts";

async function openEmpty(pragma: string) {
  const file = join(await mkdtemp(join(tmpdir(), "diaoyan-room-")), "some.sqlite");
  const connection = await Sqlite3Connection.open(file, "writer", ["journal_mode = WAL", pragma]);
  await connection.script("CREATE TABLE notes (text TEXT)");
  /** Sizes of the file after each of so many texts. */
  const sizesAfter = async (texts: readonly number[]) => {
    const sizes: number[] = [];
    for (const length of texts) {
      await connection.execute(CompiledQuery.raw("insert into notes values (?)", ["x".repeat(length)]));
      expect(await connection.truncateLog()).toBe(true);
      sizes.push((await stat(file)).size);
    }
    return sizes;
  };
  return { connection, sizesAfter };
}

it("does not let the file grow with what one text adds", async () => {
  const { connection, sizesAfter } = await openEmpty("secure_delete = ON");
  const sizes = await sizesAfter([100, 60_000, 100, 9_000, 200_000, 5, 400_000]);
  expect(new Set(sizes).size).toBe(1);
  const later = await sizesAfter([1_400_000, 3, 900_000, 90_000, 3_000_000]);
  const steps = later.map((size, at) => size - ([...sizes, ...later][sizes.length + at - 1] ?? 0));
  expect(new Set(steps)).toEqual(new Set([0, 1_025 * 4_096]));
  await connection.close();
});

it("takes texts in where there is no room to keep", async () => {
  const { connection, sizesAfter } = await openEmpty("max_page_count = 100");
  const sizes = await sizesAfter([100, 60_000, 100]);
  expect(sizes[1]).toBeGreaterThan(sizes[0] ?? 0);
  expect(sizes[2]).toBeLessThan(200_000);
  const { rows } = await connection.execute(CompiledQuery.raw("select name from sqlite_schema"));
  expect(rows).toEqual([{ name: "notes" }]);
  await connection.close();
});
