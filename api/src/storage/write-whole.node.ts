import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes a file beside its name, flushes it to disk and renames it, so that a reader never meets half of it and a former
 * file stays when writing fails. Missing folders are made. `modes` are for the new file and the new folders.
 */
export async function writeWhole(
  file: string,
  bytes: Uint8Array | string,
  modes: { readonly file?: number; readonly folder?: number } = {},
): Promise<void> {
  await mkdir(dirname(file), { recursive: true, ...(modes.folder === undefined ? {} : { mode: modes.folder }) });
  const beside = `${file}.${randomUUID()}.part`;
  const handle = await open(beside, "wx", modes.file);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
    await handle.close();
    await rename(beside, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(beside, { force: true });
    throw error;
  }
}
