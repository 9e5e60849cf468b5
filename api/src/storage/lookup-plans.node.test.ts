import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CompiledQuery, KyselyPlugin } from "kysely";
import { expect, it } from "vitest";
import { systemClock } from "../ports/clock.ts";
import type { ResponseStore } from "../ports/response-store.ts";
import { openSqlite3 } from "./sqlite3.node.ts";
import { createResponseStore } from "./stores/response-store.ts";

const migrations = join(import.meta.dirname, "../../migrations");

/** How SQLite reads the tables for what a store is asked, a list for each statement. */
async function readsOf(ask: (store: ResponseStore) => Promise<unknown>): Promise<readonly (readonly string[])[]> {
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
  await ask(createResponseStore({ ...gateway, db: db.withPlugin(note) }, systemClock));
  const plans: string[][] = [];
  for (const statement of statements) {
    const explained = { ...statement, sql: `explain query plan ${statement.sql}` };
    const { rows } = await db.executeQuery<{ readonly detail: string }>(explained);
    plans.push(rows.map(({ detail }) => detail).filter((detail) => /^(SEARCH|SCAN|USE TEMP)/.test(detail)));
  }
  await gateway.close();
  return plans;
}

const links = [
  // which links have ended, once
  "SCAN collectors",
  "SEARCH questionnaire_versions USING INDEX sqlite_autoindex_questionnaire_versions_2 (study=? AND hash=?)",
  // and which so long ago that nothing comes late, once
  "SCAN collectors",
];

it("seeks each of many responses by its id, not by reading the whole study for every list", async () => {
  const ids = Array.from({ length: 90 }, (_, at) => `id-${at}`);
  expect(await readsOf((store) => store.findMany("a-study", ids))).toEqual([
    ["SEARCH responses USING PRIMARY KEY (id=?)", "SEARCH held_responses USING PRIMARY KEY (id=?)", ...links],
  ]);
});

it("reads all of a study along their ids, and sorts no page of them", async () => {
  const page = { statuses: ["complete"], limit: 200, after: "id-1" } as const;
  const held = "SEARCH held_responses USING PRIMARY KEY (id>?)";
  expect(await readsOf((store) => store.list("a-study", page))).toEqual([
    ["SEARCH responses USING PRIMARY KEY (id>?)", held, ...links],
  ]);
  expect(await readsOf((store) => store.list("a-study", { limit: 200, after: "id-1", loosely: true }))).toEqual([
    ["SEARCH responses USING PRIMARY KEY (id>?)", held],
  ]);
  expect(await readsOf((store) => store.list("a-study", { ...page, questionnaire: "q" }))).toEqual([
    ["SEARCH responses USING INDEX responses_by_questionnaire (study=? AND questionnaire=? AND id>?)", held, ...links],
  ]);
});
