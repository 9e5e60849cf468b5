import { type Corpus, corpusFromSnapshot } from "@diaoyan/analysis";
import type { StudyArchive } from "./study-archive.ts";

/** The coded texts of a study with the attributes of their sessions and those people gave them. */
export async function readCorpus(archive: StudyArchive, study: string): Promise<Corpus> {
  return corpusFromSnapshot(await archive.snapshot(study));
}
