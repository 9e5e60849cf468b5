import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { checkDocs } from "./check-docs.ts";
import { checkLockfile } from "./complete-lockfile.ts";
import { checkGeneratedDocs } from "./generated-docs.ts";
import { countSourceModules, cruise } from "./layers.ts";

const root = join(import.meta.dirname, "..");
const bin = join(root, "node_modules/.bin");
const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };

interface Step {
  readonly name: string;
  /** Lines that say what is wrong; none when all is well. */
  run(): readonly string[];
}

function command(name: string, program: string, ...args: string[]): Step {
  return {
    name,
    run() {
      const done = spawnSync(join(bin, program), args, {
        cwd: root,
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
        env,
      });
      return done.status === 0 ? [] : [`${done.stdout}${done.stderr}`.trimEnd()];
    },
  };
}

const projects = [
  ...["instruments", "analysis", "exports"].flatMap((name) => [`${name}/tsconfig.json`, `${name}/tsconfig.node.json`]),
  "api/tsconfig.json",
  "web/tsconfig.json",
  "web/tsconfig.worker.json",
  "web/tsconfig.test.json",
  "tsconfig.scripts.json",
];

const steps: readonly Step[] = [
  ...projects.map((project) => command(`types ${project}`, "tsc", "-p", project)),
  command("format and lint", "biome", "ci", "--error-on-warnings", "."),
  command("extra lint", "oxlint", "--config", ".oxlintrc.json", "--deny-warnings", "."),
  {
    name: "layers",
    run() {
      const { modules, violations } = cruise();
      const expected = countSourceModules();
      return modules < expected
        ? [...violations, `read ${modules} modules, but ${expected} stand in the tree`]
        : violations;
    },
  },
  command("unused code", "knip", "--strict"),
  { name: "lockfile", run: () => checkLockfile(root) },
  { name: "docs", run: () => [...checkDocs(root), ...checkGeneratedDocs(root)] },
];

/** Runs every step even after a failure, so that one run shows all there is to mend. */
function checkAll(): number {
  let broken = 0;
  for (const step of steps) {
    const started = performance.now();
    const problems = step.run();
    if (problems.length > 0) broken += 1;
    console.log(
      `${problems.length === 0 ? "ok  " : "FAIL"} ${step.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    );
    for (const problem of problems) console.log(problem.replace(/^/gm, "     "));
  }
  console.log(broken === 0 ? `all ${steps.length} checks are green` : `${broken} of ${steps.length} checks are red`);
  return broken === 0 ? 0 : 1;
}

process.exitCode = checkAll();
