import { parseSnapshot } from "@diaoyan/analysis";
import type { StudySnapshot } from "@diaoyan/instruments";
import { inFile } from "./in-file.ts";
import { readJsonInput } from "./read-input.node.ts";

/** The snapshot in a file that `export --snapshot` wrote. Throws `UsageError` naming the file for any other. */
export async function readSnapshot(file: string): Promise<StudySnapshot> {
  const json = await readJsonInput("--snapshot", file);
  return inFile(file, () => parseSnapshot(json));
}
