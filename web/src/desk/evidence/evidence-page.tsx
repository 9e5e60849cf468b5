import type { Finding, Recommendation } from "@diaoyan/instruments";
import { useState } from "react";
import { useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import {
  dropFinding,
  dropIndicator,
  dropRecommendation,
  type Evidence,
  putFinding,
  putRecommendation,
} from "./edit-evidence.ts";
import { FindingForm, RecommendationForm } from "./entry-form.tsx";
import { useEvidenceOptions } from "./evidence-options.ts";
import { FindingsSection } from "./findings-section.tsx";
import { IndicatorsSection } from "./indicators-section.tsx";
import { useEvidence } from "./use-evidence.ts";
import "./evidence.css";

const nothing: Evidence = { indicators: [], findings: [], recommendations: [] };

/** 指标与对策: figures of others, findings with what they rest on, and recommendations, as the report takes them. */
export function EvidencePage() {
  const texts = useTexts().evidence;
  const { query, ranking, change, saving, conflict, error } = useEvidence();
  const [finding, setFinding] = useState<Finding | null>(null);
  const [recommendation, setRecommendation] = useState<Recommendation | null>(null);
  const evidence = (query.data?.evidence ?? nothing) as unknown as Evidence;
  const options = useEvidenceOptions(evidence);
  const known = (id: string, list: readonly { readonly id: string }[]) => list.some((one) => one.id === id);
  const open = finding !== null || recommendation !== null;
  const state = { saving, conflict, error };
  return (
    <>
      <PageHead title={texts.title} note={texts.note} />
      <QueryView query={query}>
        {() => (
          <div className="stack">
            {!open && <ProblemAlert error={error ?? ranking.error} />}
            <FindingsSection
              evidence={evidence}
              priorities={ranking.data?.priorities ?? (ranking.isError ? [] : undefined)}
              options={options}
              onFinding={setFinding}
              onRecommendation={setRecommendation}
              onDropFinding={(id) => void change((now) => dropFinding(now, id))}
              onDropRecommendation={(id) => void change((now) => dropRecommendation(now, id))}
            />
            <IndicatorsSection
              indicators={evidence.indicators}
              onDrop={(id) => void change((now) => dropIndicator(now, id))}
            />
          </div>
        )}
      </QueryView>
      {finding !== null && (
        <FindingForm
          {...state}
          entry={finding}
          title={known(finding.id, evidence.findings) ? texts.editFinding : texts.addFinding}
          options={options}
          onClose={() => setFinding(null)}
          onSave={async (entry) => (await change((now) => putFinding(now, entry))) && setFinding(null)}
        />
      )}
      {recommendation !== null && (
        <RecommendationForm
          {...state}
          entry={recommendation}
          title={
            known(recommendation.id, evidence.recommendations) ? texts.editRecommendation : texts.addRecommendation
          }
          findings={evidence.findings}
          onClose={() => setRecommendation(null)}
          onSave={async (entry) => (await change((now) => putRecommendation(now, entry))) && setRecommendation(null)}
        />
      )}
    </>
  );
}
