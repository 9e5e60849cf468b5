import { countObligations, type ObligationCount } from "@diaoyan/instruments";
import type { StudyOverview } from "../contract/index.ts";
import type { Ports } from "../ports/ports.ts";
import type { BuildRecord } from "../ports/report-store.ts";
import type { StudyDocument } from "../ports/study-store.ts";
import { found } from "../problems.ts";
import { outlineName } from "./outline-name.ts";

type OverviewPorts = Pick<
  Ports,
  "studies" | "sessions" | "responses" | "transcripts" | "coding" | "cases" | "reports" | "questionnaires"
>;

/** A study with its obligations counted on what is stored now. */
export async function readOverview(ports: OverviewPorts, study: string) {
  const document = found(await ports.studies.find(study), "study.notFound", study);
  const sessions = await ports.sessions.list(study);
  const builds = await ports.reports.listBuilds(study);
  const responses = await ports.responses.listCompleteIds(study);
  const codings = await ports.coding.countByCode(study);
  const obligations = countObligations(document.study, {
    sessions,
    responses,
    reports: finalBuilds(document, builds, "report"),
    caseCollections: finalBuilds(document, builds, "caseCollection"),
  });
  return {
    study: document.study,
    obligations: obligations.map(toLine),
    counts: {
      responses: responses.length,
      sessions: sessions.length,
      transcripts: (await ports.transcripts.listHeads(study)).length,
      codings: [...codings.values()].reduce((sum, count) => sum + count, 0),
      cases: (await ports.cases.list(study)).length,
      questionnaires: (await ports.questionnaires.listDrafts(study)).length,
    },
  };
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

function toLine({ obligation, count, met, gap, evidence }: ObligationCount): StudyOverview["obligations"][number] {
  const { id, label, measure, atLeast, unit } = obligation;
  return { obligation: { id, label, measure, atLeast, unit }, count, met, gap, evidence: [...evidence] };
}
