/** What a disk or a file system may refuse; `locked`: another process does not let go of the database. */
export type StorageTrouble = "full" | "unwritable" | "locked";

const codes: Readonly<Record<string, StorageTrouble>> = {
  SQLITE_FULL: "full",
  ENOSPC: "full",
  EDQUOT: "full",
  EFBIG: "full",
  SQLITE_READONLY: "unwritable",
  SQLITE_IOERR: "unwritable",
  SQLITE_CANTOPEN: "unwritable",
  SQLITE_PERM: "unwritable",
  EROFS: "unwritable",
  EACCES: "unwritable",
  EPERM: "unwritable",
  EIO: "unwritable",
  SQLITE_BUSY: "locked",
  // PostgreSQL: disk full; read-only; not reachable, shutting down or starting, too many connections; waited for a lock too long
  "53100": "full",
  "25006": "unwritable",
  "08006": "unwritable",
  "57P01": "unwritable",
  "57P03": "unwritable",
  "53300": "unwritable",
  ECONNREFUSED: "unwritable",
  ECONNRESET: "unwritable",
  "55P03": "locked",
  BUCKET_FULL: "full",
  BUCKET_UNREACHABLE: "unwritable",
  BUCKET_REFUSED: "unwritable",
};

/** What the storage refused, read off an error or what caused it; undefined where it is another kind of failure. */
export function readStorageTrouble(error: unknown): StorageTrouble | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth += 1) {
    const { code } = at as NodeJS.ErrnoException;
    const trouble = code === undefined ? undefined : codes[code];
    if (trouble !== undefined) return trouble;
  }
  return undefined;
}
