import {
  deidentifyPlanItem,
  deidentifySession,
  listSessionWords,
  type PlanItem,
  type Session,
  type WordDecision,
} from "@diaoyan/instruments";
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
 * replaced in its title, participants, notes, summary, observation, meeting and foot when the session leaves the study. Reading them enters the audit log.
 */
export async function listWordsOfSessions(
  ports: ReadPorts & Pick<Ports, "sessions" | "journal">,
  caller: Caller,
  study: string,
) {
  const { rules, revision: rulesRevision } = await readDeidentifyRules(ports, study);
  const { decisions, revision } = await readDecisions(ports, study);
  const sessions = (await ports.sessions.list(study)).map((session) => {
    const words = listSessionWords(session, rules, ofSession(decisions, session.id));
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

/** What makes sessions and planned items ready to leave the study, by the rules and decisions of now. */
export interface Release {
  /** Without its reflection, and with what tells who somebody is replaced. */
  session(session: Session): Session;
  /** With the words replaced that are replaced in the session held of it, and without assignees and note. */
  planItem(item: PlanItem): PlanItem;
}

export async function openRelease(ports: ReadPorts, study: string): Promise<Release> {
  const { rules } = await readDeidentifyRules(ports, study);
  const { decisions } = await readDecisions(ports, study);
  return {
    session: (session) => ({ ...deidentifySession(session, rules, ofSession(decisions, session.id)), reflection: "" }),
    planItem: (item) => deidentifyPlanItem(item, rules, ofSession(decisions, item.heldAs ?? item.id)),
  };
}

function ofSession(decisions: readonly SessionWordDecision[], id: string): readonly WordDecision[] {
  const own = decisions.filter(({ session }) => session === id);
  return own.map(({ text, replacement }) => ({ text, replacement }));
}
