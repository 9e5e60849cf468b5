import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { PackFiles } from "./pack-files.ts";

/** Endings of text files; misspelt ones are read too, so that the loader can name them. */
const kinds = /\.(ya?ml|json|md|csv|bib|txt)$/i;

/** Reads the files of a pack and, from the folder `common` beside it, the shared blocks; `simulated/` is left out. */
export async function readPackFolder(folder: string): Promise<PackFiles> {
  const own = await readTree(folder, "");
  const shared = await readTree(join(dirname(folder), "common"), "common/").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return new Map([...own, ...shared]);
}

async function readTree(folder: string, prefix: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile() && kinds.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).replaceAll("\\", "/").replace(/^\/+/, ""))
    .filter((path) => !path.startsWith("simulated/") && basename(path) !== "README.md")
    .sort();
  return Promise.all(files.map(async (path) => [prefix + path, await readFile(join(folder, path), "utf8")] as const));
}
