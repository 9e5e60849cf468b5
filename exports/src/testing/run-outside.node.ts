import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";

/**
 * Works with a program that is no part of this project, in a folder that is removed afterwards. Where the program does not
 * stand, the test is skipped and says so.
 */
export function withProgram<Result>(
  context: TestContext,
  { program, files }: { readonly program: string; readonly files: Readonly<Record<string, Uint8Array | string>> },
  work: (run: (...args: readonly string[]) => string, folder: string) => Result,
): Result {
  const folder = mkdtempSync(join(tmpdir(), "diaoyan-outside-"));
  try {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    const run = (...args: readonly string[]) => {
      try {
        return execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        return context.skip(`${program} does not stand here: apt-get install ${debianPackages[program] ?? program}`);
      }
    };
    return work(run, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const debianPackages: Readonly<Record<string, string>> = {
  "/usr/bin/python3": "python3-openpyxl",
  xmllint: "libxml2-utils",
  Rscript: "r-cran-haven",
};
