import { countReadings, type EvidenceLine, type ObligationCount, type Session } from "@diaoyan/instruments";
import type { LedgerEntry, LedgerLine } from "../contract/index.ts";
import { type CountPorts, countStudy } from "./count-study.ts";
import { toLine } from "./read-overview.ts";

/** The obligations of a study, each with everything it counts and leaves out, sessions in order of day and number. */
export async function readLedger(ports: CountPorts, study: string): Promise<readonly LedgerEntry[]> {
  const { sessions, obligations } = await countStudy(ports, study);
  const known = new Map<string, Session>(sessions.map((session) => [session.id, session]));
  return obligations.map((counted) => ({
    ...toLine(counted),
    planned: counted.planned,
    readings: readingsOf(counted, sessions),
    lines: listLines(counted, known),
  }));
}

const withoutSessions: ReadonlySet<string> = new Set(["responses", "report", "caseCollection"]);

function readingsOf({ obligation: { measure, filter } }: ObligationCount, sessions: readonly Session[]) {
  return withoutSessions.has(measure) || measure === "meetings" ? null : countReadings(filter, sessions);
}

/** The lines of an obligation with what a reader needs to know of their session. */
export function listLines({ lines }: ObligationCount, known: ReadonlyMap<string, Session>): LedgerLine[] {
  return lines
    .flatMap((line) => describeLine(line, known.get(line.session)) ?? [])
    .sort((one, other) => compareKeys(keyOf(one), keyOf(other)));
}

function describeLine({ session: id, ...line }: EvidenceLine, session: Session | undefined): LedgerLine | undefined {
  if (session === undefined) return undefined;
  const { number, title, day, type } = session;
  return { session: id, number, title, day, type, ...line };
}

const keyOf = ({ day, number, session }: LedgerLine): string => `${day} ${number} ${session}`;
const compareKeys = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
