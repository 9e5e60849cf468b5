import type { Participant, Session } from "../model/session.ts";
import type { Obligation, ObligationFilter, Study } from "../model/study.ts";

/** What is counted: sessions of the study, ids of complete responses, built reports and collections. */
export interface ObligationEvidence {
  readonly sessions: readonly Session[];
  readonly responses: readonly string[];
  readonly reports: readonly string[];
  readonly caseCollections: readonly string[];
}

/** An obligation with what is evidenced; `evidence` names what was counted, `gap` how many are still missing. */
export interface ObligationCount {
  readonly obligation: Obligation;
  readonly count: number;
  readonly met: boolean;
  readonly gap: number;
  readonly evidence: readonly string[];
}

const meetingTypes: readonly string[] = ["研讨会", "专家论证会"];

/**
 * Counts what the funder asked for. Only held sessions count. 人次 are pairs of session and participant: 受访 with
 * consent to take part, or 调研组 for researchers sent out; 人数 are distinct interviewees, 单位数 distinct sites with
 * at least one of them. At a seminar or validation meeting a 受访 counts only where notes were taken.
 */
export function countObligations(study: Study, evidence: ObligationEvidence): readonly ObligationCount[] {
  return study.obligations.map((obligation) => {
    const { count, ids } = countOne(obligation, evidence);
    const gap = Math.max(0, obligation.atLeast - count);
    return { obligation, count, met: gap === 0, gap, evidence: ids };
  });
}

interface Counted {
  readonly count: number;
  readonly ids: readonly string[];
}

function countOne({ measure, filter }: Obligation, evidence: ObligationEvidence): Counted {
  const sessions = evidence.sessions.filter((session) => isCountable(session, filter));
  switch (measure) {
    case "responses":
      return ofIds(evidence.responses);
    case "report":
      return ofIds(evidence.reports);
    case "caseCollection":
      return ofIds(evidence.caseCollections);
    case "meetings":
      return ofIds(sessions.filter((session) => isMeeting(session, filter)).map(({ id }) => id));
    case "fieldworkerPersonTimes":
      return ofPairs(sessions, ({ participants }) =>
        participants.filter(({ role }) => role === "调研组").map(({ person }) => person),
      );
    case "interviewPersonTimes":
      return ofPairs(sessions, (session) => listInterviewees(session, filter).map(({ person }) => person));
    case "persons":
      return ofDistinct(sessions, (session) => listInterviewees(session, filter).map(({ person }) => person));
    case "units":
      return ofDistinct(sessions, (session) =>
        listInterviewees(session, filter).length > 0 ? [session.site.unit] : [],
      );
  }
}

function isCountable({ status, site, type }: Session, filter: ObligationFilter | undefined): boolean {
  if (status !== "held") return false;
  if (filter?.keyUnitsOnly && !site.keyUnit) return false;
  if (filter?.pilotLevels && !filter.pilotLevels.includes(site.pilotLevel)) return false;
  return filter?.sessionTypes === undefined || filter.sessionTypes.includes(type);
}

function isMeeting({ type }: Session, filter: ObligationFilter | undefined): boolean {
  return (filter?.sessionTypes ?? meetingTypes).includes(type);
}

/** Participants who were interviewed: role 受访, with a consent to take part that was given and not taken back later; at meetings with notes. */
export function listInterviewees(session: Session, filter?: ObligationFilter): readonly Participant[] {
  if (meetingTypes.includes(session.type) && session.notes.length === 0) return [];
  return session.participants.filter(
    (participant) =>
      participant.role === "受访" &&
      hasConsented(participant) &&
      (filter?.participantCategories === undefined ||
        filter.participantCategories.some((one) => participant.category.includes(one))),
  );
}

function hasConsented({ consents }: Participant): boolean {
  const asked = consents.filter(({ kind }) => kind === "participate").sort((a, b) => (a.at < b.at ? -1 : 1));
  return asked.at(-1)?.granted ?? false;
}

function ofIds(ids: readonly string[]): Counted {
  return { count: new Set(ids).size, ids: [...new Set(ids)] };
}

/** Counts pairs; a person noted twice in one session counts once. */
function ofPairs(sessions: readonly Session[], personsOf: (session: Session) => readonly string[]): Counted {
  const counted = sessions
    .map((session) => ({ id: session.id, pairs: new Set(personsOf(session)).size }))
    .filter(({ pairs }) => pairs > 0);
  return { count: counted.reduce((sum, { pairs }) => sum + pairs, 0), ids: counted.map(({ id }) => id) };
}

function ofDistinct(sessions: readonly Session[], thingsOf: (session: Session) => readonly string[]): Counted {
  const counted = sessions
    .map((session) => ({ id: session.id, things: thingsOf(session) }))
    .filter(({ things }) => things.length > 0);
  return { count: new Set(counted.flatMap(({ things }) => things)).size, ids: counted.map(({ id }) => id) };
}
