import {
  canonicalJson,
  type Json,
  type MeetingRecord,
  type Participant,
  type Seat,
  type Session,
} from "@diaoyan/instruments";

const meetingTypes: readonly string[] = ["研讨会", "专家论证会", "座谈"];

/** Whether a session of this type has the cards of a meeting. */
export const isMeeting = (type: string | undefined): boolean => type !== undefined && meetingTypes.includes(type);

/** A record nothing is filled in of. */
export const blankMeeting: MeetingRecord = {
  sequence: null,
  place: "",
  organiser: "",
  undertaker: "",
  chair: "",
  expected: null,
  present: null,
  online: null,
  agenda: "",
  documents: "",
  opinions: [],
  consensus: "",
  reserved: "",
  decisions: [],
  scores: [],
  panel: null,
  signedBy: "",
  signedOn: null,
};

export const blankPanel: NonNullable<MeetingRecord["panel"]> = {
  leader: null,
  heard: "",
  conclusions: [],
  problems: "",
  verdict: null,
};

const blankSeat: Seat = { unit: "", position: "", field: "", kind: "专家", attendance: "纸质签到" };

/** A session as the form holds it: with a record to be filled in. */
export function withMeeting(session: Session): Session {
  return { ...session, meeting: session.meeting ?? blankMeeting };
}

/** A session as it is stored: no record nothing stands in, whole seats, no points that were taken back. */
export function withoutBlankMeeting({ meeting, ...session }: Session): Session {
  const participants = session.participants.map(wholeSeat);
  if (meeting === undefined || isBlank(meeting)) return { ...session, participants };
  const scores = meeting.scores.map((sheet) => ({ ...sheet, points: givenPoints(sheet.points) }));
  return { ...session, participants, meeting: { ...meeting, scores } };
}

function isBlank(meeting: MeetingRecord): boolean {
  return canonicalJson(meeting as unknown as Json) === canonicalJson(blankMeeting as unknown as Json);
}

function wholeSeat(participant: Participant): Participant {
  const { seat } = participant;
  return seat === undefined ? participant : { ...participant, seat: { ...blankSeat, ...seat } };
}

function givenPoints(points: { readonly [item: string]: number | null | undefined }): { [item: string]: number } {
  const given: { [item: string]: number } = {};
  for (const [item, value] of Object.entries(points)) if (typeof value === "number") given[item] = value;
  return given;
}
