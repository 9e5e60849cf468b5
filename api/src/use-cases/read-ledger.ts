import { countReadings, describeLines, type ObligationCount, type Session } from "@diaoyan/instruments";
import type { LedgerEntry } from "../contract/index.ts";
import { type CountPorts, countStudy } from "./count-study.ts";
import { toLine } from "./read-overview.ts";

/** The obligations of a study, each with everything it counts and leaves out, sessions in order of day and number. */
export async function readLedger(ports: CountPorts, study: string): Promise<readonly LedgerEntry[]> {
  const { sessions, obligations } = await countStudy(ports, study);
  return obligations.map((counted) => ({
    ...toLine(counted),
    planned: counted.planned,
    readings: readingsOf(counted, sessions),
    lines: [...describeLines(counted, sessions)],
  }));
}

const withoutReadings: ReadonlySet<string> = new Set(["meetings", "responses", "report", "caseCollection"]);

function readingsOf({ obligation: { measure, filter } }: ObligationCount, sessions: readonly Session[]) {
  return withoutReadings.has(measure) ? null : countReadings(filter, sessions);
}
