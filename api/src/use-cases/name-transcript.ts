import { brandAs, type SessionId } from "@diaoyan/instruments";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";

/** What a transcript is called and the session it belongs to. */
export interface TranscriptHeading {
  readonly title: string;
  readonly session: string | null;
}

interface Naming extends TranscriptHeading {
  readonly study: string;
  readonly transcript: string;
  /** What stood when the person began. */
  readonly before: TranscriptHeading;
}

const same = (a: TranscriptHeading, b: TranscriptHeading): boolean => a.title === b.title && a.session === b.session;

/**
 * Gives a transcript another title or session; text and codings stay. Sent again it is accepted. Throws `transcript.notFound`,
 * `session.notFound`, `edit.conflict`, and for the title of a de-identified one `transcript.deidentified`: rules make that.
 */
export async function nameTranscript(
  ports: Pick<Ports, "transcripts" | "sessions" | "deidentify" | "journal">,
  caller: Caller,
  { before, session, study, title, transcript: id }: Naming,
): Promise<TranscriptHeading> {
  const present = found(await ports.transcripts.find(study, id), "transcript.notFound", id);
  const next = { title, session };
  if (same(present, next)) return next;
  if (!same(present, before)) {
    throw problem("edit.conflict", `transcript ${id}: another title or session stands by now`, {
      remedy: "load the present state and edit that",
    });
  }
  if (session !== null) found(await ports.sessions.find(study, session), "session.notFound", session);
  if (title !== present.title && (await ports.deidentify.findOriginal(study, id)) !== undefined) {
    throw problem("transcript.deidentified", `transcript ${id} was de-identified with its title`, {
      remedy: "decide on the places anew, with other words where needed",
    });
  }
  const named = session === null ? null : brandAs<SessionId>(session);
  const note = { actor: caller.id, action: "transcript.name", subject: id };
  await ports.journal.commit(study, note, [ports.transcripts.rename(study, { id: present.id, title, session: named })]);
  return next;
}
