import { hashJson, type Json, type Session, sessionSchema } from "@diaoyan/instruments";
import type { SessionSummary } from "../contract/index.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { checkShape } from "./check-shape.ts";
import { saveRevision } from "./save-revision.ts";
import { readSight, requireSight, type SightPorts, type Viewer } from "./session-sight.ts";

type SessionPorts = Pick<Ports, "sessions" | "transcripts" | "journal">;

/** Sessions of a study that somebody may see, in order of day and number. */
export async function listSessions(
  ports: SessionPorts & SightPorts,
  { study, ...viewer }: { readonly study: string } & Viewer,
): Promise<readonly SessionSummary[]> {
  const sees = await readSight(ports, study, viewer);
  const heads = await ports.transcripts.listHeads(study);
  const sessions = (await ports.sessions.list(study)).filter(({ id }) => sees(id));
  const inOrder = [...sessions].sort((left, right) => orderKey(left).localeCompare(orderKey(right)));
  return inOrder.map((session) => ({
    id: session.id,
    number: session.number,
    type: session.type,
    status: session.status,
    title: session.title,
    day: session.day,
    unit: session.site.unit,
    interviewees: session.participants.filter(({ role }) => role === "受访").length,
    notes: session.notes.length,
    transcripts: heads.filter((head) => head.session === session.id).length,
    revision: session.revision,
  }));
}

function orderKey(session: Session): string {
  return `${session.day} ${session.number} ${session.id}`;
}

/** Stores a session; its `revision` says which state was edited (0: a new one). Throws `session.invalid`, `edit.conflict`. */
export async function saveSession(
  ports: SessionPorts,
  caller: Caller,
  given: { readonly study: string; readonly id: string; readonly session: unknown },
): Promise<Session> {
  const session = readSession(given.session);
  if (session.id !== given.id) throw problem("session.invalid", `session.id: expected ${given.id}, got ${session.id}`);
  const { revision: base, ...content } = session;
  const current = await ports.sessions.find(given.study, given.id);
  const revision = await saveRevision(ports, {
    study: given.study,
    kind: "session",
    id: given.id,
    current: current && { document: current, revision: current.revision },
    base,
    content: content as unknown as Json,
    write: (next) => ports.sessions.put(given.study, { ...session, revision: next }, caller.id),
    note: { actor: caller.id, action: "session.save", subject: given.id },
  });
  return { ...session, revision };
}

/** What tells a device that exactly this content stands now, whoever answers its requests. */
export function makeReceipt({ revision, ...content }: Session) {
  return {
    marker: "diaoyan-stored" as const,
    session: content.id,
    revision,
    contentHash: hashJson(content as unknown as Json),
  };
}

/** A session from outside held against its schema. Throws `session.invalid`. */
export function readSession(value: unknown): Session {
  return checkShape(sessionSchema, value, { code: "session.invalid", root: "session" }) as unknown as Session;
}

/** A session with its notes, for somebody who may see it; reading it enters the audit log. Throws `session.notFound`, `session.notYours`. */
export async function readSessionOf(
  ports: SessionPorts & SightPorts,
  { study, session, ...viewer }: { readonly study: string; readonly session: string } & Viewer,
): Promise<Session> {
  const standing = found(await ports.sessions.find(study, session), "session.notFound", session);
  await requireSight(ports, study, { session, ...viewer });
  await ports.journal.commit(study, { actor: viewer.caller.id, action: "session.read", subject: session }, []);
  return standing;
}
