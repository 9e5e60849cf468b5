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

const week = 7 * 24 * 3_600_000;
const readsLookedAt = 500;

/**
 * The same for what colleagues coded of a transcript since: whoever opened it himself within a week has the entry already,
 * and a desk that stays open asks again and again.
 */
export async function noteChanges(
  ports: AsSaidPorts & Pick<Ports, "clock">,
  caller: Caller,
  { study, transcript }: { readonly study: string; readonly transcript: string },
): Promise<void> {
  const since = new Date(Date.parse(ports.clock.now()) - week).toISOString();
  const only = { actor: caller.id, about: "transcript", since };
  const reads = await ports.journal.list(study, undefined, readsLookedAt, only);
  if (reads.some(({ action, subject }) => action === "transcript.read" && subject.includes(transcript))) return;
  await notePassages(ports, caller, { study, action: "transcript.read", ids: [transcript] });
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
