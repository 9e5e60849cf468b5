import type { Session } from "@diaoyan/instruments";
import { advanceOutbox, freshOutbox, type Outbox, type OutboxEvent } from "../outbox/outbox.ts";
import { blankProgress, type Progress } from "./session-clock.ts";

/** A session as a device keeps it: what is sealed, and what a rescue file carries. */
export interface FieldRecord {
  readonly session: Session;
  /** The stored state the edit began with; null for a session the server has never seen. */
  readonly base: Session | null;
  /** What was sent last and not answered: should it stand at the server, it is no other device's. */
  readonly inFlight: Session | null;
  readonly outbox: Outbox;
  readonly progress: Progress;
}

/** A session made on this device: making it is its first edit. */
export function makeFieldRecord(session: Session): FieldRecord {
  const outbox = advanceOutbox(freshOutbox, { kind: "edited" });
  return { session, base: null, inFlight: null, outbox, progress: blankProgress };
}

/** A session begun from the plan: the server does not hold it yet, but other devices begin it from the same state. */
export function beginFieldRecord(session: Session): FieldRecord {
  return { session, base: session, inFlight: null, outbox: freshOutbox, progress: blankProgress };
}

/** A session that came from the server: it stands there as it stands here. */
export function takeFieldRecord(session: Session): FieldRecord {
  const outbox: Outbox = { ...freshOutbox, phase: "received" };
  return { session, base: session, inFlight: null, outbox, progress: blankProgress };
}

/** The record with its session changed by a person. */
export function editRecord(record: FieldRecord, session: Session): FieldRecord {
  if (session === record.session) return record;
  return { ...record, session, outbox: advanceOutbox(record.outbox, { kind: "edited" }) };
}

export function tellOutbox(record: FieldRecord, event: OutboxEvent): FieldRecord {
  const outbox = advanceOutbox(record.outbox, event);
  return outbox === record.outbox ? record : { ...record, outbox };
}
