import { DataFolderError } from "../data-folder-error.ts";

/** A bucket of an S3-compatible server, and the key it is opened with. */
export interface BucketPlace {
  /** What a blob's key is appended to, e.g. `https://s3.example.cn/diaoyan/` or `https://diaoyan.s3.example.cn/`. */
  readonly base: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly sessionToken?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The bucket that `BLOBS_URL` names; undefined where blobs lie in the data folder. The region comes from `?region=`, else from
 * `AWS_REGION`. Throws `blobs.unfit` for an address that is none, or without `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`.
 */
export function readBucketPlace(environment: Environment): BucketPlace | undefined {
  const given = environment["BLOBS_URL"] ?? "";
  if (given === "") return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol) || url.username !== "" || url.hash !== "") {
    throw unfit("expected an address like https://s3.example.cn/bucket, without a name or password in it");
  }
  const accessKey = environment["AWS_ACCESS_KEY_ID"] ?? "";
  const secretKey = environment["AWS_SECRET_ACCESS_KEY"] ?? "";
  if (accessKey === "" || secretKey === "") {
    throw unfit("a bucket is named, but AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set");
  }
  const strange = [...url.searchParams.keys()].find((name) => name !== "region");
  if (strange !== undefined) throw unfit(`"${strange}" is no option; the only one is region`);
  const region = url.searchParams.get("region") ?? environment["AWS_REGION"] ?? "us-east-1";
  const sessionToken = environment["AWS_SESSION_TOKEN"];
  const base = `${url.origin}${url.pathname.replace(/\/*$/, "/")}`;
  return { base, region, accessKey, secretKey, ...(sessionToken && { sessionToken }) };
}

const unfit = (message: string): DataFolderError =>
  new DataFolderError(
    "blobs.unfit",
    `BLOBS_URL: ${message}`,
    "set it as docs/deploy/s3.md says, or unset it to keep attachments in the data folder",
  );
