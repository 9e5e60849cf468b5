import { join } from "node:path";
import type { BlobStore } from "../ports/report-store.ts";
import { readBucketPlace } from "../storage/blobs/bucket-place.ts";
import { openBlobFolder } from "../storage/blobs/folder.node.ts";

/** Attachments and reports: in the bucket that `BLOBS_URL` names, else in `blobs/` of the data folder. */
export async function openBlobs(
  dataFolder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<BlobStore> {
  const bucket = readBucketPlace(environment);
  if (bucket === undefined) return openBlobFolder(join(dataFolder, "blobs"));
  const { openBucket } = await import("../storage/blobs/bucket.ts");
  return openBucket(bucket);
}
