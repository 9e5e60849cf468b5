import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { BlobStore } from "../../ports/report-store.ts";
import { writeWhole } from "../write-whole.node.ts";

/** Blobs as files below a folder; a blob appears whole or not at all and is on disk when `put` resolves. */
export function openBlobFolder(folder: string): BlobStore {
  const pathOf = (key: string): string => {
    if (!/^[a-z0-9][a-z0-9/-]*$/.test(key) || key.includes("//")) throw new Error(`blob key "${key}" is no plain path`);
    return join(folder, key);
  };
  return {
    put: async (key, bytes) => {
      await writeWhole(pathOf(key), bytes, { file: 0o600, folder: 0o700 });
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
