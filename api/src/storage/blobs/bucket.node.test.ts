import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startBucket, type TestBucket } from "../../../test/s3-server.node.ts";
import { noS3Server, openRealBucket, type RealBucket } from "../../../test/swift-server.node.ts";
import { readStorageTrouble } from "../storage-trouble.ts";
import { describeBlobs } from "../testing/blob-conformance.ts";
import { openBucket } from "./bucket.ts";
import { readBucketPlace } from "./bucket-place.ts";

type Environment = Readonly<Record<string, string | undefined>>;

function open(environment: Environment) {
  const place = readBucketPlace(environment);
  if (place === undefined) throw new Error("no bucket is named");
  return openBucket(place, { pause: 1, attempt: 10_000, inAll: 20_000 });
}

let bucket: TestBucket;
beforeAll(async () => {
  bucket = await startBucket();
});
beforeEach(() => {
  bucket.answered.length = 0;
});
afterAll(() => bucket.close());

describeBlobs("a bucket that reckons signatures itself", async () => open(bucket.environment));

describe.skipIf(noS3Server !== undefined)(noS3Server ?? "a real S3 server", () => {
  let real: RealBucket;
  beforeAll(async () => {
    real = await openRealBucket();
  }, 30_000);
  afterAll(() => real.close());

  describeBlobs("it", async () => open(real.environment));

  it("refuses another secret, and another bucket", async () => {
    await expect(open({ ...real.environment, AWS_SECRET_ACCESS_KEY: "other" }).get("a")).rejects.toThrow("403");
    const other = (real.environment["BLOBS_URL"] ?? "").replace(/(?=\?|$)/, "-none");
    await expect(open({ ...real.environment, BLOBS_URL: other }).get("a")).rejects.toThrow(/40[34]/);
  });
});

describe("a bucket", () => {
  const troubleOf = async (work: Promise<unknown>) =>
    readStorageTrouble(await work.catch((error: unknown) => error)) ?? "none";

  it("is asked again when its server is busy or the connection breaks, and three times in all", async () => {
    const blobs = open(bucket.environment);
    bucket.faults.push(503, "break");
    await blobs.put("a/1", new Uint8Array([7]));
    expect(await blobs.get("a/1")).toEqual(new Uint8Array([7]));
    bucket.faults.push(500, 429, 503);
    expect(await troubleOf(blobs.get("a/1"))).toBe("unwritable");
    expect(await blobs.get("a/1")).toEqual(new Uint8Array([7]));
    bucket.faults.push(507);
    expect(await troubleOf(blobs.put("a/2", new Uint8Array([7])))).toBe("full");
    expect(bucket.objects.has("a/2")).toBe(false);
  });

  it("whose server hangs is given up in time, however many attempts are left", async () => {
    const place = readBucketPlace(bucket.environment);
    if (place === undefined) throw new Error("no bucket is named");
    bucket.faults.push("hang", "hang", "hang");
    const blobs = openBucket(place, { pause: 1, attempt: 150, inAll: 200 });
    expect(await troubleOf(blobs.put("a/3", new Uint8Array([7])))).toBe("unwritable");
    // the time in all was over before the third attempt
    expect(bucket.faults.length).toBeGreaterThan(0);
    bucket.faults.length = 0;
    expect(bucket.objects.has("a/3")).toBe(false);
  });

  it("that refuses, is missing or does not answer is trouble and no missing blob", async () => {
    const at = (changes: Environment) => open({ ...bucket.environment, ...changes });
    const other = at({ AWS_SECRET_ACCESS_KEY: "other" });
    await expect(other.get("a")).rejects.toThrow("getting a: answered 403 SignatureDoesNotMatch");
    expect(await troubleOf(other.put("a", new Uint8Array()))).toBe("unwritable");
    const none = at({ BLOBS_URL: `${bucket.url}-none?region=cn-north-1` });
    await expect(none.get("a")).rejects.toThrow("answered 404 NoSuchBucket");
    await expect(none.remove("a")).rejects.toThrow("answered 404 NoSuchBucket");
    expect(await troubleOf(at({ BLOBS_URL: "http://127.0.0.1:1/none" }).get("a"))).toBe("unwritable");
  });

  it("is named by an address and a key of its own; what is wrong is told without the secret", () => {
    const read = (changes: Environment) => readBucketPlace({ ...bucket.environment, ...changes });
    expect(readBucketPlace({})).toBeUndefined();
    expect(read({ BLOBS_URL: "https://a.oss-cn-beijing.example/x//?region=oss-cn-beijing" })).toMatchObject({
      base: "https://a.oss-cn-beijing.example/x/",
      region: "oss-cn-beijing",
    });
    for (const wrong of [
      "s3://bucket",
      "bucket",
      "https://key:secret@host/b",
      "https://host/b?regio=x",
      "https://h/#b",
    ]) {
      expect(() => read({ BLOBS_URL: wrong })).toThrow(/^BLOBS_URL: (?!.*secret@)/);
    }
    expect(() => read({ AWS_SECRET_ACCESS_KEY: "" })).toThrow("AWS_SECRET_ACCESS_KEY is not set");
  });
});
