import type { Session } from "../model/session.ts";
import type { ObligationFilter } from "../model/study.ts";
import { judgeEvidence, type SessionMeasure } from "./judge-evidence.ts";

/** The same sessions read five ways: 场次, 受访人次, 调研组出动人次, 人数, 单位数. */
export interface FieldworkReadings {
  readonly sessions: number;
  readonly interviewees: number;
  readonly fieldworkers: number;
  readonly persons: number;
  readonly units: number;
}

/** Counts sessions under one filter in all readings; `sessions` are those with at least one interviewee who counts. */
export function countReadings(filter: ObligationFilter | undefined, sessions: readonly Session[]): FieldworkReadings {
  const counted = (measure: SessionMeasure) =>
    judgeEvidence(measure, filter, sessions).filter(({ reason }) => reason === null);
  const interviewees = counted("interviewPersonTimes");
  return {
    sessions: new Set(interviewees.map(({ session }) => session)).size,
    interviewees: interviewees.length,
    fieldworkers: counted("fieldworkerPersonTimes").length,
    persons: counted("persons").length,
    units: counted("units").length,
  };
}
