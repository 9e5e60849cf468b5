import { newUuid } from "@diaoyan/api/contract/uuid";
import { brandAs, type Day, keepProtocolVersion, type Protocol, type Session } from "@diaoyan/instruments";
import { localDay, localTime } from "./local-time.ts";
import { addNote, makeNote } from "./model/edit-session.ts";
import { editRecord, type FieldRecord } from "./model/field-record.ts";
import { advance, type ClockReading, readElapsed } from "./model/session-clock.ts";
import type { RecordStore } from "./record-store.ts";

/** Clocks when each session was last read in this life of the page. */
const anchors = new Map<string, ClockReading>();

function readClocks(): ClockReading {
  return { wall: Date.now(), steady: performance.now() };
}

/** Seconds since the session began, for showing. */
export function peekElapsed(id: string, { progress }: FieldRecord): number {
  return readElapsed(progress, anchors.get(id) ?? null, readClocks()).seconds;
}

export function sectionOf(protocol: Protocol | undefined, question: string | null): string | null {
  return protocol?.sections.find(({ questions }) => questions.some(({ id }) => id === question))?.id ?? null;
}

interface Timed {
  readonly store: RecordStore;
  readonly id: string;
  readonly protocol: Protocol | undefined;
  /** How a clock that was moved is told in a note row. */
  readonly sayShift: (minutes: number) => string;
}

/** Reads the clock into the record and answers the seconds; a clock that was moved is told in a row of its own. */
export function touchClock({ store, id, protocol, sayShift }: Timed): number {
  const now = readClocks();
  let seconds = 0;
  store.update(id, (record) => {
    const elapsed = readElapsed(record.progress, anchors.get(id) ?? null, now);
    seconds = Math.round(elapsed.seconds);
    const progress = advance(record.progress, elapsed, now, sectionOf(protocol, record.progress.question));
    const minutes = Math.round(elapsed.shift / 60);
    if (minutes === 0) return { ...record, progress };
    const row = { ...makeNote(newUuid(7), seconds, "插曲", null), text: sayShift(minutes) };
    return editRecord({ ...record, progress }, addNote(record.session, row));
  });
  anchors.set(id, now);
  return seconds;
}

const longestSessionSeconds = 12 * 3_600;

/** Seconds since a held session began by its day and time, as another device noted them; null when that is not today's talk. */
function secondsSinceStart({ status, day, startTime }: Session): number | null {
  if (status !== "held" || startTime === "") return null;
  const seconds = (Date.now() - new Date(`${day}T${startTime}`).getTime()) / 1_000;
  return seconds >= 0 && seconds <= longestSessionSeconds ? seconds : null;
}

/**
 * The stamp for a new row. The first row of a session that has not begun starts its clock; on a second device the clock
 * joins the one that runs; what is added days later stands after the last row.
 */
export function stampRow(timed: Timed): number {
  const { session, progress } = timed.store.get(timed.id) ?? {};
  if (session === undefined || progress === undefined) return 0;
  if (progress.running || progress.elapsed > 0) return touchClock(timed);
  if (session.status !== "planned" && secondsSinceStart(session) === null) {
    return Math.max(0, ...session.notes.map(({ t }) => t));
  }
  switchClock(timed);
  return touchClock(timed);
}

/** Starts or stops the clock. The first start makes the session a held one that began now, a stop notes its length. */
export function switchClock(timed: Timed): void {
  const { store, id, protocol } = timed;
  const seconds = touchClock(timed);
  store.update(id, (record) => {
    const { running, elapsed } = record.progress;
    const progress = { ...record.progress, running: !running };
    if (running)
      return editRecord({ ...record, progress }, { ...record.session, minutes: Math.max(1, Math.round(seconds / 60)) });
    if (elapsed > 0) return { ...record, progress };
    const joined = secondsSinceStart(record.session);
    if (joined !== null) return { ...record, progress: { ...progress, elapsed: joined } };
    const begun = {
      ...record.session,
      status: "held" as const,
      day: brandAs<Day>(localDay(new Date())),
      startTime: localTime(new Date()),
    };
    const guides = protocol === undefined ? [] : [protocol];
    return editRecord({ ...record, progress }, keepProtocolVersion(record.session, begun, guides));
  });
}

/** Moves the conversation to a question; the time so far counts for the section it leaves. */
export function goToQuestion(timed: Timed, question: string | null): void {
  touchClock(timed);
  timed.store.update(timed.id, (record) => ({ ...record, progress: { ...record.progress, question } }));
}
