import type { Role } from "@diaoyan/instruments";
import type { Caller, Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";

export type SightPorts = Pick<Ports, "sessions" | "plan">;

/** Who looks, and with which role. */
export interface Viewer {
  readonly caller: Caller;
  readonly role: Role;
}

/**
 * Which sessions somebody may see. An interviewer sees those that the plan assigns to them (as the item itself, or as what
 * was held in its place), those they have stored a state of and those a colleague invited them to; every other role that may call the route sees all. What
 * belongs to no session is not an interviewer's.
 */
export async function readSight(
  ports: SightPorts,
  study: string,
  { caller, role }: Viewer,
): Promise<(session: string | null) => boolean> {
  if (role !== "interviewer") return () => true;
  const assigned = (await ports.plan.list(study)).filter(({ assignees }) =>
    assignees.some((user) => user === caller.id),
  );
  const seen = new Set<string>([
    ...assigned.flatMap(({ id, heldAs }) => (heldAs === null ? [id] : [id, heldAs])),
    ...(await ports.sessions.listTouched(study, caller.id)),
    ...(await ports.sessions.listInvited(study, caller.id)),
  ]);
  return (session) => session !== null && seen.has(session);
}

/** Throws `session.notYours` where somebody may not see a session. */
export async function requireSight(
  ports: SightPorts,
  study: string,
  { session, ...viewer }: Viewer & { readonly session: string },
): Promise<void> {
  if ((await readSight(ports, study, viewer))(session)) return;
  throw problem("session.notYours", `session ${session} is neither assigned to you nor begun by you`, {
    remedy:
      "ask whoever works at it to invite you on its page, or a lead to assign it to you in the plan, or hand them the rescue file of your device",
  });
}

/** The same for a session that is stored; one that is new may be begun by anybody. */
export async function requireSightOfStored(
  ports: SightPorts,
  study: string,
  given: Viewer & { readonly session: string },
): Promise<void> {
  if (given.role !== "interviewer" || (await ports.sessions.find(study, given.session)) === undefined) return;
  await requireSight(ports, study, given);
}
