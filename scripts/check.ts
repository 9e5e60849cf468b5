import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { auditDependencies } from "./audit-dependencies.ts";
import { checkDocs } from "./check-docs.ts";
import { checkLockfile } from "./complete-lockfile.ts";
import { checkGeneratedDocs } from "./generated-docs.ts";
import { countSourceModules, cruise } from "./layers.ts";

const root = join(import.meta.dirname, "..");
const bin = join(root, "node_modules/.bin");
const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };

interface Step {
  readonly name: string;
  /** Lines that say what is wrong, none when all is well; or why nothing could be looked at. */
  run(): Outcome | Promise<Outcome>;
}

type Outcome = readonly string[] | { readonly skipped: string };

function command(name: string, program: string, ...args: string[]): Step {
  return {
    name,
    run: () =>
      new Promise((resolve) => {
        const options = { cwd: root, maxBuffer: 64 * 1024 * 1024, env };
        execFile(join(bin, program), args, options, (error, stdout, stderr) =>
          resolve(error === null ? [] : [`${stdout}${stderr}`.trimEnd() || error.message]),
        );
      }),
  };
}

/** What was found before is kept in `.cache`, so that only what changed since is checked anew. */
function checkTypes(project: string): Step {
  const kept = join(root, ".cache/types", `${project.replaceAll("/", "-")}.tsbuildinfo`);
  return command(`types ${project}`, "tsc", "-p", project, "--incremental", "--tsBuildInfoFile", kept);
}

const projects = [
  ...["instruments", "analysis", "exports"].flatMap((name) => [`${name}/tsconfig.json`, `${name}/tsconfig.node.json`]),
  "analysis/notebooks/tsconfig.json",
  "api/tsconfig.json",
  "web/tsconfig.json",
  "web/tsconfig.worker.json",
  "web/tsconfig.test.json",
  "tsconfig.scripts.json",
];

const steps: readonly Step[] = [
  ...projects.map(checkTypes),
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
  {
    name: "dependencies",
    async run() {
      const audit = await auditDependencies(root);
      return "skipped" in audit ? audit : audit.problems;
    },
  },
  { name: "docs", run: () => [...checkDocs(root), ...checkGeneratedDocs(root)] },
];

async function runStep({ name, run }: Step): Promise<boolean> {
  const started = performance.now();
  const outcome = await run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const problems = "skipped" in outcome ? [] : outcome;
  if ("skipped" in outcome) console.log(`skip ${name}: ${outcome.skipped}`);
  else console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
  for (const problem of problems) console.log(problem.replace(/^/gm, "     "));
  return problems.length === 0;
}

/** Runs every step even after a failure, one on each core, so that one run shows all there is to mend. */
async function checkAll(): Promise<number> {
  const waiting = [...steps];
  let broken = 0;
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift())
      if (!(await runStep(step))) broken += 1;
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  console.log(broken === 0 ? `all ${steps.length} checks are green` : `${broken} of ${steps.length} checks are red`);
  return broken === 0 ? 0 : 1;
}

process.exitCode = await checkAll();
