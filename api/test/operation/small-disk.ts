import { spawnSync } from "node:child_process";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Served, serve } from "./serve.ts";

/** A server whose data lie on a disk of few megabytes that only it sees; gone when it ends. */
export interface SmallDisk {
  readonly server: Served;
  /** The data folder as others reach it. */
  readonly folder: string;
  /** Takes all room there is. */
  fill(): Promise<void>;
  empty(): Promise<void>;
}

const namespace = ["unshare", "--user", "--map-root-user", "--mount"] as const;

/** Why no small disk can be had here; undefined where it can. */
export function whyNoSmallDisk(): string | undefined {
  const [program, ...args] = namespace;
  const tried = spawnSync(program, [...args, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], { encoding: "utf8" });
  if (tried.error !== undefined) return `there is no ${program} here (${tried.error.message})`;
  return tried.status === 0 ? undefined : `no disk can be mounted without privileges: ${tried.stderr.trim()}`;
}

/** Starts a server on a tmpfs of `megabytes`, mounted over `folder` in a namespace of its own. */
export async function startOnSmallDisk(folder: string, megabytes: number): Promise<SmallDisk> {
  const mount = `mount -t tmpfs -o size=${megabytes}m,mode=700 tmpfs "$1" && shift && exec "$@"`;
  const server = await serve(folder, [], [...namespace, "sh", "-c", mount, "sh", folder]);
  const seen = `/proc/${server.child.pid}/root${folder}`;
  const filler = join(seen, "filler");
  return {
    server,
    folder: seen,
    fill: () => fillUp(filler),
    empty: () => rm(filler, { force: true }),
  };
}

async function fillUp(filler: string): Promise<void> {
  const handle = await open(filler, "a");
  try {
    for (let size = 1 << 20; size >= 512; size >>= 1) {
      const piece = new Uint8Array(size);
      while (await handle.write(piece).then(({ bytesWritten }) => bytesWritten === size, noRoom));
    }
  } finally {
    await handle.close().catch(noRoom);
  }
}

function noRoom(error: NodeJS.ErrnoException): false {
  if (error.code !== "ENOSPC") throw error;
  return false;
}
