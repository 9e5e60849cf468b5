import { newUuid } from "../../../api/src/contract/uuid.ts";
import type { Ports } from "../../../api/src/ports/ports.ts";
import { pause } from "../../../api/test/kill/stream-submissions.ts";
import { people } from "../../../api/test/people.ts";
import { makeSession } from "../../../api/test/session.ts";
import { smallStudy } from "../../../api/test/study.ts";

/** What an interviewer's device holds of a session whose edits were all acknowledged. */
export interface HeldSession {
  readonly id: string;
  readonly revision: number;
  readonly notes: readonly string[];
}

/** What the server has of them, against what the devices hold. */
export interface SessionComparison {
  readonly sessions: number;
  readonly acknowledgedEdits: number;
  /** Notes that were acknowledged and are gone, or stand twice. */
  readonly lostNotes: number;
  readonly doubledNotes: number;
  /** Sessions whose revision or lines of the audit log are not the acknowledged edits. */
  readonly miscountedSessions: readonly string[];
}

/** Signs the lead in at the server itself; a cookie stays good over restarts, the server's address does not. */
export async function signInForCookie(url: string): Promise<string> {
  const { email, password } = people.operator;
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`signing in answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** Records one session note by note; every edit is sent until it is acknowledged. */
export async function recordSession(
  reach: typeof fetch,
  { cookie, number, edits }: { readonly cookie: string; readonly number: number; readonly edits: number },
): Promise<HeldSession> {
  const id = newUuid(7);
  const notes: { id: string }[] = [];
  let revision = 0;
  for (let at = 1; at <= edits; at += 1) {
    notes.push({ ...noteOf(at), id: `n${at}` });
    const session = makeSession(id, { number: `T4-SITE01-I${String(number).padStart(3, "0")}`, notes, revision });
    revision = await deliverEdit(reach, { cookie, id, session });
  }
  return { id, revision, notes: notes.map((note) => note.id) };
}

function noteOf(at: number) {
  const note = { question: "q1", type: "要点", text: `第${at}条，评审看论文`, verbatim: false };
  return { ...note, t: at, codes: [], strength: 1, sensitive: false };
}

async function deliverEdit(
  reach: typeof fetch,
  { cookie, id, session }: { readonly cookie: string; readonly id: string; readonly session: object },
): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const revision = await sendEdit(reach, { cookie, id, session }).catch((error: unknown) => {
      if (error instanceof Refused) throw error;
      return undefined;
    });
    if (revision !== undefined) return revision;
    await pause(Math.min(400, 10 * 2 ** attempt));
  }
}

class Refused extends Error {}

async function sendEdit(
  reach: typeof fetch,
  { cookie, id, session }: { readonly cookie: string; readonly id: string; readonly session: object },
): Promise<number | undefined> {
  const answer = await reach(`/api/studies/${smallStudy}/sessions/${id}`, {
    method: "PUT",
    headers: { "content-type": "application/json", cookie },
    body: JSON.stringify({ session }),
  });
  const body = (await answer.json()) as { readonly session?: { readonly revision: number }; readonly code?: string };
  if (answer.ok) return body.session?.revision;
  if (answer.status < 500) throw new Refused(`a session was refused: ${answer.status} ${JSON.stringify(body)}`);
  return undefined;
}

/** Holds what is stored against what the devices hold. */
export async function compareSessions(
  { sessions, journal }: Pick<Ports, "sessions" | "journal">,
  held: readonly HeldSession[],
): Promise<SessionComparison> {
  const log = await journal.list(smallStudy, undefined, Number.MAX_SAFE_INTEGER);
  const miscountedSessions: string[] = [];
  let [lostNotes, doubledNotes] = [0, 0];
  for (const { id, revision, notes } of held) {
    const stored = await sessions.find(smallStudy, id);
    const names = (stored?.notes ?? []).map((note) => String(note.id));
    const acts = log.filter(({ action, subject }) => action === "session.save" && subject === id).length;
    lostNotes += notes.filter((note) => !names.includes(note)).length;
    doubledNotes += names.length - new Set(names).size;
    if (stored?.revision !== revision || revision !== notes.length || acts !== notes.length)
      miscountedSessions.push(id);
  }
  const acknowledgedEdits = held.reduce((sum, { notes }) => sum + notes.length, 0);
  return { sessions: held.length, acknowledgedEdits, lostNotes, doubledNotes, miscountedSessions };
}
