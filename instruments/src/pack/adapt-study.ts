import { parseDocument } from "yaml";
import type { PackFiles } from "./pack-files.ts";

/** What a new study is called and when it runs; the rest is as in the pack it starts from. */
export interface StudyBasics {
  readonly id: string;
  readonly title: string;
  readonly region: string;
  readonly from: string;
  readonly to: string;
  /** The day on which answers are deleted or made anonymous. */
  readonly retainUntil: string;
}

/**
 * The files of a pack made out to another study: `study.yaml` gets these values, its comments and all other files stay.
 * Reports are about the year in which the study ends. A changed title has no English one. Nothing is checked here:
 * `loadPack` does.
 */
export function adaptStudy(files: PackFiles, basics: StudyBasics): PackFiles {
  const study = parseDocument(files.get("study.yaml") ?? "");
  if (study.getIn(["title", "zh"]) !== basics.title) study.deleteIn(["title", "en"]);
  study.setIn(["title", "zh"], basics.title);
  for (const name of ["id", "region", "retainUntil"] as const) study.set(name, basics[name]);
  for (const end of ["from", "to"] as const) study.setIn(["period", end], basics[end]);
  study.set("reportYear", Number(basics.to.slice(0, 4)));
  return new Map([...files, ["study.yaml", study.toString({ lineWidth: 0 })]]);
}
