import { bytesToHex } from "@noble/hashes/utils.js";
import { AwsClient } from "aws4fetch";
import type { BlobStore } from "../../ports/report-store.ts";
import { checkBlobKey } from "./blob-key.ts";
import type { BucketPlace } from "./bucket-place.ts";

/** What a bucket's server refused or did not answer; `code` says to `readStorageTrouble` what kind of trouble it is. */
export class BucketError extends Error {
  readonly code: "BUCKET_FULL" | "BUCKET_UNREACHABLE" | "BUCKET_REFUSED";

  constructor(code: BucketError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "BucketError";
    this.code = code;
  }
}

const attempts = 3;

/** Milliseconds a request to a bucket may take. */
export interface Pace {
  /** Before the second attempt; four times as much before the third. */
  readonly pause: number;
  /** For an answer to one attempt. */
  readonly attempt: number;
  /** For all attempts, so that whoever waits behind them is told while he still waits. */
  readonly inAll: number;
}

const usualPace: Pace = { pause: 200, attempt: 10_000, inAll: 20_000 };

/**
 * Blobs in a bucket of an S3-compatible server, each request signed (Signature Version 4) with the hash of what it sends, so
 * that the server refuses bytes that were altered on the way. What fails on the way or at the server is tried three times,
 * within twenty seconds. Throws `BucketError`.
 */
export function openBucket(place: BucketPlace, pace: Pace = usualPace): BlobStore {
  const { base, region, accessKey, secretKey, sessionToken } = place;
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: "s3",
    region,
    ...(sessionToken && { sessionToken }),
  });

  async function ask(method: "PUT" | "GET" | "DELETE", key: string, body?: Uint8Array<ArrayBuffer>): Promise<Answer> {
    const url = `${base}${checkBlobKey(key)}`;
    const digest = await crypto.subtle.digest("SHA-256", body ?? new Uint8Array());
    const headers = { "x-amz-content-sha256": bytesToHex(new Uint8Array(digest)) };
    const until = performance.now() + pace.inAll;
    for (let attempt = 1; ; attempt += 1) {
      const signed = await client.sign(url, { method, headers, ...(body && { body }) });
      const answer = await askOnce(signed, Math.min(pace.attempt, until - performance.now()));
      const pause = pace.pause * 4 ** (attempt - 1);
      if (!answer.passing || attempt === attempts || performance.now() + pause >= until) return answer;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  return {
    put: async (key, bytes) => {
      const answer = await ask("PUT", key, new Uint8Array(bytes));
      if (answer.status !== 200) throw failureOf(answer, `putting ${key}`);
    },
    get: async (key) => {
      const answer = await ask("GET", key);
      if (answer.status === 200) return answer.bytes;
      if (answer.status === 404 && answer.said !== "NoSuchBucket") return undefined;
      throw failureOf(answer, `getting ${key}`);
    },
    remove: async (key) => {
      const answer = await ask("DELETE", key);
      const isGone = answer.status === 404 && answer.said !== "NoSuchBucket";
      if (answer.status !== 204 && answer.status !== 200 && !isGone) throw failureOf(answer, `removing ${key}`);
    },
  };
}

interface Answer {
  /** 0: none came. */
  readonly status: number;
  readonly bytes: Uint8Array;
  /** The server's code, e.g. `NoSuchKey`; for none that came, why. */
  readonly said: string;
  /** Whether another attempt may do. */
  readonly passing: boolean;
  readonly cause?: unknown;
}

async function askOnce(request: Request, patience: number): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(Math.max(1, Math.round(patience)));
    const response = await fetch(request, { redirect: "manual", signal });
    const { status } = response;
    const bytes = new Uint8Array(await response.arrayBuffer());
    const said = response.ok ? "" : codeOf(bytes);
    return { status, bytes, said, passing: (status >= 500 && !isFull({ status, said })) || status === 429 };
  } catch (cause) {
    return { status: 0, bytes: new Uint8Array(), said: reasonOf(cause), passing: true, cause };
  }
}

const isFull = ({ status, said }: Pick<Answer, "status" | "said">): boolean =>
  status === 507 || /quota|storagefull/i.test(said);

const codeOf = (bytes: Uint8Array): string =>
  /<Code>([A-Za-z]{1,60})<\/Code>/.exec(new TextDecoder().decode(bytes.subarray(0, 4_096)))?.[1] ?? "";

function reasonOf(error: unknown): string {
  const { cause } = error as { readonly cause?: unknown };
  if (cause instanceof Error) return cause.message;
  return error instanceof Error ? error.message : String(error);
}

function failureOf(answer: Answer, doing: string): BucketError {
  const { status, said, cause } = answer;
  if (status === 0) return new BucketError("BUCKET_UNREACHABLE", `${doing}: no answer came (${said})`, cause);
  const message = `${doing}: answered ${status}${said === "" ? "" : ` ${said}`}`;
  if (isFull(answer)) return new BucketError("BUCKET_FULL", message);
  return new BucketError(answer.passing ? "BUCKET_UNREACHABLE" : "BUCKET_REFUSED", message);
}
