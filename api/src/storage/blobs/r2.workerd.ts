import type { BlobStore } from "../../ports/report-store.ts";
import { checkBlobKey } from "./blob-key.ts";

/** Blobs in R2. */
export function openR2(bucket: R2Bucket): BlobStore {
  return {
    put: async (key, bytes) => {
      await bucket.put(checkBlobKey(key), bytes);
    },
    get: async (key) => {
      const object = await bucket.get(checkBlobKey(key));
      return object === null ? undefined : new Uint8Array(await object.arrayBuffer());
    },
    remove: async (key) => bucket.delete(checkBlobKey(key)),
  };
}
