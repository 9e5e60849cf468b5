import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { problemsZh } from "./problems.zh.ts";

const root = join(import.meta.dirname, "../../..");

function codesIn(folder: string, code: RegExp): readonly string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .flatMap((file) =>
      [...readFileSync(join(root, folder, file), "utf8").matchAll(code)].map(([, found = ""]) => found),
    );
}

/** Mistakes of the command line and of files, which never reach a page as findings. */
const elsewhere = /^(?:coding|csv|dataset|sampling|suggestions|variables)\.|^snapshot\.format$/;

it("says in Chinese what is wrong with an analysis or an outline", () => {
  const analysis = codesIn("analysis/src", /new AnalysisError\(\s*"([a-z]+\.[a-z-]+)"/g);
  const outline = codesIn("exports/src", /"((?:directive|outline)\.[a-z-]+)"/g).filter(
    (code) => code !== "outline.invalid",
  );
  expect(analysis.length).toBeGreaterThan(30);
  expect(outline.length).toBeGreaterThan(8);
  const said = problemsZh.findings;
  expect([...analysis, ...outline].filter((code) => !elsewhere.test(code) && said[code] === undefined)).toEqual([]);
});
