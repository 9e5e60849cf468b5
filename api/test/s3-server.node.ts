import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A bucket of a test's own, on the loopback. It knows nothing of the program's client: signatures are reckoned anew. */
export interface TestBucket {
  /** Without a slash at its end. */
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly objects: Map<string, Buffer>;
  /** What each request was answered, e.g. `PUT 200`. */
  readonly answered: string[];
  /** What the next requests meet instead of an answer: a status, a connection that breaks, or no answer at all. */
  readonly faults: (number | "break" | "hang")[];
  close(): Promise<void>;
}

const accessKey = "DIAOYANTEST";
const secretKey = "not/a+secret=0123456789";
const region = "cn-north-1";
const bucket = "diaoyan-test";
const skewMilliseconds = 15 * 60_000;

export async function startBucket(): Promise<TestBucket> {
  const objects = new Map<string, Buffer>();
  const answered: string[] = [];
  const faults: (number | "break" | "hang")[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const fault = faults.shift();
      if (fault === "hang") return;
      if (fault === "break") {
        response.destroy();
        return;
      }
      const [status, content] = fault === undefined ? answer(request, body) : [fault, errorOf("SlowDown")];
      answered.push(`${request.method} ${status}`);
      response.writeHead(status, { "content-length": content.length }).end(content);
    });
  });

  function answer(request: IncomingMessage, body: Buffer): readonly [number, Buffer] {
    const refused = checkSignature(request, body);
    if (refused !== undefined) return [refused === "BadDigest" ? 400 : 403, errorOf(refused)];
    const [, named, ...rest] = (request.url ?? "").split("/");
    if (named !== bucket) return [404, errorOf("NoSuchBucket")];
    const key = rest.join("/");
    if (request.method === "PUT") {
      objects.set(key, body);
      return [200, Buffer.alloc(0)];
    }
    if (request.method === "DELETE") {
      objects.delete(key);
      return [204, Buffer.alloc(0)];
    }
    const found = objects.get(key);
    return found === undefined ? [404, errorOf("NoSuchKey")] : [200, found];
  }

  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${bucket}`;
  return {
    url,
    environment: {
      BLOBS_URL: `${url}?region=${region}`,
      AWS_ACCESS_KEY_ID: accessKey,
      AWS_SECRET_ACCESS_KEY: secretKey,
    },
    objects,
    answered,
    faults,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const errorOf = (code: string): Buffer => Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);

const sha256 = (bytes: Buffer | string): string => createHash("sha256").update(bytes).digest("hex");
const hmac = (key: Buffer | string, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** Signature Version 4 of a request, by the letter of its specification; answers the code of what does not hold. */
function checkSignature({ method, url = "", headers }: IncomingMessage, body: Buffer): string | undefined {
  const form = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
  const [, credential = "", signedHeaders = "", signature = ""] = form.exec(headers.authorization ?? "") ?? [];
  const [id, day = "", ...scope] = credential.split("/");
  if (id !== accessKey) return "InvalidAccessKeyId";
  if (scope.join("/") !== `${region}/s3/aws4_request`) return "AuthorizationHeaderMalformed";
  const moment = String(headers["x-amz-date"]);
  const time = Date.parse(moment.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  if (!moment.startsWith(day) || Math.abs(time - Date.now()) > skewMilliseconds) return "RequestTimeTooSkewed";
  if (headers["x-amz-content-sha256"] !== sha256(body)) return "BadDigest";
  const names = signedHeaders.split(";");
  if (["host", "x-amz-content-sha256", "x-amz-date"].some((name) => !names.includes(name))) return "AccessDenied";
  const [path = "", search = ""] = url.split("?");
  const canonical = [
    method,
    path,
    search,
    ...names.map((name) => `${name}:${String(headers[name]).trim().replace(/\s+/g, " ")}`),
    "",
    signedHeaders,
    sha256(body),
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", moment, [day, ...scope].join("/"), sha256(canonical)].join("\n");
  const key = [day, region, "s3", "aws4_request"].reduce<Buffer | string>(hmac, `AWS4${secretKey}`);
  const right = timingSafeEqual(hmac(key, text), Buffer.from(signature, "hex"));
  return right ? undefined : "SignatureDoesNotMatch";
}
