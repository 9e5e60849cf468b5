import { type Coding, type Corpus, corpusFromSnapshot } from "@diaoyan/analysis";
import { hashJsonInSteps, type Json, type StudySnapshot } from "@diaoyan/instruments";
import type { Ports } from "../ports/ports.ts";
import { finishInTurns } from "./finish-in-turns.ts";
import { createSight } from "./second-coding.ts";
import type { StudyArchive } from "./study-archive.ts";

/** What is needed to take the state of a study as somebody may see it. */
export type SeenPorts = Pick<Ports, "agreement"> & { readonly archive: StudyArchive };

/**
 * The present state without the codings somebody may not see while a second coding is blind; it has a hash of its own then.
 * The very state where nothing is hidden.
 */
export async function seenSnapshot(ports: SeenPorts, study: string, viewer: string): Promise<StudySnapshot> {
  const snapshot = await ports.archive.snapshot(study);
  const sees = await createSight(ports, study, viewer);
  const keep = (codings: readonly Json[]) => codings.filter((one) => sees(one as unknown as Coding));
  const codings = keep(snapshot.codings);
  const policies = snapshot.policies?.map((policy) => ({ ...policy, codings: keep(policy.codings) }));
  const all = [snapshot, ...(snapshot.policies ?? [])].reduce((sum, one) => sum + one.codings.length, 0);
  const seen = [{ codings }, ...(policies ?? [])].reduce((sum, one) => sum + one.codings.length, 0);
  if (seen === all) return snapshot;
  const { hash: _, takenAt, ...whole } = snapshot;
  const content = { ...whole, codings, ...(policies && { policies }) };
  const hash = await finishInTurns(hashJsonInSteps(content as unknown as { readonly [key: string]: Json }));
  return { ...content, hash, takenAt };
}

/** The coded texts of a study with the attributes of their sessions and those people gave them, and the codings somebody may see. */
export async function readSeenCorpus(ports: SeenPorts, study: string, viewer: string): Promise<Corpus> {
  return corpusFromSnapshot(await seenSnapshot(ports, study, viewer));
}
