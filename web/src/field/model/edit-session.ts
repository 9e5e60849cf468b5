import type { Consent, NoteRow, NoteType, Participant, Session, SessionFoot } from "@diaoyan/instruments";
import { blankFoot } from "../../session/blank-session.ts";

/** A removed row and where it stood. */
export interface RemovedNote {
  readonly note: NoteRow;
  readonly at: number;
}

/** A fresh row of a type; 原话 is verbatim until somebody says otherwise. */
export function makeNote(id: string, t: number, type: NoteType, question: string | null): NoteRow {
  const verbatim = type === "原话";
  return { id, t, question, type, text: "", verbatim, codes: [], strength: null, sensitive: false };
}

export function addNote(session: Session, note: NoteRow): Session {
  return { ...session, notes: [...session.notes, note] };
}

export function changeNote(session: Session, id: string, change: Partial<NoteRow>): Session {
  return { ...session, notes: session.notes.map((note) => (note.id === id ? { ...note, ...change } : note)) };
}

/** Takes a row out; undefined when it is not there. */
export function removeNote(
  session: Session,
  id: string,
): { readonly session: Session; readonly removed: RemovedNote } | undefined {
  const at = session.notes.findIndex((note) => note.id === id);
  const note = session.notes[at];
  if (note === undefined) return undefined;
  return { session: { ...session, notes: session.notes.filter((one) => one !== note) }, removed: { note, at } };
}

/** Puts a removed row back where it stood; a row that is back already is left alone. */
export function restoreNote(session: Session, { note, at }: RemovedNote): Session {
  if (session.notes.some(({ id }) => id === note.id)) return session;
  return { ...session, notes: [...session.notes.slice(0, at), note, ...session.notes.slice(at)] };
}

export function footOf(session: Session): SessionFoot {
  return session.foot ?? blankFoot;
}

export function changeFoot(session: Session, change: Partial<SessionFoot>): Session {
  return { ...session, foot: { ...footOf(session), ...change } };
}

export function changeParticipant(session: Session, at: number, change: Partial<Participant>): Session {
  const participants = session.participants.map((one, index) => (index === at ? { ...one, ...change } : one));
  return { ...session, participants };
}

/** A further decision on a consent; earlier ones stay, the last one counts. */
export function decideConsent(session: Session, at: number, consent: Consent): Session {
  const consents = session.participants[at]?.consents ?? [];
  const others = consents.filter(({ kind, at: moment }) => kind !== consent.kind || moment !== consent.at);
  return changeParticipant(session, at, { consents: [...others, consent] });
}

/** A code that nobody has in the session: P-01 for interviewees and guests, R-01 for the team. */
export function freePersonCode(session: Session, letter: "P" | "R"): Participant["person"] {
  const taken = new Set<string>(session.participants.map(({ person }) => person));
  let number = 1;
  const code = () => `${letter}-${String(number).padStart(2, "0")}`;
  while (taken.has(code())) number += 1;
  return code() as Participant["person"];
}
