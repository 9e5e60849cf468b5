import type { Caller, Ports } from "../ports/ports.ts";

type AsSaidPorts = Pick<Ports, "transcripts" | "deidentify" | "journal">;

/**
 * Which of some transcripts are the words of people as they were said: never de-identified, and no policy documents. Reading
 * them, in whole or in passages, enters the audit log.
 */
async function findAsSaid(
  { transcripts, deidentify }: Omit<AsSaidPorts, "journal">,
  study: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const wanted = new Set(ids);
  const treated = await deidentify.listTreated(study);
  const heads = await transcripts.listHeads(study);
  return heads.filter(({ id, policy }) => wanted.has(id) && !policy && !treated.has(id)).map(({ id }) => id);
}

const namedAtMost = 20;

/** Writes into the audit log that somebody was shown passages of transcripts, if any of them is as it was said. */
export async function notePassages(
  ports: AsSaidPorts,
  caller: Caller,
  { study, action, ids }: { readonly study: string; readonly action: string; readonly ids: readonly string[] },
): Promise<void> {
  const asSaid = ids.length === 0 ? [] : await findAsSaid(ports, study, ids);
  if (asSaid.length === 0) return;
  const named = asSaid.slice(0, namedAtMost).join(" ");
  const subject = `${asSaid.length} transcripts as said: ${named}${asSaid.length > namedAtMost ? " …" : ""}`;
  await ports.journal.commit(study, { actor: caller.id, action, subject }, []);
}
