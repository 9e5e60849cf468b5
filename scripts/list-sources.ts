import { spawnSync } from "node:child_process";

/** Files of a folder that belong to the project, as their names are: git quotes those that are not ASCII unless told not to. */
export function listSources(root: string, folder: string): readonly string[] {
  const listed = spawnSync("git", ["ls-files", "-z", folder], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (listed.status !== 0) throw new Error(`git ls-files ${folder}: ${listed.stderr}`);
  return listed.stdout.split("\0").filter((file) => file !== "");
}
