import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What dependency-cruiser saw: how many of our modules it read, and the rules that were broken with their place. */
export interface CruiseOutcome {
  readonly modules: number;
  readonly violations: readonly string[];
}

interface CruiseJson {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

const ourSource = /^(instruments|analysis|exports|api|web)\/src\/.*\.tsx?$/;

/** Reads the whole tree (or `paths`) by the rules of `.dependency-cruiser.cjs`. */
export function cruise(paths: readonly string[] = ["instruments", "analysis", "exports", "api", "web"]): CruiseOutcome {
  const run = spawnSync(
    process.execPath,
    [join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs"), "--output-type", "json", ...paths],
    { cwd: root, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
  );
  if (run.stdout === "") throw new Error(`dependency-cruiser gave no answer: ${run.stderr}`);
  const report = JSON.parse(run.stdout) as CruiseJson;
  return {
    modules: report.modules.filter((module) => ourSource.test(module.source)).length,
    violations: report.summary.violations.map((found) => `${found.rule.name}: ${found.from} → ${found.to}`),
  };
}

/** How many modules stand in the tree, asked of git so that a cruiser that reads too few is noticed. */
export function countSourceModules(): number {
  const run = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`git ls-files failed: ${run.stderr}`);
  return run.stdout.split("\n").filter((path) => ourSource.test(path) && exists(path)).length;
}

function exists(path: string): boolean {
  try {
    return readFileSync(join(root, path)) !== undefined;
  } catch {
    return false;
  }
}
