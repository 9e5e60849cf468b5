import type { Coding } from "@diaoyan/analysis";
import type { TranscriptHead } from "../ports/fieldwork-store.ts";
import type { Ports } from "../ports/ports.ts";
import { createSight } from "./second-coding.ts";

type CountPorts = Pick<Ports, "agreement" | "coding">;

/** During a blind second coding even counts would tell: the codings somebody may see, or null where nothing is blind. */
async function listSeen(ports: CountPorts, study: string, viewer: string): Promise<readonly Coding[] | null> {
  const sees = await createSight(ports, study, viewer);
  return sees.isWhole ? null : (await ports.coding.list(study)).filter(sees);
}

function countBy(codings: readonly Coding[], nameOf: (coding: Coding) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const coding of codings) counts.set(nameOf(coding), (counts.get(nameOf(coding)) ?? 0) + 1);
  return counts;
}

/** Codings by code that somebody may see. */
export async function countSeenByCode(
  ports: CountPorts,
  study: string,
  viewer: string,
): Promise<ReadonlyMap<string, number>> {
  const seen = await listSeen(ports, study, viewer);
  return seen === null ? ports.coding.countByCode(study) : countBy(seen, ({ code }) => code);
}

/** Heads of the texts of a study with the number of codings somebody may see on each. */
export async function listSeenHeads(
  ports: CountPorts & Pick<Ports, "transcripts">,
  study: string,
  viewer: string,
): Promise<readonly TranscriptHead[]> {
  const heads = await ports.transcripts.listHeads(study);
  const seen = await listSeen(ports, study, viewer);
  if (seen === null) return heads;
  const counts = countBy(seen, ({ transcript }) => transcript);
  return heads.map((head) => ({ ...head, codings: counts.get(head.id) ?? 0 }));
}
