import type { CaseSummary } from "@diaoyan/analysis";
import { dayOf } from "../ports/clock.ts";
import type { Ports } from "../ports/ports.ts";

type ErasedPorts = Pick<Ports, "erasures" | "sessions" | "transcripts">;

/**
 * Says of a case on which day somebody it rests on was erased at their request, of several the last; null where nobody was.
 * Their words stay, so whoever reads the case must know.
 */
export async function readErasedInterviewees(
  ports: ErasedPorts,
  study: string,
): Promise<(summary: CaseSummary) => string | null> {
  const certificates = (await ports.erasures.list(study)).filter(({ scope }) => scope === "person");
  if (certificates.length === 0) return () => null;
  const days = new Map(certificates.map(({ subject, at }) => [subject, String(dayOf(at))]));
  const [sessions, heads] = await Promise.all([ports.sessions.list(study), ports.transcripts.listHeads(study)]);
  const bySession = new Map(
    sessions.map(({ id, participants }) => {
      const erased = participants.flatMap(({ role, person }) =>
        role === "受访" ? (days.get(String(person)) ?? []) : [],
      );
      return [String(id), erased] as const;
    }),
  );
  const sessionOf = new Map(heads.map(({ id, session }) => [String(id), session]));
  return (summary) => {
    const rests = [summary.session, ...sourcesOf(summary).map((transcript) => sessionOf.get(transcript) ?? null)];
    const erased = rests.flatMap((session) => (session === null ? [] : (bySession.get(session) ?? [])));
    return erased.sort().at(-1) ?? null;
  };
}

/** Transcripts a case was drafted from or quotes. */
function sourcesOf({ sections, transcripts = [] }: CaseSummary): readonly string[] {
  const sources = sections.flatMap(({ sentences }) => sentences.flatMap(({ source }) => source?.transcript ?? []));
  return [...new Set([...transcripts, ...sources])];
}
