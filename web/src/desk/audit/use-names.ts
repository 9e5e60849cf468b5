import { routes } from "@diaoyan/api/contract";
import type { Codebook } from "@diaoyan/instruments";
import { useMemo } from "react";
import { useRoute } from "../api.ts";
import { useLanguage } from "../texts.tsx";
import { useStudy } from "../use-study.ts";

/** Names of what the entries of the log may be about, by id: sessions, transcripts, policy documents, cases, codes, questionnaires, reports. */
export function useNames(): ReadonlyMap<string, string> {
  const { show } = useLanguage();
  const { id: study, about } = useStudy();
  const params = { study };
  const sessions = useRoute(routes.listSessions, { params }).data?.sessions;
  const transcripts = useRoute(routes.listTranscripts, { params }).data?.transcripts;
  const cases = useRoute(routes.listCases, { params }).data?.cases;
  const policies = useRoute(routes.listPolicies, { params }).data?.policies;
  const codebook = useRoute(routes.getCodebook, { params }).data?.codebook as unknown as Codebook | undefined;
  const questionnaires = useRoute(routes.listQuestionnaires, { params }).data?.questionnaires;
  return useMemo(() => {
    const titled = [...(transcripts ?? []), ...(cases ?? []), ...(policies ?? [])];
    return new Map<string, string>([
      ...titled.map(({ id, title }) => [id, title] as const),
      ...(sessions ?? []).map(({ id, number, title }) => [id, `${number} ${title}`] as const),
      ...(codebook?.codes ?? []).map(({ id, number, name }) => [id, `${number} ${name}`] as const),
      ...(questionnaires ?? []).map(({ name, title }) => [name, title] as const),
      ...about.deliverables.map(({ outline = "", title }) => [outline.replace(/\.md$/u, ""), show(title)] as const),
    ]);
  }, [about, cases, codebook, policies, questionnaires, sessions, show, transcripts]);
}
