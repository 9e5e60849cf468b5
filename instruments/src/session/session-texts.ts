import type { MeetingRecord } from "../model/meeting.ts";
import type { PlanItem } from "../model/plan.ts";
import type { Participant, Session, SessionFoot } from "../model/session.ts";

/** Where in a session a text stands. */
export const sessionTextParts = [
  "title",
  "participants",
  "notes",
  "summary",
  "observation",
  "meeting",
  "foot",
] as const;
/** Where in the records of a session words stand. */
export type SessionTextPart = (typeof sessionTextParts)[number];

type Change = (text: string) => string;

/**
 * The session with every text somebody wrote freely changed: title, categories and seats of participants, notes, summary,
 * observation, the record of a meeting, the texts of its foot, and why it was cancelled (told as part of the foot). Codes,
 * days, points and what is chosen from a list stay. The reflection is left as it is: it never leaves the study.
 */
export function mapSessionTexts(session: Session, change: (text: string, part: SessionTextPart) => string): Session {
  const { foot, meeting, cancelReason } = session;
  const within = (part: SessionTextPart) => (text: string) => change(text, part);
  return {
    ...session,
    title: change(session.title, "title"),
    participants: session.participants.map((one) => mapParticipant(one, within("participants"))),
    notes: session.notes.map((note) => ({ ...note, text: change(note.text, "notes") })),
    summary: change(session.summary, "summary"),
    observation: change(session.observation, "observation"),
    ...(meeting !== undefined && { meeting: mapMeeting(meeting, within("meeting")) }),
    ...(cancelReason !== undefined && { cancelReason: change(cancelReason, "foot") }),
    ...(foot !== undefined && { foot: mapFoot(foot, within("foot")) }),
  };
}

function mapParticipant(participant: Participant, change: Change): Participant {
  const { seat, category } = participant;
  if (seat === undefined) return { ...participant, category: change(category) };
  const { unit, position, field } = seat;
  const changed = { ...seat, unit: change(unit), position: change(position), field: change(field) };
  return { ...participant, category: change(category), seat: changed };
}

function mapMeeting(meeting: MeetingRecord, change: Change): MeetingRecord {
  const { panel } = meeting;
  return {
    ...meeting,
    place: change(meeting.place),
    organiser: change(meeting.organiser),
    undertaker: change(meeting.undertaker),
    chair: change(meeting.chair),
    agenda: change(meeting.agenda),
    documents: change(meeting.documents),
    opinions: meeting.opinions.map((one) => ({
      ...one,
      point: change(one.point),
      reason: change(one.reason),
      chapter: change(one.chapter),
    })),
    consensus: change(meeting.consensus),
    reserved: change(meeting.reserved),
    decisions: meeting.decisions.map((one) => ({ ...one, matter: change(one.matter), owner: change(one.owner) })),
    scores: meeting.scores.map((one) => ({ ...one, subject: change(one.subject), comment: change(one.comment) })),
    panel: panel && {
      ...panel,
      heard: change(panel.heard),
      conclusions: panel.conclusions.map(change),
      problems: change(panel.problems),
    },
    signedBy: change(meeting.signedBy),
  };
}

function mapFoot(foot: SessionFoot, change: Change): SessionFoot {
  return {
    ...foot,
    ratingReason: change(foot.ratingReason),
    contradictions: change(foot.contradictions),
    caseNote: change(foot.caseNote),
    followUps: foot.followUps.map((one) => ({
      ...one,
      matter: change(one.matter),
      owner: change(one.owner),
      outcome: change(one.outcome),
    })),
    materials: foot.materials.map((one) => ({ ...one, name: change(one.name), note: change(one.note) })),
    reviewer: change(foot.reviewer),
  };
}

/** A planned item with its texts changed: title, categories, why it was moved or cancelled. */
export function mapPlanTexts(item: PlanItem, change: Change): PlanItem {
  return {
    ...item,
    title: change(item.title),
    participants: item.participants.map((one) => ({ ...one, category: change(one.category) })),
    moves: item.moves.map((move) => ({ ...move, reason: change(move.reason) })),
    cancelled: item.cancelled === null ? null : change(item.cancelled),
  };
}
