import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

interface Lockfile {
  packages: Record<string, LockedPackage>;
}

const systems: Readonly<Record<string, string>> = { windows: "win32", openharmony: "openharmony" };
const knownSystems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "sunos", "win32"];
const processors: Readonly<Record<string, string>> = { "64": "x64" };
const knownProcessors = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/** Reads operating system, processor and C library off the name of a platform package, as in `binding-linux-x64-musl`. */
function readPlatform(name: string): Pick<LockedPackage, "os" | "cpu" | "libc"> | undefined {
  const parts = name.split("/").at(-1)?.split("-") ?? [];
  const os = parts.map((part) => systems[part] ?? part).find((part) => knownSystems.includes(part));
  const namedSystem = os ?? (parts.includes("openharmony") ? "openharmony" : undefined);
  const cpu = parts.map((part) => processors[part] ?? part).find((part) => knownProcessors.includes(part));
  if (namedSystem === undefined || cpu === undefined) return undefined;
  const libc = parts.some((part) => part.startsWith("musl")) ? "musl" : parts.includes("gnu") ? "glibc" : undefined;
  return { cpu: [cpu], ...(libc && os === "linux" ? { libc: [libc] } : {}), os: [namedSystem] };
}

/**
 * Names of platform packages that a locked package may want and the lockfile lacks. npm leaves out those that the registry
 * it asked could not serve, and then refuses the lockfile in `npm ci`.
 */
function listMissing({ packages }: Lockfile): readonly (readonly [string, LockedPackage])[] {
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies).flatMap(([name, version]): (readonly [string, LockedPackage])[] => {
      const platform = readPlatform(name);
      if (platform === undefined || isLocked(packages, place, name, version)) return [];
      return [[findSibling(place, name), { version, ...platform, ...(dev ? { dev } : {}), optional: true }]];
    }),
  );
}

/** Beside the package that wants it, where npm puts the copies it could get; `place` ends with that package's name. */
function findSibling(place: string, name: string): string {
  return `${place.slice(0, place.lastIndexOf("node_modules/"))}node_modules/${name}`;
}

/** Whether Node would find the wanted version from `place` upwards. */
function isLocked(packages: Lockfile["packages"], place: string, name: string, version: string): boolean {
  const folders = place.split("/node_modules/");
  const candidates = folders.map((_, index) =>
    [...folders.slice(0, folders.length - index), name].join("/node_modules/"),
  );
  const nearest = [...candidates, `node_modules/${name}`].find((key) => packages[key] !== undefined);
  return nearest !== undefined && packages[nearest]?.version === version;
}

/** Lines that say which platform packages the lockfile lacks. */
export function checkLockfile(root: string): readonly string[] {
  const lockfile = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lockfile;
  return listMissing(lockfile).map(
    ([key]) => `package-lock.json lacks ${key}; run "node scripts/complete-lockfile.ts"`,
  );
}

function completeLockfile(root: string): void {
  const file = join(root, "package-lock.json");
  const lockfile = JSON.parse(readFileSync(file, "utf8")) as Lockfile;
  const missing = listMissing(lockfile);
  const packages = { ...lockfile.packages, ...Object.fromEntries(missing) };
  lockfile.packages = Object.fromEntries(
    Object.entries(packages).sort(([left], [right]) => left.localeCompare(right, "en")),
  );
  writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`);
  console.log(`${missing.length} platform packages added to package-lock.json`);
}

if (import.meta.main) completeLockfile(join(import.meta.dirname, ".."));
