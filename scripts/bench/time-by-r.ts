import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Seconds by task as an R script of this folder prints them, a tab between; none, and said why, where R or its packages do not stand. */
export function timeByR(script: string, args: readonly string[], packages: string): ReadonlyMap<string, number> {
  const { status, stdout } = spawnSync("Rscript", ["--vanilla", join(import.meta.dirname, script), ...args], {
    encoding: "utf8",
  });
  if (status !== 0) {
    console.log(`R with ${packages} is not installed: times stand without R's beside them`);
    return new Map();
  }
  const lines = stdout.trim().split("\n");
  return new Map(lines.map((line) => line.split("\t")).map(([name = "", value]) => [name, Number(value)]));
}
