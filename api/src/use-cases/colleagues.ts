import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { readSight, requireSight, type Viewer } from "./session-sight.ts";

type ColleaguePorts = Pick<Ports, "sessions" | "plan" | "members" | "journal" | "clock">;

interface Place {
  readonly study: string;
  readonly session: string;
}

/** A member by id and name. */
export interface Colleague {
  readonly user: string;
  readonly name: string;
}

/**
 * Interviewers who were invited to a stored session, and those who could be: neither the caller nor anybody who sees it
 * already. Throws `session.notFound`, `session.notYours`.
 */
export async function listColleagues(ports: ColleaguePorts, { study, session, ...viewer }: Place & Viewer) {
  await requireStored(ports, { study, session, ...viewer });
  const invited = new Set(await ports.sessions.listColleagues(study, session));
  const interviewers = await listInterviewers(ports, study);
  const others: Colleague[] = [];
  for (const { user, name } of interviewers) {
    if (user === viewer.caller.id || invited.has(user)) continue;
    if (!(await isAtWork(ports, { study, session }, user))) others.push({ user, name });
  }
  return { colleagues: interviewers.filter(({ user }) => invited.has(user)), others };
}

/**
 * Lets another interviewer of the study see and edit the session, by somebody who may do so. Throws `session.notFound`,
 * `session.notYours`, `session.noColleague`.
 */
export async function inviteColleague(
  ports: ColleaguePorts,
  { study, session, user, ...viewer }: Place & Viewer & { readonly user: string },
): Promise<void> {
  await requireStored(ports, { study, session, ...viewer });
  if (!(await listInterviewers(ports, study)).some((one) => one.user === user)) {
    throw problem("session.noColleague", `${user} is no interviewer of this study`, {
      remedy: "choose an interviewer of the study; leads and researchers see every session",
    });
  }
  const invited = { by: viewer.caller.id, at: ports.clock.now() };
  await ports.journal.commit(study, noteOf(viewer.caller, "session.invite", { session, user }), [
    ports.sessions.addColleague(study, { session, user }, invited),
  ]);
}

/** Takes an invitation back; who has stored a state of the session by then goes on seeing it. Throws as `inviteColleague`. */
export async function withdrawColleague(
  ports: ColleaguePorts,
  { study, session, user, ...viewer }: Place & Viewer & { readonly user: string },
): Promise<void> {
  await requireStored(ports, { study, session, ...viewer });
  await ports.journal.commit(study, noteOf(viewer.caller, "session.uninvite", { session, user }), [
    ports.sessions.removeColleague(study, { session, user }),
  ]);
}

function noteOf(
  caller: Caller,
  action: string,
  { session, user }: { readonly session: string; readonly user: string },
) {
  return { actor: caller.id, action, subject: `${session}:${user}` };
}

async function requireStored(ports: ColleaguePorts, { study, session, ...viewer }: Place & Viewer): Promise<void> {
  found(await ports.sessions.find(study, session), "session.notFound", session);
  await requireSight(ports, study, { session, ...viewer });
}

async function listInterviewers(ports: ColleaguePorts, study: string): Promise<Colleague[]> {
  const members = (await ports.members.list(study)).filter(({ role }) => role === "interviewer");
  return members.map(({ user, name }) => ({ user, name }));
}

async function isAtWork(ports: ColleaguePorts, { study, session }: Place, user: string): Promise<boolean> {
  const caller = { id: user, name: "", email: "" };
  const sees = await readSight(ports, study, { caller, role: "interviewer" });
  return sees(session);
}
