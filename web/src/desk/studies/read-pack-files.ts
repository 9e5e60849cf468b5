import { ProblemError } from "@diaoyan/api/contract";

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
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return Object.entries(unzipSync(bytes)).map(([path, inside]) => [path, strFromU8(inside)] as const);
  } catch (error) {
    throw packProblem("pack.unzip", "压缩包无法打开", `${file.name}: expected a zip of a pack: ${String(error)}`);
  }
}

function packProblem(code: string, title: string, detail: string): ProblemError {
  return new ProblemError({ type: "about:blank", title, status: 422, code, detail });
}

/** Reads a chosen folder, or a zip of one. Throws a problem when a zip cannot be read or several packs were chosen. */
export async function readPackFiles(chosen: readonly File[]): Promise<PackTexts> {
  const read = await Promise.all(
    chosen.map(async (file) =>
      file.name.endsWith(".zip")
        ? readZip(file)
        : ([[file.webkitRelativePath || file.name, await file.text()]] as const),
    ),
  );
  const files = new Map(read.flat());
  const packs = [...files.keys()].filter((path) => /(^|\/)study\.ya?ml$/.test(path));
  if (packs.length > 1) {
    throw packProblem("pack.several", "所选文件夹内有几个课题包", `expected one pack, found ${packs.join(", ")}`);
  }
  return toPackPaths(files);
}
