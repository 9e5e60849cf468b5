import { resolve } from "node:path";
import type { Command } from "commander";
import { migrateDatabase, readDatabasePlace } from "../../entry/database-place.node.ts";
import { holdFolder } from "../../storage/hold-folder.node.ts";
import { makeFolder } from "../../storage/make-folder.node.ts";
import { type DataFolderOption, withDataFolder } from "../data-folder.node.ts";
import { printResult } from "../print-result.ts";
import type { Terminal } from "../terminal.node.ts";

/** `migrate`: brings the database of a data folder to the newest schema; the folder is made when missing. */
export function addMigrate(program: Command, terminal: Terminal): void {
  withDataFolder(program.command("migrate").description("bring the database to the newest schema"))
    .option("--json", "print the applied migrations as JSON")
    .action(async (options: DataFolderOption & { readonly json?: boolean }) => {
      const folder = resolve(options.dataFolder);
      const place = readDatabasePlace(folder);
      await makeFolder(folder, 0o700);
      const hold = await holdFolder(folder, "shared");
      const applied = await migrateDatabase(place).finally(() => hold.release());
      const text = applied.length === 0 ? "the schema is up to date" : `applied ${applied.join(", ")}`;
      printResult(terminal, options, { json: { applied }, text });
    });
}
