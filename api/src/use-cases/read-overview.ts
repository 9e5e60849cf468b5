import type { ObligationCount } from "@diaoyan/instruments";
import type { StudyOverview } from "../contract/index.ts";
import type { Ports } from "../ports/ports.ts";
import { countSeenByCode } from "./count-seen.ts";
import { type CountPorts, countStudy } from "./count-study.ts";

type OverviewPorts = CountPorts & Pick<Ports, "agreement" | "transcripts" | "coding" | "cases" | "questionnaires">;

/** A study with its obligations counted on what is stored now, and the codings somebody may see. */
export async function readOverview(ports: OverviewPorts, study: string, viewer: string) {
  const { document, sessions, responses, obligations } = await countStudy(ports, study);
  const codings = await countSeenByCode(ports, study, viewer);
  return {
    study: document.study,
    obligations: obligations.map(toLine),
    counts: {
      responses: responses.length,
      sessions: sessions.length,
      transcripts: (await ports.transcripts.listHeads(study)).filter(({ policy }) => !policy).length,
      codings: [...codings.values()].reduce((sum, count) => sum + count, 0),
      cases: (await ports.cases.list(study)).length,
      questionnaires: (await ports.questionnaires.listDrafts(study)).length,
    },
  };
}

/** An obligation as it stands on the wire. */
export function toLine({
  obligation,
  count,
  met,
  gap,
  evidence,
}: ObligationCount): StudyOverview["obligations"][number] {
  const { id, label, measure, atLeast, unit } = obligation;
  return { obligation: { id, label, measure, atLeast, unit }, count, met, gap, evidence: [...evidence] };
}
