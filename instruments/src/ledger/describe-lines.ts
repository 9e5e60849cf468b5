import type { Day } from "../model/ids.ts";
import type { Session, SessionType } from "../model/session.ts";
import type { ObligationCount } from "./count-obligations.ts";
import type { EvidenceLine } from "./judge-evidence.ts";

/** An evidence line with what a reader needs to know of its session. */
export interface DescribedLine extends EvidenceLine {
  readonly number: string;
  readonly title: string;
  readonly day: Day;
  readonly type: SessionType;
}

/** The lines of an obligation with their sessions, in order of day and number. */
export function describeLines({ lines }: ObligationCount, sessions: readonly Session[]): readonly DescribedLine[] {
  const known = new Map(sessions.map((session) => [session.id, session]));
  const described = lines.flatMap((line): DescribedLine[] => {
    const session = known.get(line.session);
    if (session === undefined) return [];
    const { number, title, day, type } = session;
    return [{ ...line, number, title, day, type }];
  });
  return described
    .map((line) => ({ line, key: `${line.day} ${line.number} ${line.session}` }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ line }) => line);
}
