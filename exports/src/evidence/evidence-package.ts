import { canonicalJson, hashBytes, hashText, type Json } from "@diaoyan/instruments";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { packageUnreadable } from "../errors.ts";
import type { EvidenceFile } from "./evidence-list.ts";

const format = "diaoyan-evidence/1";
const manifestName = "manifest.json";

/** What a package says of itself. */
export interface PackageHead {
  readonly study: string;
  readonly title: string;
  readonly simulated: boolean;
  readonly snapshot: string;
  readonly day: string;
  readonly software: string;
  /** Hash the study's log of responses ended with; packages of earlier versions have none. */
  readonly log?: string;
}

/** Something in a package that is not what its manifest says. */
export interface PackageFinding {
  readonly code: "file.changed" | "file.missing" | "file.unlisted" | "manifest.broken" | "package.changed";
  readonly file: string;
  readonly message: string;
}

/** Any fixed day does: equal files must give an equal package. */
const packTime = new Date(1980, 0, 1, 0, 0, 0);

/** Files stand in the order of their names, stored as they are. */
function pack(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const names = [...files.keys()].sort();
  const entries = Object.fromEntries(names.map((name) => [name, files.get(name) ?? new Uint8Array()]));
  return new Uint8Array(zipSync(entries, { level: 0, mtime: packTime }));
}

/** What a file is, as the manifest lists it. */
export function describeFile(file: string, bytes: Uint8Array): EvidenceFile {
  return { file, bytes: bytes.length, sha256: hashBytes(bytes) };
}

/** Packs files with their manifest; `seal` is the SHA-256 of the rest of the manifest. Equal contents give equal bytes. */
export function packEvidence(head: PackageHead, files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const listed = [...files.keys()].sort().map((name) => describeFile(name, files.get(name) ?? new Uint8Array()));
  const content = { format, ...head, files: listed };
  const manifest = { ...content, seal: sealOf(content as unknown as Json) };
  return pack(new Map([...files, [manifestName, strToU8(`${JSON.stringify(manifest, null, 2)}\n`)]]));
}

function sealOf(content: Json): string {
  return hashText(canonicalJson(content));
}

interface Manifest extends PackageHead {
  readonly files: readonly EvidenceFile[];
}

/**
 * Holds every file of a package against its manifest, the manifest against its seal, and the archive against what its files
 * pack to, so that no byte can differ unseen. Throws `package.unreadable` where there is no package to be checked.
 */
export function verifyPackage(bytes: Uint8Array): {
  readonly manifest: Manifest;
  readonly findings: readonly PackageFinding[];
} {
  const files = unpack(bytes);
  const { manifest, sealed } = readManifest(files.get(manifestName));
  const findings: PackageFinding[] = [];
  if (!sealed) findings.push(finding("manifest.broken", manifestName, "its contents do not fit its seal"));
  for (const listed of manifest.files) findings.push(...checkFile(listed, files.get(listed.file)));
  const known = new Set([manifestName, ...manifest.files.map(({ file }) => file)]);
  for (const file of files.keys())
    if (!known.has(file)) findings.push(finding("file.unlisted", file, "the manifest does not list it"));
  if (findings.length === 0 && !equalBytes(pack(files), bytes))
    findings.push(
      finding("package.changed", "(archive)", "its files are whole, but the archive was packed again or changed"),
    );
  return { manifest, findings };
}

function finding(code: PackageFinding["code"], file: string, message: string): PackageFinding {
  return { code, file, message };
}

function checkFile({ file, bytes, sha256 }: EvidenceFile, content: Uint8Array | undefined): readonly PackageFinding[] {
  if (content === undefined) return [finding("file.missing", file, "the package does not hold it")];
  const got = hashBytes(content);
  if (content.length === bytes && got === sha256) return [];
  return [
    finding("file.changed", file, `expected ${bytes} bytes with SHA-256 ${sha256}, got ${content.length} with ${got}`),
  ];
}

/** Packages are stored, not compressed, so that unpacking takes no more room than the file. */
function unpack(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  try {
    const filter = ({ name, compression }: { readonly name: string; readonly compression: number }): boolean => {
      if (compression !== 0) throw packageUnreadable(`${name} is compressed, which no package is`);
      return true;
    };
    return new Map(Object.entries(unzipSync(bytes, { filter })));
  } catch (error) {
    if ((error as Error).name === "ExportError") throw error;
    throw packageUnreadable(`it is no zip file (${(error as Error).message})`);
  }
}

function readManifest(bytes: Uint8Array | undefined): { readonly manifest: Manifest; readonly sealed: boolean } {
  if (bytes === undefined) throw packageUnreadable(`it holds no ${manifestName}`);
  const value = parse(strFromU8(bytes));
  const { seal, ...content } = value as { seal?: Json } & Record<string, Json>;
  const listed = content["files"];
  if (content["format"] !== format || !Array.isArray(listed) || !listed.every(isFile))
    throw packageUnreadable(`${manifestName} is damaged or not of format ${format}`);
  return { manifest: content as unknown as Manifest, sealed: seal === sealOf(content as Json) };
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // said below
  }
  throw packageUnreadable(`${manifestName} is not JSON`);
}

function isFile(value: unknown): value is EvidenceFile {
  const { file, bytes, sha256 } = (value ?? {}) as Record<string, unknown>;
  return typeof file === "string" && typeof bytes === "number" && typeof sha256 === "string";
}

function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
