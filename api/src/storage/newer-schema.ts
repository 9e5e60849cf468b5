import { DataFolderError } from "./data-folder-error.ts";

/** A database that a newer program migrated; `newest` is the newest migration this one knows. */
export function newerSchema(migration: string, newest: string): DataFolderError {
  return new DataFolderError(
    "schema.newer",
    `the database has migration ${migration}, unknown to this program, which knows them up to ${newest}`,
    "start the newer program that made it; an older one would damage the data",
  );
}
