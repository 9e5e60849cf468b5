import { randomUUID } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder } from "./make-folder.node.ts";

interface Modes {
  readonly file?: number;
  readonly folder?: number;
}

/**
 * Writes a file beside its name, flushes it to disk and renames it, so that a reader never meets half of it and a former
 * file stays when writing fails. Missing folders are made. `modes` are for the new file and the new folders.
 */
export async function writeWhole(file: string, bytes: Uint8Array | string, modes: Modes = {}): Promise<void> {
  await writeBeside(file, modes, (handle) => handle.writeFile(bytes));
}

/**
 * Writes files of one folder together: all of them stand on disk in a folder of their own before the first is moved to its
 * name, so that a failing write leaves what was there before. Answers their paths.
 */
export async function writeTogether(
  folder: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array | string }[],
): Promise<readonly string[]> {
  const beside = join(folder, `.${randomUUID()}.part`);
  try {
    for (const { name, bytes } of files) await writeWhole(join(beside, name), bytes);
    for (const { name } of files) await rename(join(beside, name), join(folder, name));
    return files.map(({ name }) => join(folder, name));
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** The same as `writeWhole` with bytes that come in pieces; returns what the pieces return in the end, an error among them leaves nothing. */
export async function writeWholeInPieces<Result>(
  file: string,
  pieces: AsyncGenerator<Uint8Array, Result>,
  modes: Modes = {},
): Promise<Result> {
  return writeBeside(file, modes, async (handle) => {
    for (;;) {
      const { value, done } = await pieces.next();
      if (done) return value;
      await handle.writeFile(value);
    }
  });
}

async function writeBeside<Result>(
  file: string,
  modes: Modes,
  write: (handle: FileHandle) => Promise<Result>,
): Promise<Result> {
  await makeFolder(dirname(file), modes.folder);
  const beside = `${file}.${randomUUID()}.part`;
  const handle = await open(beside, "wx", modes.file);
  try {
    const result = await write(handle);
    await handle.sync();
    await handle.close();
    await rename(beside, file);
    return result;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(beside, { force: true });
    throw error;
  }
}
