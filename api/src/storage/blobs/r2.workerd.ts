import type { BlobStore } from "../../ports/report-store.ts";

/** Blobs in R2. */
export function openR2(bucket: R2Bucket): BlobStore {
  return {
    put: async (key, bytes) => {
      await bucket.put(key, bytes);
    },
    get: async (key) => {
      const object = await bucket.get(key);
      return object === null ? undefined : new Uint8Array(await object.arrayBuffer());
    },
    remove: (key) => bucket.delete(key),
  };
}
