import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeAccess } from "./access-table.ts";
import { describeAttacks } from "./attack-table.ts";
import { describeQuestionTypes } from "./question-type-table.ts";

function listFiles(root: string): readonly string[] {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const { stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  return stdout.split("\n").filter((file) => file !== "" && existsSync(join(root, file)));
}

/** Pages of docs/ that are written from tests and tables, by file. */
function writePages(root: string): ReadonlyMap<string, string> {
  return new Map([
    ["docs/access.md", describeAccess("en")],
    ["docs/access.zh-CN.md", describeAccess("zh")],
    ["docs/attacks.md", describeAttacks(root, listFiles(root))],
    ["docs/question-types.md", describeQuestionTypes()],
  ]);
}

/** Says which of the written pages are not what they are written from. */
export function checkGeneratedDocs(root: string): readonly string[] {
  return [...writePages(root)]
    .filter(([file, text]) => !existsSync(join(root, file)) || readFileSync(join(root, file), "utf8") !== text)
    .map(([file]) => `${file} is not what it is written from; run "node scripts/generated-docs.ts"`);
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..");
  for (const [file, text] of writePages(root)) writeFileSync(join(root, file), text);
}
