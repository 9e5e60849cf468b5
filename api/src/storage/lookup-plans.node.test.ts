import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CompiledQuery, KyselyPlugin } from "kysely";
import { expect, it } from "vitest";
import { systemClock } from "../ports/clock.ts";
import { openSqlite3 } from "./sqlite3.node.ts";
import { createResponseStore } from "./stores/response-store.ts";

const migrations = join(import.meta.dirname, "../../migrations");

it("seeks each of many responses by its id, not by reading the whole study for every list", async () => {
  const folder = await mkdtemp(join(tmpdir(), "diaoyan-plans-"));
  const { db, ...gateway } = await openSqlite3(join(folder, "diaoyan.sqlite"), migrations);
  const statements: CompiledQuery[] = [];
  const note: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      statements.push(db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const ids = Array.from({ length: 90 }, (_, at) => `id-${at}`);
  await createResponseStore({ ...gateway, db: db.withPlugin(note) }, systemClock).findMany("a-study", ids);

  expect(statements).toHaveLength(1);
  for (const statement of statements) {
    const explained = { ...statement, sql: `explain query plan ${statement.sql}` };
    const { rows } = await db.executeQuery<{ readonly detail: string }>(explained);
    const reads = rows.map(({ detail }) => detail).filter((detail) => /^(SEARCH|SCAN)/.test(detail));
    expect(reads).toEqual([
      "SEARCH responses USING PRIMARY KEY (id=?)",
      "SEARCH held_responses USING PRIMARY KEY (id=?)",
      // which links have ended, once
      "SCAN collectors",
      "SEARCH questionnaire_versions USING INDEX sqlite_autoindex_questionnaire_versions_2 (study=? AND hash=?)",
      // and which so long ago that nothing comes late, once
      "SCAN collectors",
    ]);
  }
  await gateway.close();
});
