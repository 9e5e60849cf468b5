import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type BucketPlace, readBucketPlace } from "../../storage/blobs/bucket-place.ts";
import { DataFolderError } from "../../storage/data-folder-error.ts";
import { type Check, type Finding, fail, ok, type Patient, reasonOf, warn } from "./finding.ts";

const page = "docs/deploy/s3.md";

/** The bucket of `BLOBS_URL`, by a few bytes that are written, read and removed; the folder of blobs by the number of its files. */
export const checkBlobs: Check = async ({ dataFolder, environment }) => {
  try {
    const bucket = readBucketPlace(environment);
    if (bucket === undefined) return await checkFolder(dataFolder, environment);
    return [await tryBucket(bucket), ...checkWay(bucket), ...(await checkLeft(dataFolder))];
  } catch (error) {
    if (error instanceof DataFolderError) return [fail("bucket", error.message, error.remedy)];
    throw error;
  }
};

const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /no answer came/,
    "see that the address in BLOBS_URL is right, and that its server runs and can be reached from here",
  ],
  [/NoSuchBucket/, "make the bucket, or mend its name in BLOBS_URL"],
  [/SignatureDoesNotMatch|InvalidAccessKeyId/, "mend AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"],
  [/RequestTimeTooSkewed/, "set the clock and turn on time synchronisation (timedatectl set-ntp true)"],
  [/AuthorizationHeaderMalformed/, "name the server's region in BLOBS_URL: ?region=<name>"],
  [/ 40[13]\b/, "let the key put, get, delete and list in that bucket"],
];

async function tryBucket(bucket: BucketPlace): Promise<Finding> {
  const { openBucket } = await import("../../storage/blobs/bucket.ts");
  const blobs = openBucket(bucket);
  const key = `doctor/${crypto.randomUUID()}`;
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  try {
    await blobs.put(key, bytes);
    const kept = await blobs.get(key);
    await blobs.remove(key);
    if (kept?.join() === bytes.join()) return ok("bucket", `${bucket.base} keeps, gives back and removes bytes`);
    return fail("bucket", `${bucket.base} does not give back what was put there`, "use another server for attachments");
  } catch (error) {
    const reason = reasonOf(error);
    const [, remedy = "see that address, region and keys are right"] = remedies.find(([of]) => of.test(reason)) ?? [];
    return fail("bucket", `${bucket.base}: ${reason}`, `${remedy} (${page})`);
  }
}

function checkWay({ base }: BucketPlace): readonly Finding[] {
  const { protocol, hostname } = new URL(base);
  if (protocol === "https:" || ["127.0.0.1", "[::1]", "localhost"].includes(hostname)) return [];
  return [
    warn(
      "bucket's way",
      "the way to the bucket is not encrypted: built reports, which are not sealed, can be read on it",
      "give the server of the bucket a certificate and name it with https:// in BLOBS_URL",
    ),
  ];
}

async function countFiles(dataFolder: string): Promise<number> {
  const entries = await readdir(join(dataFolder, "blobs"), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).length;
}

/** A file is there before the database tells of it: fewer files are a folder that was not brought along. */
async function checkFolder(dataFolder: string, environment: Patient["environment"]): Promise<readonly Finding[]> {
  if ((environment["DATABASE_URL"] ?? "") !== "") return [];
  // none of it where the binary of sqlite3 does not load, which is told by itself
  const told = await import("../../storage/inspect-database.node.ts")
    .then(({ countBlobs }) => countBlobs(join(dataFolder, "diaoyan.sqlite")))
    .catch(() => 0);
  const files = await countFiles(dataFolder);
  if (files >= told) return [];
  return [
    fail(
      "blobs",
      `the database tells of ${told} built reports and pieces of attachments, but ${files} files lie in blobs/ of the data folder`,
      'bring blobs/ along from where the data came from, or from a backup; "diaoyan verify" names what is missing',
    ),
  ];
}

/** What lies in the folder is not looked for in it any more. */
async function checkLeft(dataFolder: string): Promise<readonly Finding[]> {
  const files = await countFiles(dataFolder);
  if (files === 0) return [];
  return [
    warn(
      "blobs",
      `${files} files lie in blobs/ of the data folder, but the server reads the bucket alone`,
      `copy what the bucket lacks into it and move the folder away (${page})`,
    ),
  ];
}
