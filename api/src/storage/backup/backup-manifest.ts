import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import { DataFolderError } from "../data-folder-error.ts";

/** Name of the manifest in a backup's folder, and of the database beside it. */
export const manifestName = "manifest.json";
export const databaseName = "diaoyan.sqlite";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const backedUpFile = z.strictObject({
  /** Below the backup's folder, with `/` between names. */
  path: z.string().regex(/^(diaoyan\.sqlite|blobs\/[a-z0-9][a-z0-9/-]*)$/),
  bytes: z.int().nonnegative(),
  sha256: hash,
});
const contents = z.strictObject({
  format: z.literal("diaoyan-backup"),
  formatVersion: z.literal(1),
  software: z.string(),
  /** ISO 8601 UTC; no submission acknowledged before `begunAt` is missing but those of `heldBack`. */
  begunAt: z.string(),
  endedAt: z.string(),
  /** Migrations the database has, with the checksum of each. */
  schema: z.array(z.strictObject({ name: z.string(), checksum: hash })),
  /** Study keys stand in the database, wrapped; the master key that opens them is never in a backup. */
  masterKey: z.literal("not held"),
  /** Responses of anonymous collectors that waited for others and are not in it; they come with a later backup. */
  heldBack: z.int().nonnegative().optional(),
  files: z.array(backedUpFile),
});

export type BackedUpFile = z.output<typeof backedUpFile>;
export type BackupManifest = z.output<typeof contents>;

function digestOf(manifest: BackupManifest): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(manifest))));
}

/** The manifest as it is written: with a digest over itself, so that a changed byte in it shows. */
export function writeManifest(manifest: BackupManifest): string {
  return `${JSON.stringify({ ...manifest, digest: digestOf(manifest) }, null, 2)}\n`;
}

/** Reads a manifest. Throws `backup.damaged` when it is none or was changed, `backup.newer` for a later format. */
export function readManifest(text: string): BackupManifest {
  const { digest, ...rest } = parseObject(text);
  if (rest["format"] === "diaoyan-backup" && Number(rest["formatVersion"]) > 1) {
    throw new DataFolderError(
      "backup.newer",
      `${manifestName}: format version ${rest["formatVersion"]}, made by ${rest["software"]}; this program reads 1`,
      "restore it with the newer program",
    );
  }
  const read = contents.safeParse(rest);
  if (!read.success) throw damaged(`${manifestName}: ${z.prettifyError(read.error)}`);
  if (digest !== digestOf(read.data)) throw damaged(`${manifestName}: its digest is another one, so it was changed`);
  return read.data;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // told below, as for any other text
  }
  throw damaged(`${manifestName}: expected JSON of a backup`);
}

/** A backup that is not what was written. */
export function damaged(message: string): DataFolderError {
  return new DataFolderError("backup.damaged", message, "use another copy of the backup, or an earlier one");
}
