import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BlobStore } from "../../ports/report-store.ts";

/** Blobs as files below a folder; a blob appears whole or not at all and is on disk when `put` resolves. */
export function openBlobFolder(folder: string): BlobStore {
  const pathOf = (key: string): string => {
    if (!/^[a-z0-9][a-z0-9/-]*$/.test(key) || key.includes("//")) throw new Error(`blob key "${key}" is no plain path`);
    return join(folder, key);
  };
  return {
    put: async (key, bytes) => {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const beside = `${path}.${randomUUID()}.part`;
      const handle = await open(beside, "wx", 0o600);
      await handle.writeFile(bytes);
      await handle.sync();
      await handle.close();
      await rename(beside, path);
    },
    get: async (key) => {
      try {
        return new Uint8Array(await readFile(pathOf(key)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  };
}
