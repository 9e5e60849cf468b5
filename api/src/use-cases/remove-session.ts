import { hashJson } from "@diaoyan/instruments";
import { StorageConflict } from "../ports/journal.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";

type RemovePorts = Pick<Ports, "sessions" | "transcripts" | "attachments" | "cases" | "plan" | "journal">;

/**
 * Takes a session away that was made by mistake. Throws `session.notFound`, `session.inUse` where something rests on it, and
 * `edit.conflict` where it was stored again since it was looked at.
 */
export async function removeSession(
  ports: RemovePorts,
  caller: Caller,
  { study, session, revision }: { readonly study: string; readonly session: string; readonly revision: number },
): Promise<void> {
  const standing = found(await ports.sessions.find(study, session), "session.notFound", session);
  await refuseInUse(ports, study, session);
  const conflict = () =>
    problem("edit.conflict", `session ${session} was stored again since revision ${revision}`, {
      remedy: "look at it again first",
    });
  if (standing.revision !== revision) throw conflict();
  const contentHash = hashJson({ removed: session });
  const claim = ports.journal.claim(study, { kind: "session", id: session, revision: revision + 1, contentHash });
  const note = { actor: caller.id, action: "session.remove", subject: session };
  try {
    await ports.journal.commit(study, note, [claim, ports.sessions.remove(study, session)]);
  } catch (error) {
    throw error instanceof StorageConflict ? conflict() : error;
  }
}

async function refuseInUse(ports: RemovePorts, study: string, session: string): Promise<void> {
  const of = (one: { readonly session: string | null }) => one.session === session;
  const counts = {
    transcripts: (await ports.transcripts.listHeads(study)).filter(of).length,
    attachments: (await ports.attachments.list(study, session)).length,
    cases: (await ports.cases.list(study)).filter(of).length,
    "planned items": (await ports.plan.list(study)).filter(({ heldAs }) => heldAs === session).length,
  };
  const used = Object.entries(counts).filter(([, count]) => count > 0);
  if (used.length === 0) return;
  const said = used.map(([what, count]) => `${count} ${what}`).join(", ");
  throw problem("session.inUse", `session ${session} has ${said}`, { remedy: "cancel it with a reason instead" });
}
