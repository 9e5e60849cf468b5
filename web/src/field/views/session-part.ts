import type { Protocol, Session } from "@diaoyan/instruments";
import type { Kit } from "../kit.ts";
import type { FieldRecord } from "../model/field-record.ts";

/** What the parts of a session's screen share. */
export interface SessionPart {
  readonly id: string;
  readonly study: string;
  readonly record: FieldRecord;
  readonly kit: Kit | undefined;
  readonly protocol: Protocol | undefined;
  readonly edit: (change: (session: Session) => Session) => void;
}
