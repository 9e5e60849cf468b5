import { readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { CompiledQuery } from "kysely";
import type { Clock } from "../../ports/clock.ts";
import { makeFolder } from "../make-folder.node.ts";
import { type AppliedMigration, readApplied } from "../migrate.node.ts";
import { Sqlite3Connection } from "../sqlite3-connection.node.ts";
import { writeWhole } from "../write-whole.node.ts";
import {
  type BackedUpFile,
  type BackupManifest,
  databaseName,
  manifestName,
  writeManifest,
} from "./backup-manifest.ts";
import { copyHashed, flushToDisk, hashFile, isLeftBeside, nameBeside } from "./copy-hashed.node.ts";
import { leaveHeldOut } from "./leave-held-out.node.ts";

/*
 * names of blobs → snapshot of the database → names of blobs → copy
 *   A blob stands before the row that names it, so every blob the snapshot names is among the copied.
 *   One that went away meanwhile (a destroyed recording) may be named by the snapshot still: a new snapshot is taken.
 */

/** Takes a snapshot at a moment of its own: calls `take` once. */
type SnapshotMoment = (take: () => Promise<void>) => Promise<void>;

export interface BackupOrder {
  /** Holds `diaoyan.sqlite` and `blobs/`; its server may go on writing. */
  readonly dataFolder: string;
  /** Folder that comes into being. */
  readonly target: string;
  readonly software: string;
  readonly clock: Clock;
  readonly moment?: SnapshotMoment;
  readonly showProgress?: (done: number, total: number) => void;
}

const snapshotAttempts = 5;

/**
 * Copies a data folder, without its master key, into a new folder with a manifest: whole or not at all, on disk when it
 * resolves. What was acknowledged before it began is in it,
 * but for what anonymous collectors hold until others come.
 */
export async function makeBackup(order: BackupOrder): Promise<BackupManifest> {
  const begunAt = order.clock.now();
  const beside = nameBeside(order.target);
  await removeLeft(dirname(order.target));
  try {
    await makeFolder(beside, 0o700);
    const { schema, files, held } = await copyAll(order, beside);
    const manifest: BackupManifest = {
      format: "diaoyan-backup",
      formatVersion: 1,
      software: order.software,
      begunAt,
      endedAt: order.clock.now(),
      schema: [...schema],
      masterKey: "not held",
      heldBack: held,
      files: [...files],
    };
    await writeWhole(join(beside, manifestName), writeManifest(manifest), { file: 0o600 });
    await rename(beside, order.target);
    await flushToDisk(dirname(order.target));
    return manifest;
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw error;
  }
}

const day = 86_400_000;

/** What backups that were killed left, which would fill the disk of the backups with time. */
async function removeLeft(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const path of names.filter(isLeftBeside).map((name) => join(folder, name))) {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > day) await rm(path, { recursive: true, force: true });
  }
}

interface Copied {
  readonly schema: readonly AppliedMigration[];
  readonly files: readonly BackedUpFile[];
  /** Responses of anonymous collectors that are left out. */
  readonly held: number;
}

async function copyAll(order: BackupOrder, beside: string): Promise<Copied> {
  const { dataFolder, moment = (take) => take() } = order;
  const copied = new Map<string, BackedUpFile>();
  for (let attempt = 1; ; attempt += 1) {
    const before = await listBlobs(dataFolder);
    let held = 0;
    await moment(async () => {
      held = await takeSnapshot(join(dataFolder, databaseName), join(beside, databaseName), order.clock.now());
    });
    const after = await listBlobs(dataFolder);
    const gone = await copyBlobs(order, beside, { names: after, copied });
    if ([...before].every((name) => after.has(name)) && !gone) {
      const schema = await readSchema(join(beside, databaseName));
      const database = { path: databaseName, ...(await hashFile(join(beside, databaseName))) };
      return { schema, files: [database, ...copied.values()], held };
    }
    if (attempt === snapshotAttempts) throw new Error("files go away faster than they can be copied; try again later");
    await rm(join(beside, databaseName));
  }
}

/**
 * One consistent state of the database, while others write; free pages, the order of arrival and what anonymous collectors
 * hold are not in it. Answers how many responses are held.
 */
async function takeSnapshot(database: string, target: string, now: string): Promise<number> {
  const connection = await Sqlite3Connection.open(database, "reader", []);
  try {
    await connection.execute(CompiledQuery.raw("VACUUM INTO ?", [target]));
  } finally {
    await connection.close();
  }
  const held = await leaveHeldOut(target, now);
  // SQLite leaves this to the caller
  await flushToDisk(target);
  return held;
}

async function readSchema(database: string): Promise<readonly AppliedMigration[]> {
  const connection = await Sqlite3Connection.open(database, "reader", []);
  try {
    return await readApplied(connection);
  } finally {
    await connection.close();
  }
}

/** Blobs by their place in the data folder; one that is being written is none yet. */
async function listBlobs(dataFolder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(join(dataFolder, "blobs"), { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    },
  );
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(".part"));
  const names = files.map(({ parentPath, name }) => relative(dataFolder, join(parentPath, name)).split(sep).join("/"));
  return new Set(names.sort());
}

/** Copies what is not copied yet and drops what went away; answers whether something did. */
async function copyBlobs(
  { dataFolder, showProgress }: BackupOrder,
  beside: string,
  { names, copied }: { readonly names: ReadonlySet<string>; readonly copied: Map<string, BackedUpFile> },
): Promise<boolean> {
  let gone = false;
  for (const path of [...copied.keys()].filter((name) => !names.has(name))) {
    copied.delete(path);
    await rm(join(beside, path), { force: true });
  }
  for (const path of names) {
    if (copied.has(path)) continue;
    try {
      copied.set(path, { path, ...(await copyHashed(join(dataFolder, path), join(beside, path))) });
      showProgress?.(copied.size, names.size);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      gone = true;
    }
  }
  return gone;
}
