import { brandAs, findIdentifiers, type SessionId } from "@diaoyan/instruments";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { readDeidentifyRules } from "./deidentify-rules.ts";

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
 * Gives a transcript another title or session; text and codings stay. Sent again it is accepted. The title of a de-identified
 * one may hold nothing the rules find, and leaves no trace of the former one. Throws `transcript.notFound`,
 * `session.notFound`, `edit.conflict`, `transcript.naming`.
 */
export async function nameTranscript(
  ports: Pick<Ports, "transcripts" | "sessions" | "deidentify" | "keys" | "journal">,
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
  const renames = title !== present.title && (await ports.deidentify.findOriginal(study, id)) !== undefined;
  if (renames) await refuseNaming(ports, study, title);
  const named = session === null ? null : brandAs<SessionId>(session);
  const note = { actor: caller.id, action: "transcript.name", subject: id };
  await ports.journal.commit(study, note, [ports.transcripts.rename(study, { id: present.id, title, session: named })]);
  if (renames) await ports.journal.forgetPast();
  return next;
}

async function refuseNaming(ports: Pick<Ports, "deidentify" | "keys">, study: string, title: string): Promise<void> {
  const { rules } = await readDeidentifyRules(ports, study);
  const [hit] = findIdentifiers(title, rules);
  if (hit === undefined) return;
  throw problem("transcript.naming", `title: expected nothing that tells who it is, got what rule ${hit.rule} finds`, {
    remedy: `write ${hit.replacement} instead, or another title`,
  });
}
