import { brandAs, type Instant } from "../model/ids.ts";
import type { Consent, NoteRow, Participant, Session } from "../model/session.ts";
import type { Obligation, ObligationFilter, ObligationMeasure, Study } from "../model/study.ts";
import { type EvidenceLine, judgeEvidence, judgeInterviewee, type LeftOutReason } from "./judge-evidence.ts";

/** What is counted: sessions of the study, ids of complete responses, built reports and collections. */
export interface ObligationEvidence {
  readonly sessions: readonly Session[];
  readonly responses: readonly string[];
  readonly reports: readonly string[];
  readonly caseCollections: readonly string[];
}

/**
 * An obligation with what is evidenced: `evidence` names what was counted, `gap` how many are still missing, `planned` how
 * many the planned sessions would add, `lines` every session or participant with why it counts or not.
 */
export interface ObligationCount {
  readonly obligation: Obligation;
  readonly count: number;
  readonly met: boolean;
  readonly gap: number;
  readonly planned: number;
  readonly evidence: readonly string[];
  readonly lines: readonly EvidenceLine[];
}

/**
 * Counts what the funder asked for. Only held sessions count. 人次 are pairs of session and participant: 受访 with
 * consent to take part, or 调研组 for researchers sent out; 人数 are distinct interviewees, 单位数 distinct sites with
 * at least one of them. `planned` is what sessions still to be held would add if they go as planned.
 */
export function countObligations(study: Study, evidence: ObligationEvidence): readonly ObligationCount[] {
  return study.obligations.map((obligation) => {
    const counted = countOne(obligation, evidence);
    const gap = Math.max(0, obligation.atLeast - counted.count);
    return { obligation, met: gap === 0, gap, ...counted };
  });
}

type Counted = Pick<ObligationCount, "count" | "planned" | "evidence" | "lines">;

function countOne({ measure, filter }: Obligation, { sessions, ...records }: ObligationEvidence): Counted {
  if (measure === "responses") return ofIds(records.responses);
  if (measure === "report") return ofIds(records.reports);
  if (measure === "caseCollection") return ofIds(records.caseCollections);
  const lines = judgeEvidence(measure, filter, sessions);
  const count = countLines(lines);
  const foreseen = sessions.map((session) => (session.status === "planned" ? asHeld(session) : session));
  const evidence = lines.filter(({ reason }) => isEvidence(measure, reason)).map(({ session }) => session);
  const planned = countLines(judgeEvidence(measure, filter, foreseen)) - count;
  return { count, planned, evidence: [...new Set(evidence)], lines };
}

/** A repeated person or unit is evidence, too: it is only not counted again. */
function isEvidence(measure: ObligationMeasure, reason: LeftOutReason | null): boolean {
  return reason === null || (reason === "repeated" && (measure === "persons" || measure === "units"));
}

function countLines(lines: readonly EvidenceLine[]): number {
  return lines.filter(({ reason }) => reason === null).length;
}

/** A planned session as if it had been held: everybody asked will consent, notes will be taken. */
function asHeld(session: Session): Session {
  const at = brandAs<Instant>(`${session.day}T00:00:00.000Z`);
  const consent: Consent = { kind: "participate", granted: true, method: "口头", at };
  return {
    ...session,
    status: "held",
    notes: session.notes.length > 0 ? session.notes : [foreseenNote],
    participants: session.participants.map((one) =>
      one.consents.some(({ kind }) => kind === "participate") ? one : { ...one, consents: [consent] },
    ),
  };
}

const foreseenNote: NoteRow = {
  id: "foreseen",
  t: 0,
  question: null,
  type: "要点",
  text: "",
  verbatim: false,
  codes: [],
  strength: null,
  sensitive: false,
};

/** Participants who were interviewed; see `judgeInterviewee`. */
export function listInterviewees(session: Session, filter?: ObligationFilter): readonly Participant[] {
  return session.participants.filter((participant) => judgeInterviewee(session, participant, filter) === null);
}

function ofIds(ids: readonly string[]): Counted {
  const evidence = [...new Set(ids)];
  return { count: evidence.length, planned: 0, evidence, lines: [] };
}
