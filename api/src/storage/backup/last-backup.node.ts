import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "../write-whole.node.ts";

/** When the last backup of a data folder ended, and where it was put. */
export interface LastBackup {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly folder: string;
}

const fileOf = (dataFolder: string): string => join(dataFolder, "last-backup.json");

/** Notes a backup, for those who look whether there is one. */
export async function noteBackup(dataFolder: string, backup: LastBackup): Promise<void> {
  await writeWhole(fileOf(dataFolder), `${JSON.stringify(backup)}\n`, { file: 0o600 });
}

/** Undefined where none was made, or its note cannot be read. */
export async function readLastBackup(dataFolder: string): Promise<LastBackup | undefined> {
  try {
    const note = JSON.parse(await readFile(fileOf(dataFolder), "utf8")) as Partial<LastBackup>;
    return typeof note.at === "string" && typeof note.folder === "string"
      ? { at: note.at, folder: note.folder }
      : undefined;
  } catch {
    return undefined;
  }
}
