import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { cites } from "./carry-cases.ts";

type RemovePorts = Pick<
  Ports,
  "transcripts" | "policies" | "coding" | "codingTrail" | "agreement" | "cases" | "journal"
>;

interface Removal {
  readonly study: string;
  readonly transcript: string;
  /** The revision the person looked at. */
  readonly revision: number;
}

/**
 * Takes a transcript away that was imported by mistake, with its sealed original, earlier texts, memo and attributes. Throws
 * `transcript.notFound`, `transcript.inUse` where something rests on it, `edit.conflict` where it was corrected meanwhile.
 */
export async function removeTranscript(
  ports: RemovePorts,
  caller: Caller,
  { study, transcript: id, revision }: Removal,
): Promise<void> {
  const standing = found(await ports.transcripts.find(study, id), "transcript.notFound", id);
  if (standing.revision !== revision) {
    throw problem("edit.conflict", `transcript ${id}: expected revision ${revision}, got ${standing.revision}`, {
      remedy: "look at it again first",
    });
  }
  const used = await listUses(ports, study, id);
  if (used.length > 0) throw inUse(id, used.join(", "));
  try {
    await ports.journal.commit(study, { actor: caller.id, action: "transcript.remove", subject: id }, [
      ports.transcripts.remove(study, id),
    ]);
  } catch (error) {
    throw error instanceof StorageConflict ? inUse(id, "a coding that was made just now") : error;
  }
}

const inUse = (id: string, by: string) =>
  problem("transcript.inUse", `transcript ${id} has ${by}`, { remedy: "take these away first" });

async function listUses(ports: RemovePorts, study: string, id: string): Promise<readonly string[]> {
  const isOf = ({ transcript }: { readonly transcript: string }) => transcript === id;
  const counts = {
    "policy document": (await ports.policies.find(study, id)) === undefined ? 0 : 1,
    codings: (await ports.coding.list(study, id)).length,
    "codings without a place": (await ports.codingTrail.listUnplaced(study, id)).length,
    "second codings": (await ports.agreement.listAssignments(study)).filter(({ transcripts }) =>
      transcripts.some((one) => one === id),
    ).length,
    memo: ((await ports.codingTrail.findMemo(study, "transcript", id))?.text ?? "") === "" ? 0 : 1,
    decisions: (await ports.agreement.listAdjudications(study)).filter(isOf).length,
    cases: (await ports.cases.list(study)).filter((one) => cites(one, id)).length,
  };
  return Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []));
}
