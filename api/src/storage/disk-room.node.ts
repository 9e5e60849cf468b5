import { statfs } from "node:fs/promises";

/** Bytes a process without privileges may still write where `folder` lies. */
export async function readDiskRoom(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Below it a server no longer calls itself ready: what is under way still finds room. */
export const leastRoomBytes = 64 * 1024 * 1024;
