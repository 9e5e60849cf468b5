import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, resolve } from "node:path";
import { listSources } from "./list-sources.ts";

/*
 * diaoyan-<version>-<system>-<processor>.tar.gz
 *   bin/node          the Node this project brings
 *   bin/diaoyan       starts it
 *   instruments analysis exports api   sources as they run, web/dist the built pages
 *   node_modules      what the server needs, binaries of this kind of machine included
 */

const root = join(import.meta.dirname, "..");
const workspaces = ["instruments", "analysis", "exports", "api"] as const;
const notNeeded = /(^|\/)(test|test-data|notebooks|node_modules)(\/|$)|\.test\.tsx?$/;
/** Left by compilers beside the binary that is used. */
const leftByBuild = /\/(obj|obj\.target|deps|\.deps)(\/|$)|\.a$/;

const launcher = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/node" "$here/../api/bin/diaoyan.js" "$@"
`;

function run(program: string, args: readonly string[], cwd = root): string {
  const done = spawnSync(program, args, { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  // npm ls complains of packages for other systems and prints the list all the same
  if (done.status !== 0 && program !== "npm") throw new Error(`${program} ${args.join(" ")}: ${done.stderr}`);
  return done.stdout;
}

/** Folders of the packages the server needs, read off the installed tree; no registry is asked. */
function listPackages(): readonly string[] {
  const listed = run("npm", ["ls", "--workspace", "@diaoyan/api", "--omit=dev", "--all", "--parseable"]).split("\n");
  const folders = listed.filter((path) => path.startsWith(`${root}/`) && existsSync(path));
  return folders
    .map((path) => relative(root, path))
    .filter((path) => path.includes("node_modules/") && !path.includes("@diaoyan/"));
}

function copySources(stage: string): void {
  for (const name of workspaces) {
    for (const file of listSources(root, name).filter((one) => !notNeeded.test(one)))
      cpSync(join(root, file), join(stage, file));
  }
  for (const file of ["package.json", "LICENSE"]) cpSync(join(root, file), join(stage, file));
  cpSync(join(root, "docs"), join(stage, "docs"), { recursive: true });
  cpSync(join(root, "web/dist"), join(stage, "web/dist"), { recursive: true });
  for (const name of workspaces) {
    const link = join(stage, "node_modules/@diaoyan", name);
    mkdirSync(dirname(link), { recursive: true });
    run("ln", ["-s", `../../${name}`, link]);
  }
}

function copyPackages(stage: string): void {
  for (const folder of listPackages()) {
    const filter = (source: string): boolean => {
      const inside = source.slice(join(root, folder).length);
      return !inside.startsWith("/node_modules") && !leftByBuild.test(inside);
    };
    cpSync(join(root, folder), join(stage, folder), { recursive: true, filter });
  }
}

function makeBundle(target: string): string {
  if (!existsSync(join(root, "web/dist/index.html")))
    throw new Error('web/dist is not built: run "npm run build" first');
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly version: string };
  const name = `diaoyan-${version}-${process.platform}-${process.arch}`;
  const work = mkdtempSync(join(tmpdir(), "diaoyan-bundle-"));
  try {
    const stage = join(work, name);
    mkdirSync(join(stage, "bin"), { recursive: true });
    copySources(stage);
    copyPackages(stage);
    cpSync(process.execPath, join(stage, "bin/node"), { dereference: true });
    writeFileSync(join(stage, "bin/diaoyan"), launcher);
    chmodSync(join(stage, "bin/diaoyan"), 0o755);
    const file = join(target, `${name}.tar.gz`);
    mkdirSync(target, { recursive: true });
    run("tar", ["--create", "--gzip", "--owner=0", "--group=0", "--file", file, "--directory", work, basename(stage)]);
    return file;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const [target = "out"] = process.argv.slice(2);
const file = makeBundle(resolve(target));
run("sh", ["-c", 'sha256sum "$(basename "$1")" > "$1.sha256"', "sh", file], dirname(file));
console.log(`wrote ${file} and its .sha256`);
