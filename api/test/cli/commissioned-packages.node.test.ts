import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const bin = join(root, "api/bin/diaoyan.js");
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-packages-"));
  await writeFile(join(folder, "data.csv"), "group,score\n1,3\n1,4\n2,5\n2,7\n");
  await writeFile(join(folder, "request.json"), JSON.stringify({ kind: "tTest", variable: "score", by: "group" }));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs `diaoyan` as if a package were not installed; answers the exit status and what it said. */
function runWithout(missing: string, args: readonly string[]) {
  const { status, stderr } = spawnSync(
    process.execPath,
    ["--import", join(import.meta.dirname, "without-package.ts"), bin, ...args],
    {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...process.env,
        WITHOUT_PACKAGE: missing,
        DIAOYAN_DATA: join(folder, missing.replace("/", "-") || "whole"),
      },
    },
  );
  return { status, stderr };
}

const analyse = ["analyse", "--data", "data.csv", "--request", "request.json"];
const demo = ["demo", "--once", "--port", "0", "--responses", "20", "--out", "out"];

describe("the packages the product was commissioned with", () => {
  // that the demonstration runs with them is demo.node.test.ts
  it("lets the commands here run while all are installed", { timeout: 60_000 }, () => {
    for (const args of [["migrate"], analyse]) expect(runWithout("", args), args[0]).toMatchObject({ status: 0 });
  });

  it.each([
    ["sqlite3", ["migrate"]],
    ["kysely", ["migrate"]],
    ["simple-statistics", analyse],
    ["hono", demo],
    ["natural", demo],
    ["vega-lite", demo],
  ])("breaks a product command without %s", { timeout: 60_000 }, (missing, args) => {
    const { status, stderr } = runWithout(missing, args);
    expect(status).not.toBe(0);
    expect(stderr).toContain(`package ${missing} is not here`);
  });

  it("draws the respondents' page with survey-core and survey-react-ui", async () => {
    const page = await readFile(join(root, "web/src/respond/survey/mount-survey.tsx"), "utf8");
    for (const name of ["survey-core", "survey-react-ui"]) expect(page).toContain(`from "${name}"`);
  });
});
