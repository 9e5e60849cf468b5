import { deidentifySession, listSessionWords, type Session, type WordDecision } from "@diaoyan/instruments";
import type { Caller, Ports } from "../ports/ports.ts";
import { noteRead, openSealed, type RulePorts, readDeidentifyRules, saveSealed } from "./deidentify-rules.ts";

/** What a person decided of a word in the record of one session. */
export interface SessionWordDecision extends WordDecision {
  readonly session: string;
}

type ReadPorts = Pick<Ports, "deidentify" | "keys">;

async function readDecisions(ports: ReadPorts, study: string) {
  const stored = await ports.deidentify.findSessionWords(study);
  const decisions = ((await openSealed(ports, study, stored)) ?? []) as readonly SessionWordDecision[];
  return { decisions, revision: stored?.revision ?? 0 };
}

/**
 * The sessions of a study in which the rules find something, or somebody decided on a word, each with its words: what is
 * replaced in its notes, summary, observation and foot when the session leaves the study. Reading them enters the audit log.
 */
export async function listWordsOfSessions(
  ports: ReadPorts & Pick<Ports, "sessions" | "journal">,
  caller: Caller,
  study: string,
) {
  const { rules, revision: rulesRevision } = await readDeidentifyRules(ports, study);
  const { decisions, revision } = await readDecisions(ports, study);
  const sessions = (await ports.sessions.list(study)).map((session) => {
    const words = listSessionWords(session, rules, ofSession(decisions, session));
    return { session: session.id as string, number: session.number, title: session.title, words };
  });
  const found = sessions.filter(({ words }) => words.length > 0);
  await noteRead(ports, caller, study, `${found.length}`);
  return { rulesRevision, revision, sessions: found };
}

/** Stores what was decided in all sessions as the next revision. Throws `edit.conflict`. */
export async function decideSessionWords(
  ports: RulePorts,
  caller: Caller,
  order: { readonly study: string; readonly revision: number; readonly decisions: readonly SessionWordDecision[] },
): Promise<number> {
  const { findSessionWords: find, addSessionWords: add } = ports.deidentify;
  const part = { find, add, name: "session-words", action: "deidentify.sessions" };
  return saveSealed(ports, caller, part, { study: order.study, value: order.decisions, revision: order.revision });
}

/** Sessions as they may leave the study: without reflections, and with what tells who somebody is replaced. */
export async function releaseSessions(
  ports: ReadPorts,
  study: string,
  sessions: readonly Session[],
): Promise<readonly Session[]> {
  const { rules } = await readDeidentifyRules(ports, study);
  const { decisions } = await readDecisions(ports, study);
  return sessions.map((session) => {
    return { ...deidentifySession(session, rules, ofSession(decisions, session)), reflection: "" };
  });
}

function ofSession(decisions: readonly SessionWordDecision[], { id }: Session): readonly WordDecision[] {
  const own = decisions.filter(({ session }) => session === id);
  return own.map(({ text, replacement }) => ({ text, replacement }));
}
