import { readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { CompiledQuery } from "kysely";
import { DataFolderError } from "../data-folder-error.ts";
import { makeFolder } from "../make-folder.node.ts";
import { checkApplied, readMigrations } from "../migrate.node.ts";
import { Sqlite3Connection } from "../sqlite3-connection.node.ts";
import {
  type BackedUpFile,
  type BackupManifest,
  damaged,
  databaseName,
  manifestName,
  readManifest,
} from "./backup-manifest.ts";
import { copyHashed, flushToDisk, nameBeside } from "./copy-hashed.node.ts";

export interface RestoreOrder {
  /** Folder `makeBackup` made. */
  readonly source: string;
  /** Missing or empty. */
  readonly dataFolder: string;
  readonly migrationsFolder: string;
  /** Works on the restored folder before it gets its name: puts the key in, opens and verifies it. */
  readonly prepare: (folder: string, manifest: BackupManifest) => Promise<void>;
  /** Everything but the last step: nothing is left behind. */
  readonly onlyCheck: boolean;
  readonly showProgress?: (done: number, total: number) => void;
}

/**
 * Makes a data folder of a backup, whole or not at all. Throws `restore.notEmpty`, `schema.newer`, and `backup.damaged`
 * with the name of every file that is missing, left over, or not what was written.
 */
export async function restoreBackup(order: RestoreOrder): Promise<BackupManifest> {
  const { source, dataFolder } = order;
  await refuseFull(dataFolder);
  const manifest = await readManifestOf(source);
  const migrations = await readMigrations(order.migrationsFolder);
  for (const applied of manifest.schema) checkApplied(applied, migrations);
  await makeFolder(dirname(dataFolder));
  const beside = nameBeside(dataFolder);
  try {
    await makeFolder(beside, 0o700);
    await copyChecked(order, manifest, beside);
    await checkDatabase(join(beside, databaseName));
    await order.prepare(beside, manifest);
    if (!order.onlyCheck) {
      await refuseFull(dataFolder);
      await rename(beside, dataFolder);
      await flushToDisk(dirname(dataFolder));
    }
    return manifest;
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function refuseFull(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (names.length === 0) return;
  throw new DataFolderError(
    "restore.notEmpty",
    `${folder} holds ${names.length} files or folders already (${names.slice(0, 3).join(", ")})`,
    "restore into a new folder; what stands here is never overwritten",
  );
}

async function readManifestOf(source: string): Promise<BackupManifest> {
  const text = await readFile(join(source, manifestName), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw damaged(`${join(source, manifestName)} cannot be read (${error.code}): ${source} is no whole backup`);
  });
  return readManifest(text);
}

/** Copies what the manifest names and holds each file against it; all differences are told together. */
async function copyChecked(order: RestoreOrder, { files }: BackupManifest, beside: string): Promise<void> {
  const differing: string[] = [];
  for (const [at, file] of files.entries()) {
    const difference = await copyOne(order.source, file, beside);
    if (difference !== undefined) differing.push(`${file.path}: ${difference}`);
    order.showProgress?.(at + 1, files.length);
  }
  const named = new Set([manifestName, ...files.map(({ path }) => path)]);
  for (const path of await listFiles(order.source)) {
    if (!named.has(path)) differing.push(`${path}: stands in the backup and not in its manifest`);
  }
  if (differing.length > 0) throw damaged(`the backup is not what was written:\n  ${differing.join("\n  ")}`);
}

async function copyOne(source: string, file: BackedUpFile, beside: string): Promise<string | undefined> {
  try {
    const { bytes, sha256 } = await copyHashed(join(source, file.path), join(beside, file.path));
    if (bytes !== file.bytes) return `expected ${file.bytes} bytes, got ${bytes}`;
    return sha256 === file.sha256 ? undefined : "a byte was changed (its SHA-256 is another one)";
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "EIO" || code === "EACCES") return `cannot be read (${code})`;
    throw error;
  }
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join("/"));
}

/** SQLite's own check of pages, indexes and references. */
async function checkDatabase(file: string): Promise<void> {
  const connection = await Sqlite3Connection.open(file, "writer", []);
  try {
    const { rows } = await connection.execute<{ readonly integrity_check: string }>(
      CompiledQuery.raw("PRAGMA integrity_check"),
    );
    const found = rows.map((row) => row.integrity_check).filter((line) => line !== "ok");
    if (found.length > 0) throw damaged(`${databaseName}: ${found.slice(0, 5).join("; ")}`);
    // whoever had signed out since the backup would be signed in again
    await connection.script("DELETE FROM auth_sessions");
  } finally {
    await connection.close();
  }
}
