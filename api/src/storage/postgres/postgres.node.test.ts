import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { noPostgres, query, startPostgres, type TestServer } from "../../../test/postgres-server.node.ts";
import { describeStorage } from "../testing/conformance.ts";
import { openPostgres } from "./postgres.node.ts";

const migrations = join(import.meta.dirname, "../../../migrations");

/** Without the checks and triggers of the schema: a hundredth of the time that TRUNCATE takes. */
const emptyTables = `SET session_replication_role = replica; DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations' LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP; END $$`;

if (noPostgres !== undefined) {
  it.skip(`storage on PostgreSQL: ${noPostgres}`);
} else {
  describe("a PostgreSQL server", () => {
    let server: TestServer;
    let url: string;
    let opened = false;
    beforeAll(async () => {
      server = await startPostgres();
      url = await server.createDatabase();
    }, 60_000);
    afterAll(() => server.stop());

    describeStorage("PostgreSQL", async () => {
      if (opened) await query(url, emptyTables);
      opened = true;
      return openPostgres(url, migrations);
    });
  });
}
