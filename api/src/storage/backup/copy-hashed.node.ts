import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { writeWholeInPieces } from "../write-whole.node.ts";

/** Length and SHA-256 of a file's bytes. */
export interface FileFacts {
  readonly bytes: number;
  readonly sha256: string;
}

/** Hashes a file, handing on what it reads. */
async function* readHashed(file: string): AsyncGenerator<Uint8Array, FileFacts> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>) {
    hash.update(piece);
    bytes += piece.length;
    yield piece;
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** Copies a file whole or not at all, flushed to disk; answers what was copied. */
export function copyHashed(from: string, to: string): Promise<FileFacts> {
  return writeWholeInPieces(to, readHashed(from), { file: 0o600, folder: 0o700 });
}

/** Length and hash of a file that stays where it is. */
export async function hashFile(file: string): Promise<FileFacts> {
  const pieces = readHashed(file);
  for (;;) {
    const { value, done } = await pieces.next();
    if (done) return value;
  }
}

/** A fresh folder's name beside `target`, for what gets its own name when it is whole. */
export function nameBeside(target: string): string {
  return join(dirname(target), `.diaoyan-${randomUUID()}.part`);
}

/** Whether a name is of a folder that a backup or a restore left when its process was killed. */
export const isLeftBeside = (name: string): boolean => /^\.diaoyan-[0-9a-f-]{36}\.part$/.test(name);

/** Flushes a file, or the names in a folder, to disk. */
export async function flushToDisk(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
