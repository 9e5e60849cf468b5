import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TestCounts } from "./count-reporter.ts";

const root = join(import.meta.dirname, "..");
const countsFile = join(root, ".cache/test-counts.json");
const projects = process.argv.slice(2);

/** Runs vitest on the named projects and closes with one plain line of the real counts. */
function runTests(): number {
  rmSync(countsFile, { force: true });
  const chosen = (projects.length > 0 ? projects : ["node", "workerd", "workerd-core", "browser"]).flatMap((name) => [
    "--project",
    name,
  ]);
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", ...chosen, "--reporter=dot", "--reporter=./scripts/count-reporter.ts"];
  const env = projects.includes("long") ? { ...process.env, DRAW_ANEW: "1" } : process.env;
  const run = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit", env });
  if (!existsSync(countsFile)) {
    console.log("0 passed, 1 failed");
    return 1;
  }
  const { passed, failed, skipped, left } = JSON.parse(readFileSync(countsFile, "utf8")) as TestCounts;
  for (const name of left) console.log(`skipped ${name}`);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return run.status === 0 && failed === 0 && passed > 0 ? 0 : 1;
}

process.exitCode = runTests();
