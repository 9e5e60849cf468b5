import { DataFolderError } from "./data-folder-error.ts";
import { newerSchema } from "./newer-schema.ts";
import { newestMigration } from "./newest-migration.ts";

/**
 * Holds a D1 database against this program: `wrangler d1 migrations apply` lists in `d1_migrations` what it applied.
 * Throws `schema.older` where the newest migration of this program is not there, `schema.newer` where one is that it does not know.
 */
export async function expectD1Schema(database: D1Database): Promise<void> {
  const rows = await database.prepare("select name from d1_migrations").all<{ readonly name: string }>();
  const names = rows.results.map(({ name }) => name);
  const newer = names.filter((name) => name > newestMigration);
  if (newer.length > 0) throw newerSchema(newer.join(", "), newestMigration);
  if (!names.includes(newestMigration))
    throw new DataFolderError(
      "schema.older",
      `the database has migrations up to ${names.toSorted().at(-1) ?? "none"}, this program expects ${newestMigration}`,
      "run: npx wrangler d1 migrations apply diaoyan --remote",
    );
}
