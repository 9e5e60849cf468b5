import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Command } from "commander";
import { databaseFile, expectFile } from "../../entry/database-place.node.ts";
import { systemClock } from "../../ports/clock.ts";
import { software } from "../../software.ts";
import { noteBackup } from "../../storage/backup/last-backup.node.ts";
import { makeBackup } from "../../storage/backup/make-backup.node.ts";
import { readBucketPlace } from "../../storage/blobs/bucket-place.ts";
import { holdFolder } from "../../storage/hold-folder.node.ts";
import { type DataFolderOption, withDataFolder } from "../data-folder.node.ts";
import { UsageError } from "../outcome.ts";
import { printResult } from "../print-result.ts";
import { showProgress, type Terminal } from "../terminal.node.ts";

interface BackupOptions extends DataFolderOption {
  readonly json?: boolean;
}

/** `backup`: a copy of database and attachments in a new folder, while the server goes on; without the master key. */
export function addBackup(program: Command, terminal: Terminal): void {
  withDataFolder(program.command("backup").description("copy database and attachments, also while the server runs"))
    .argument("<folder>", "folder that comes into being, outside the data folder")
    .option("--json", "print the manifest's head as JSON")
    .action(async (folder: string, options: BackupOptions) => backUp(folder, options, terminal));
}

async function backUp(folder: string, options: BackupOptions, terminal: Terminal): Promise<void> {
  const dataFolder = resolve(options.dataFolder);
  const target = resolve(folder);
  expectFile(
    dataFolder,
    "backup",
    "back the database up with pg_dump, and the folder blobs, or the bucket, after it: docs/deploy/postgresql.md",
  );
  if (!existsSync(databaseFile(dataFolder))) throw new UsageError(`--data-folder: ${dataFolder} holds no installation`);
  if (existsSync(target))
    throw new UsageError(`${target} is there already; name a folder that is not, e.g. with the day`);
  if (isWithin(target, dataFolder)) throw new UsageError(`${target} lies in the data folder and would be lost with it`);
  // nobody renews the master key meanwhile
  const hold = await holdFolder(dataFolder, "shared");
  const {
    begunAt,
    endedAt,
    schema,
    files,
    heldBack = 0,
  } = await makeBackup({
    dataFolder,
    target,
    software,
    clock: systemClock,
    showProgress: (done, total) => showProgress(terminal, "files", total)(done),
  }).finally(() => hold.release());
  const bucket = readBucketPlace(process.env)?.base ?? null;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  await noteBackup(dataFolder, { at: endedAt, folder: target }).catch((error: Error) => {
    terminal.err(`the backup is whole, but its time could not be noted for "doctor": ${error.message}\n`);
  });
  printResult(terminal, options, {
    json: {
      folder: target,
      begunAt,
      endedAt,
      schema: schema.at(-1)?.name ?? null,
      files: files.length,
      bytes,
      masterKey: "not held",
      heldBack,
      bucket,
    },
    text: `wrote ${target}: ${files.length} files, ${bytes} bytes; the master key is not in it: keep a copy of keys/master.key at another place${sayHeldBack(heldBack)}${sayBucket(bucket)}`,
  });
}

function sayHeldBack(count: number): string {
  if (count === 0) return "";
  return `\n${count} answers of anonymous links are not in it: they wait until more have come, so that two backups do not tell who answered between them`;
}

function sayBucket(bucket: string | null): string {
  if (bucket === null) return "";
  return `\nattachments and reports in ${bucket} are not in it: copy the bucket now, after the database (docs/deploy/s3.md)`;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || !(way.startsWith("..") || resolve(way) === way);
}
