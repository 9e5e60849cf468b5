/** Files of a pack by path inside it, whatever folder they came in. */
export type PackTexts = Readonly<Record<string, string>>;

const kept = /\.(ya?ml|json|md|csv|bib|txt)$/i;

/**
 * Paths inside the pack: `study.yaml` at the root, and shared blocks of a folder `common` beside the pack under
 * `common/`. Simulated material and hidden files are no part of a pack.
 */
export function toPackPaths(files: ReadonlyMap<string, string>): PackTexts {
  const study = [...files.keys()].find((path) => /(^|\/)study\.ya?ml$/.test(path)) ?? "";
  const root = study.slice(0, study.lastIndexOf("/") + 1);
  const shared = `${root.split("/").slice(0, -2).join("/")}/common/`.replace(/^\//, "");
  const placed = [...files].map(([path, text]) => {
    if (path.startsWith(root)) return [path.slice(root.length), text] as const;
    return [path.startsWith(shared) ? `common/${path.slice(shared.length)}` : "", text] as const;
  });
  return Object.fromEntries(
    placed.filter(
      ([path]) => kept.test(path) && !path.startsWith("simulated/") && !/(^|\/)([._]|README\.md$)/.test(path),
    ),
  );
}

async function readZip(file: File): Promise<readonly (readonly [string, string])[]> {
  const { unzipSync, strFromU8 } = await import("fflate");
  const entries = unzipSync(new Uint8Array(await file.arrayBuffer()));
  return Object.entries(entries).map(([path, bytes]) => [path, strFromU8(bytes)] as const);
}

/** Reads a chosen folder, or a zip of one. Throws when a zip cannot be read. */
export async function readPackFiles(chosen: readonly File[]): Promise<PackTexts> {
  const read = await Promise.all(
    chosen.map(async (file) =>
      file.name.endsWith(".zip")
        ? readZip(file)
        : ([[file.webkitRelativePath || file.name, await file.text()]] as const),
    ),
  );
  return toPackPaths(new Map(read.flat()));
}
