import { join } from "node:path";
import type { BlobStore } from "../ports/report-store.ts";
import { openBucket } from "../storage/blobs/bucket.ts";
import { readBucketPlace } from "../storage/blobs/bucket-place.ts";
import { openBlobFolder } from "../storage/blobs/folder.node.ts";

/** Attachments and reports: in the bucket that `BLOBS_URL` names, else in `blobs/` of the data folder. */
export function openBlobs(
  dataFolder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): BlobStore {
  const bucket = readBucketPlace(environment);
  return bucket === undefined ? openBlobFolder(join(dataFolder, "blobs")) : openBucket(bucket);
}
