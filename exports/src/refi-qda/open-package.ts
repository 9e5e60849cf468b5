import { type UnzipFileInfo, unzipSync } from "fflate";
import { qdaRefused } from "../errors.ts";
import { checkUnpacked, dropHead, listZipChecks, type ZipCheck } from "./zip-checks.ts";

/** A .qdpx file: the project's XML and the files beside it. */
export interface QdaPackage {
  readonly xml: string;
  /** The bytes a path of the XML means; null where the package does not hold them. */
  find(path: string): Uint8Array | null;
  /** What is unusual of the package. */
  readonly remarks: readonly { readonly message: string; readonly detail: string }[];
}

const most = { bytes: 512 * 1024 * 1024, files: 20_000 };
const prefix = /^(?:internal|relative|absolute|file):\/{2,3}/iu;

const tidy = (name: string): string =>
  name
    .replaceAll("\\", "/")
    .replace(/^\.?\/+/u, "")
    .normalize("NFC");
const baseName = (name: string): string => name.slice(name.lastIndexOf("/") + 1);
const isKept = (name: string): boolean => !name.endsWith("/") && !/(?:^|\/)(?:__MACOSX\/|\.\.\/)/u.test(tidy(name));

/** Opens a .qdpx: the `.qde` in its root, whatever it is called, and `sources/` in any case. Throws `qda.…`. */
export function openQdaPackage(bytes: Uint8Array): QdaPackage {
  const archive = openArchive(dropHead(bytes));
  const projects = archive.names.filter((name) => /\.qde$/iu.test(name));
  const depth = Math.min(...projects.map((name) => name.split("/").length));
  const roots = projects.filter((name) => name.split("/").length === depth);
  const chosen = roots.find((name) => baseName(name).toLowerCase() === "project.qde") ?? roots[0];
  if (chosen === undefined) throw qdaRefused("not-qda", "it holds no .qde file");
  const folder = chosen.slice(0, chosen.length - baseName(chosen).length);
  const remarks = [
    ...(roots.length > 1
      ? [
          {
            message: `it holds ${roots.length} projects, read was ${chosen}`,
            detail: `有 ${roots.length} 个项目，已读取 ${chosen}`,
          },
        ]
      : []),
    ...(folder === ""
      ? []
      : [
          {
            message: `its project stands in the folder ${folder}, not in its root`,
            detail: `项目文件在文件夹 ${folder} 中`,
          },
        ]),
  ];
  return { xml: decodeXmlBytes(archive.unfold(chosen)), find: createFinder(archive, folder), remarks };
}

interface Archive {
  readonly names: readonly string[];
  unfold(name: string): Uint8Array;
}

/** Lists the files of a zip archive; each is unfolded when asked for, so that recordings cost nothing. */
function openArchive(bytes: Uint8Array): Archive {
  const listed = new Map<string, string>();
  const unzip = (take: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> => {
    try {
      return unzipSync(bytes, { filter: take });
    } catch (error) {
      if ((error as Error).name === "ExportError") throw error;
      const { message } = error as Error;
      if (/compression type/u.test(message))
        throw qdaRefused("packing", `its files are packed in a way that is not read (${message})`);
      throw qdaRefused("damaged", `it is no whole zip archive (${message})`);
    }
  };
  unzip(({ name }) => {
    if (isKept(name)) listed.set(tidy(name), name);
    if (listed.size > most.files) throw qdaRefused("too-large", `it holds more than ${most.files} files`);
    return false;
  });
  const checks = listZipChecks(bytes);
  let total = 0;
  return {
    names: [...listed.keys()],
    unfold(name) {
      const stored = listed.get(name) ?? name;
      let check: ZipCheck | undefined;
      let place = -1;
      const found = unzip((file) => {
        place += 1;
        if (file.name !== stored) return false;
        check = checks[place];
        if (check?.encrypted) throw qdaRefused("packing", `${name} is encrypted`);
        total += file.originalSize;
        if (total > most.bytes) throw qdaRefused("too-large", `its texts unfold to more than ${most.bytes} bytes`);
        return true;
      });
      const unfolded = found[stored] ?? new Uint8Array();
      checkUnpacked(name, unfolded, check);
      return unfolded;
    },
  };
}

/** A name in the characters it was written in: without a mark for UTF-8 an archive gives bytes, often of GB 18030. */
function readName(name: string): string {
  if (!/[\u0080-\u00FF]/u.test(name) || /[^\0-\u00FF]/u.test(name)) return name;
  const { guessed, text } = decodeBytes(Uint8Array.from(name, (sign) => sign.charCodeAt(0)));
  return guessed && text.includes("\uFFFD") ? name : text.normalize("NFC");
}

/** Looks in `sources/` first, then anywhere by the file's name; case does not count. */
function createFinder({ names, unfold }: Archive, folder: string): QdaPackage["find"] {
  const spelled = names.flatMap((name) => [[readName(name), name] as const, [name, name] as const]);
  const byPath = new Map(spelled.map(([spelling, name]) => [spelling.toLowerCase(), name]));
  const byBase = new Map(spelled.map(([spelling, name]) => [baseName(spelling).toLowerCase(), name]));
  const findName = (path: string): string | undefined => {
    const name = tidy(path).toLowerCase();
    const home = folder.toLowerCase();
    return byPath.get(`${home}sources/${name}`) ?? byPath.get(`${home}${name}`) ?? byBase.get(baseName(name));
  };
  return (path) => {
    const bare = path.trim().replace(prefix, "");
    const name = findName(bare) ?? findName(decodePath(bare));
    return name === undefined ? null : unfold(name);
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The text of an XML file: UTF-8, or UTF-16 where its first bytes say so. */
export function decodeXmlBytes(bytes: Uint8Array): string {
  return decodeBytes(bytes).text.replace(/^\uFEFF/u, "");
}

/** A text in UTF-8, UTF-16 with its mark, or GB 18030; `guessed` where only the last fits. A byte order mark is kept. */
export function decodeBytes(bytes: Uint8Array): { readonly text: string; readonly guessed: boolean } {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: decode("utf-16le", bytes), guessed: false };
  if (first === 0xfe && second === 0xff) return { text: decode("utf-16be", bytes), guessed: false };
  try {
    return { text: new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes), guessed: false };
  } catch {
    return { text: decode("gb18030", bytes), guessed: true };
  }
}

function decode(label: string, bytes: Uint8Array): string {
  return new TextDecoder(label, { ignoreBOM: true, fatal: false }).decode(bytes);
}
