import type { PersonCode, SessionId, UnitCode } from "../model/ids.ts";
import type { Participant, ParticipantRole, Session } from "../model/session.ts";
import type { ObligationFilter, ObligationMeasure } from "../model/study.ts";

/** Why a session or a participant in it does not count. */
export type LeftOutReason =
  | "planned"
  | "cancelled"
  | "otherSite"
  | "notKeyUnit"
  | "otherType"
  | "noNotes"
  | "otherRole"
  | "otherCategory"
  | "noConsent"
  | "consentTakenBack"
  | "repeated";

/** One thing that could count: a session, or a participant of it; `reason` is null where it does. */
export interface EvidenceLine {
  readonly session: SessionId;
  readonly person: PersonCode | null;
  readonly role: ParticipantRole | null;
  readonly unit: UnitCode;
  readonly reason: LeftOutReason | null;
}

/** Measures that sessions are counted towards. */
export type SessionMeasure = Exclude<ObligationMeasure, "responses" | "report" | "caseCollection">;

const meetingTypes: readonly string[] = ["研讨会", "专家论证会"];

/** Why a session as a whole does not count; null where it does. */
export function judgeSession(session: Session, filter: ObligationFilter | undefined): LeftOutReason | null {
  const { status, site, type } = session;
  if (status !== "held") return status;
  if (filter?.keyUnitsOnly && !site.keyUnit) return "notKeyUnit";
  if (filter?.pilotLevels && !filter.pilotLevels.includes(site.pilotLevel)) return "otherSite";
  return filter?.sessionTypes && !filter.sessionTypes.includes(type) ? "otherType" : null;
}

/**
 * Why somebody does not count as interviewed; null for a 受访 who consented to take part and did not take it back. At a
 * seminar or validation meeting a 受访 counts only where notes were taken.
 */
export function judgeInterviewee(
  session: Session,
  { role, consents, category }: Participant,
  filter?: ObligationFilter,
): LeftOutReason | null {
  if (role !== "受访") return "otherRole";
  if (meetingTypes.includes(session.type) && session.notes.length === 0) return "noNotes";
  const asked = consents.filter(({ kind }) => kind === "participate").sort((a, b) => (a.at < b.at ? -1 : 1));
  if (!asked.at(-1)?.granted) return asked.some(({ granted }) => granted) ? "consentTakenBack" : "noConsent";
  const wanted = filter?.participantCategories;
  return wanted && !wanted.some((one) => category.includes(one)) ? "otherCategory" : null;
}

/** Every session, or every participant of one, with its verdict: what an obligation counts and what it leaves out. */
export function judgeEvidence(
  measure: SessionMeasure,
  filter: ObligationFilter | undefined,
  sessions: readonly Session[],
): readonly EvidenceLine[] {
  const lines = sessions.flatMap((session) => judgeOne(measure, filter, session));
  const seen = new Set<string>();
  return lines.map((line) => {
    if (line.reason !== null) return line;
    const key = keyOf(measure, line);
    if (seen.has(key)) return { ...line, reason: "repeated" };
    seen.add(key);
    return line;
  });
}

function judgeOne(
  measure: SessionMeasure,
  filter: ObligationFilter | undefined,
  session: Session,
): readonly EvidenceLine[] {
  const { id, participants, site } = session;
  const whole = judgeSession(session, measure === "meetings" ? { sessionTypes: meetingTypes, ...filter } : filter);
  const line = { session: id, person: null, role: null, unit: site.unit };
  if (measure === "meetings") return [{ ...line, reason: whole }];
  const verdicts = participants.map((participant): EvidenceLine => {
    const own =
      measure === "fieldworkerPersonTimes"
        ? participant.role === "调研组"
          ? null
          : ("otherRole" as const)
        : judgeInterviewee(session, participant, filter);
    return { ...line, person: participant.person, role: participant.role, reason: whole ?? own };
  });
  if (measure !== "units") return verdicts;
  const counted = verdicts.some(({ reason }) => reason === null);
  return [
    {
      ...line,
      reason: counted ? null : (verdicts.find(({ reason }) => reason !== "otherRole")?.reason ?? whole ?? "noConsent"),
    },
  ];
}

/** What must be there once to count: a pair of session and person, a person, a unit, a session. */
function keyOf(measure: SessionMeasure, { session, person, unit }: EvidenceLine): string {
  if (measure === "persons") return String(person);
  if (measure === "units") return unit;
  return JSON.stringify([session, person]);
}
