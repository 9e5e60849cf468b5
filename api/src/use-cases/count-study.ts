import { countObligations, type ObligationCount, type Session } from "@diaoyan/instruments";
import type { Ports } from "../ports/ports.ts";
import type { BuildRecord } from "../ports/report-store.ts";
import type { StudyDocument } from "../ports/study-store.ts";
import { found } from "../problems.ts";
import { outlineName } from "./outline-name.ts";
import { foreseeSessions } from "./plan.ts";

export type CountPorts = Pick<Ports, "studies" | "sessions" | "responses" | "reports" | "plan" | "roster">;

/** A study's obligations with what was counted. */
export interface CountedStudy {
  readonly document: StudyDocument;
  readonly sessions: readonly Session[];
  /** Ids of complete responses. */
  readonly responses: readonly string[];
  readonly obligations: readonly ObligationCount[];
}

/** Counts a study's obligations on what is stored now. Throws `study.notFound`. */
export async function countStudy(ports: CountPorts, study: string): Promise<CountedStudy> {
  const document = found(await ports.studies.find(study), "study.notFound", study);
  const sessions = await ports.sessions.list(study);
  const builds = await ports.reports.listBuilds(study);
  const responses = await ports.responses.listCompleteIds(study);
  const foreseen = await foreseeSessions(ports, study, sessions);
  const counted = countObligations(document.study, {
    sessions: [...sessions, ...foreseen],
    responses,
    reports: finalBuilds(document, builds, "report"),
    caseCollections: finalBuilds(document, builds, "caseCollection"),
  });
  return { document, sessions, responses, obligations: counted.map((one) => leaveForeseen(one, foreseen)) };
}

/** What is only planned raises the figure `planned`; a line of evidence it is not. */
function leaveForeseen(counted: ObligationCount, foreseen: readonly Session[]): ObligationCount {
  const ids = new Set(foreseen.map(({ id }) => id));
  return { ...counted, lines: counted.lines.filter(({ session }) => !ids.has(session)) };
}

/** Outlines of deliverables of a kind that were built in their final form. */
function finalBuilds(
  { study }: StudyDocument,
  builds: readonly BuildRecord[],
  kind: "report" | "caseCollection",
): readonly string[] {
  const outlines = study.deliverables
    .filter((deliverable) => deliverable.kind === kind && deliverable.outline !== undefined)
    .map(({ outline }) => outlineName(outline ?? ""));
  const built = new Set(builds.filter(({ mode }) => mode === "final").map(({ outline }) => outline));
  return outlines.filter((outline) => built.has(outline));
}
