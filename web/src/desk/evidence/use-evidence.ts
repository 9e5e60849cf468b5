import { routes } from "@diaoyan/api/contract";
import { useState } from "react";
import { problemOf, useAction, useRoute } from "../api.ts";
import { useStudy } from "../use-study.ts";
import type { Evidence } from "./edit-evidence.ts";

/** The stored state, the priorities once they are reckoned, and a way to change the state that starts from the newest the page has. */
export function useEvidence() {
  const { id } = useStudy();
  const query = useRoute(routes.getEvidence, { params: { study: id } });
  const ranking = useRoute(routes.rankFindings, { params: { study: id } });
  const save = useAction(routes.saveEvidence);
  const [conflict, setConflict] = useState(false);
  const change = async (edit: (evidence: Evidence) => Evidence): Promise<boolean> => {
    if (query.data === undefined) return false;
    const { revision, evidence } = query.data;
    setConflict(false);
    try {
      const next = edit(evidence as unknown as Evidence);
      const { indicators, findings, recommendations } = JSON.parse(JSON.stringify(next)) as typeof evidence;
      const body = { revision, evidence: { indicators, findings, recommendations } };
      await save.mutateAsync({ params: { study: id }, body });
      return true;
    } catch (error) {
      if (problemOf(error)?.code === "edit.conflict") {
        setConflict(true);
        await query.refetch();
      }
      return false;
    }
  };
  return { query, ranking, change, saving: save.isPending, conflict, error: conflict ? null : save.error };
}
