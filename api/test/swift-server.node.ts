import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsClient } from "aws4fetch";

/** A bucket on a server that others wrote, with what the environment of a process names it by. */
export interface RealBucket {
  readonly environment: Readonly<Record<string, string | undefined>>;
  close(): Promise<void>;
}

const python = "/usr/bin/python3";
const credentials = { AWS_ACCESS_KEY_ID: "test:tester", AWS_SECRET_ACCESS_KEY: "testing" };
const named = process.env["S3_TEST_URL"] ?? "";
const isInstalled = named !== "" || spawnSync(python, ["-c", "import swift, eventlet"]).status === 0;

/** Why no S3 server can be asked here; undefined where one can. */
export const noS3Server: string | undefined = isInstalled
  ? undefined
  : "a real S3 server: neither is python3-swift installed (apt-get install python3-swift) nor does S3_TEST_URL name one";

/**
 * The empty bucket that `S3_TEST_URL` names with `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or one on an OpenStack
 * Swift of the test's own (Debian's python3-swift), which reckons signatures itself.
 */
export async function openRealBucket(): Promise<RealBucket> {
  if (named !== "") return { environment: { ...process.env, BLOBS_URL: named }, close: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), "diaoyan-s3-"));
  const server = spawn(python, [join(import.meta.dirname, "swift-server.py"), folder]);
  const ended = once(server, "exit");
  let said = "";
  server.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const failed = ended.then(() => Promise.reject(new Error(`swift ended: ${said}`)));
  const [port] = await Promise.race([once(server.stdout.setEncoding("utf8"), "data"), failed]);
  failed.catch(() => undefined);
  const url = `http://127.0.0.1:${String(port).trim()}/diaoyan`;
  const keys = {
    accessKeyId: credentials.AWS_ACCESS_KEY_ID,
    secretAccessKey: credentials.AWS_SECRET_ACCESS_KEY,
  };
  const made = await new AwsClient({ ...keys, service: "s3", region: "us-east-1" }).fetch(url, { method: "PUT" });
  if (made.status !== 200) throw new Error(`swift made no bucket: ${made.status} ${await made.text()}`);
  return {
    environment: { ...credentials, BLOBS_URL: url },
    close: async () => {
      server.stdin.end();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
