import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

/** A built file that a page can ask for. */
export interface PageFile {
  readonly name: string;
  /** Asked for before anything can be seen; the others come later by `import()`. */
  readonly first: boolean;
  readonly text: string;
  /** Bytes under brotli, as the server sends it. */
  readonly bytes: number;
}

const reference = /(?:["'`(]|=)(?:\.{0,2}\/)?(?:assets\/)?([\w.-]+-[\w-]{8}\.(?:js|css))/g;
const staticImport = /(?:import|from)\s*["']\.\/([\w.-]+\.js)["']/g;

function namesIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, name = ""]) => name);
}

/** Every script and style that a page of `dist` can ask for, followed through its chunks. Throws when it is not built. */
export function listPageFiles(dist: string, page: string): readonly PageFile[] {
  const assets = join(dist, "assets");
  const there = new Set(readdirSync(assets));
  const read = (name: string) => readFileSync(join(assets, name), "utf8");
  const html = readFileSync(join(dist, page), "utf8");
  const first = new Set<string>();
  const all = new Set<string>();

  function follow(name: string, isFirst: boolean): void {
    if (!there.has(name) || (isFirst ? first.has(name) : all.has(name))) return;
    all.add(name);
    if (isFirst) first.add(name);
    if (!name.endsWith(".js")) return;
    const text = read(name);
    for (const imported of namesIn(text, staticImport)) follow(imported, isFirst);
    for (const mentioned of namesIn(text, reference)) follow(mentioned, false);
  }

  for (const name of namesIn(html, reference)) follow(name, true);
  return [...all].map((name) => {
    const text = read(name);
    return { name, first: first.has(name), text, bytes: brotliCompressSync(text).length };
  });
}
