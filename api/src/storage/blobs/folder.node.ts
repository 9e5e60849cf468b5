import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { BlobStore } from "../../ports/report-store.ts";
import { writeWhole } from "../write-whole.node.ts";
import { checkBlobKey } from "./blob-key.ts";

/** Blobs as files below a folder; a blob appears whole or not at all and is on disk when `put` resolves. */
export function openBlobFolder(folder: string): BlobStore {
  const pathOf = (key: string): string => join(folder, checkBlobKey(key));
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
    remove: async (key) => rm(pathOf(key), { force: true }),
  };
}
